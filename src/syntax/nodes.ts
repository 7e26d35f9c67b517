import type { AST_NODE_TYPES, TSESTree } from "@typescript-eslint/types";
import { visitorKeys } from "@typescript-eslint/visitor-keys";
import type { TextRange } from "../base/sourcePlace";

/** Syntax is ESTree with the nodes of TypeScript, as ESLint's parsers make it. */
export type Node = TSESTree.Node;
/** A function per type of node. */
export type NodeVisitor = {
  readonly [Type in AST_NODE_TYPES as `${Type}`]?: (node: Extract<Node, { type: Type }>) => void;
};
export type Program = TSESTree.Program;
export type Expression = TSESTree.Expression;
export type Identifier = TSESTree.Identifier;
export type MemberExpression = TSESTree.MemberExpression;
export type BinaryExpression = TSESTree.BinaryExpression;
export type CallExpression = TSESTree.CallExpression;
export type NewExpression = TSESTree.NewExpression;
export type ClassNode = TSESTree.ClassDeclaration | TSESTree.ClassExpression;
export type ClassElement = TSESTree.ClassElement;
export type TemplateLiteral = TSESTree.TemplateLiteral;
export type AwaitExpression = TSESTree.AwaitExpression;
export type ArrayExpression = TSESTree.ArrayExpression;
export type YieldExpression = TSESTree.YieldExpression;
export type ObjectExpression = TSESTree.ObjectExpression;
export type Property = TSESTree.Property;
export type ObjectPattern = TSESTree.ObjectPattern;
export type VariableDeclarator = TSESTree.VariableDeclarator;
export type ExportAllDeclaration = TSESTree.ExportAllDeclaration;
export type ExportNamedDeclaration = TSESTree.ExportNamedDeclaration;
export type AssignmentExpression = TSESTree.AssignmentExpression;

/** Functions with a body of their own. */
export type FunctionNode =
  TSESTree.FunctionDeclaration | TSESTree.FunctionExpression | TSESTree.ArrowFunctionExpression;

export function isFunction(node: Node | null | undefined): node is FunctionNode {
  const type: string | undefined = node?.type;
  return type === "FunctionDeclaration" || type === "FunctionExpression" || type === "ArrowFunctionExpression";
}

export function isClass(node: Node | null | undefined): node is ClassNode {
  const type: string | undefined = node?.type;
  return type === "ClassDeclaration" || type === "ClassExpression";
}

/** What a value is seen through: `(x as T)!`, `x?.y`, `<T>x`. */
const wrappers = new Set<string>([
  "TSAsExpression",
  "TSNonNullExpression",
  "TSSatisfiesExpression",
  "TSTypeAssertion",
  "ChainExpression",
  "TSInstantiationExpression",
  "ParenthesizedExpression",
]);

/** The expression inside casts, `!` and optional chains. */
export function unwrap(node: Node): Node {
  // Most are names, members and calls, and are asked for at every node.
  if (isPlain(node.type)) return node;
  let inner = node;
  while (wrappers.has(inner.type)) inner = (inner as { expression?: Node }).expression ?? inner;
  return inner;
}

function isPlain(type: string): boolean {
  return type === "Identifier" || type === "MemberExpression" || type === "CallExpression";
}

/** The outermost cast, `!` or optional chain around an expression, or itself. */
export function wrapped(node: Node): Node {
  let outer = node;
  while (outer.parent && wrappers.has(outer.parent.type)) outer = outer.parent;
  return outer;
}

/** The node around an expression and its casts. */
export function parentOf(node: Node): Node | undefined {
  return wrapped(node).parent;
}

/** The module that an import or an export names; undefined: none, or it is not typed to its end (`import a from b`). */
export function moduleOf(source: Node | null | undefined): string | undefined {
  return source?.type === "Literal" && typeof source.value === "string" ? source.value : undefined;
}

/** Name of a property when the code says it: `a.name`, `a["name"]`, `{ name: 1 }`, `#name`; undefined when computed. */
export function keyOf(
  node: MemberExpression | TSESTree.Property | TSESTree.MethodDefinition | TSESTree.PropertyDefinition,
): string | undefined {
  const key: Node = node.type === "MemberExpression" ? node.property : node.key;
  if (key.type === "PrivateIdentifier") return `#${key.name}`;
  if (key.type === "Literal") return String(key.value);
  if (key.type === "Identifier" && !node.computed) return key.name;
  if (key.type === "TemplateLiteral" && !key.expressions.length) return key.quasis[0]?.value.cooked ?? undefined;
  return undefined;
}

/** `a.b` of a callee, seen through casts: its property's name. */
export function methodOf(call: CallExpression | NewExpression): string | undefined {
  const callee = unwrap(call.callee);
  return callee.type === "MemberExpression" ? keyOf(callee) : undefined;
}

/** The innermost function around a node, not the node itself. */
export function functionAround(node: Node): FunctionNode | undefined {
  for (let outer = node.parent; outer; outer = outer.parent) if (isFunction(outer)) return outer;
  return undefined;
}

export function isInside(node: Node, outer: Node): boolean {
  return node.range[0] >= outer.range[0] && node.range[1] <= outer.range[1];
}

/** Children in the order of the text, types included. */
export function childrenOf(node: Node): readonly Node[] {
  const children: Node[] = [];
  eachChild(node, (child) => void children.push(child));
  return children;
}

/** Visits children in the order of the text, types included, without a list of them. */
export function eachChild(node: Node, visit: (child: Node) => void): void {
  const keys = visitorKeys[node.type];
  if (!keys) return;
  for (const key of keys) {
    const child = (node as unknown as Record<string, Node | readonly (Node | null)[] | null | undefined>)[key];
    if (!child) continue;
    if (Array.isArray(child)) {
      for (const each of child as readonly (Node | null)[]) if (each) visit(each);
    } else visit(child as Node);
  }
}

/**
 * Tells nodes what they are part of. Lines and columns, three objects a node, are not kept: places come from offsets.
 * @param adapt called with each node
 */
export function completeNodes(root: Node, adapt: (node: Node) => void = () => undefined): void {
  let parent = root;
  const complete = (node: Node) => {
    const outer = parent;
    if (node.loc as unknown) (node as { loc?: unknown }).loc = undefined;
    if (node !== root) (node as { parent?: Node }).parent = outer;
    adapt(node);
    parent = node;
    eachChild(node, complete);
    parent = outer;
  };
  complete(root);
}

/** The function that stands at a range; undefined when none does. */
export function functionAt(program: Node, range: TextRange): FunctionNode | undefined {
  const node = nodeAt(program, range, isFunction);
  return isFunction(node) ? node : undefined;
}

/** The code of a type that stands at a range; undefined when none does. */
export function codeAt(program: Node, range: TextRange, type: string): Node | undefined {
  return nodeAt(program, range, (node) => node.type === type);
}

function nodeAt(program: Node, { start, end }: TextRange, isWanted: (node: Node) => boolean): Node | undefined {
  let node: Node | undefined = program;
  while (node) {
    if (node.range[0] === start && node.range[1] === end && isWanted(node)) return node;
    node = childrenOf(node).find(({ range }) => range[0] <= start && range[1] >= end);
  }
  return undefined;
}
