import type { TextRange } from "../../base/sourcePlace";
import { childrenOf, isFunction, isInside, type Node } from "../../syntax/nodes";

/** Code that a selection covers whole: statements that follow each other, or one expression. */
export type SelectedCode =
  | { readonly kind: "statements"; readonly nodes: readonly Node[] }
  | { readonly kind: "expression"; readonly nodes: readonly [Node] };

/** Undefined when the selection cuts through a statement or an expression, or holds nothing. */
export function selectedCode(program: Node, text: string, selection: TextRange): SelectedCode | undefined {
  const range = withoutComments(text, trimmed(text, selection));
  if (range.start >= range.end) return undefined;
  let around = program;
  for (let inner: Node | undefined = program; inner; inner = childrenOf(inner).find((child) => covers(child, range))) {
    around = inner;
    if (isExpressionAt(inner, range)) return { kind: "expression", nodes: [inner] };
  }
  const touched = statementsOf(around).filter(({ range: [start, end] }) => start < range.end && end > range.start);
  const [first, last] = [touched[0], touched.at(-1)];
  if (!first || !last) return undefined;
  const isWhole = first.range[0] === range.start && withoutSemicolon(text, last.range[1]) <= range.end;
  return isWhole ? { kind: "statements", nodes: touched } : undefined;
}

/** From the first to behind the last node. */
export function rangeOfAll(nodes: readonly Node[]): TextRange {
  return { start: nodes[0]?.range[0] ?? 0, end: nodes.at(-1)?.range[1] ?? 0 };
}

/** Every node of the code, functions inside it included. */
export function* nodesIn(nodes: readonly Node[]): Generator<Node> {
  const stack = [...nodes];
  for (let node = stack.pop(); node; node = stack.pop()) {
    yield node;
    stack.push(...childrenOf(node));
  }
}

export function isInsideAny(node: Node, nodes: readonly Node[]): boolean {
  return nodes.some((each) => isInside(node, each));
}

function trimmed(text: string, { start, end }: TextRange): TextRange {
  const selected = text.slice(start, end);
  return { start: start + selected.length - selected.trimStart().length, end: start + selected.trimEnd().length };
}

/** Comments before the code stay where they are. */
function withoutComments(text: string, range: TextRange): TextRange {
  const comments = /^(?:\s*(?:\/\/.*|\/\*[^]*?\*\/))+/.exec(text.slice(range.start, range.end))?.[0];
  return comments === undefined ? range : trimmed(text, { ...range, start: range.start + comments.length });
}

function withoutSemicolon(text: string, end: number): number {
  return text[end - 1] === ";" ? end - 1 : end;
}

function covers({ range: [start, end] }: Node, range: TextRange): boolean {
  return start <= range.start && end >= range.end;
}

function isExpressionAt(node: Node, { start, end }: TextRange): boolean {
  return node.range[0] === start && node.range[1] === end && isExpression(node);
}

const expressions = /^(?!JSX|TSEmptyBody)\w+Expression$|^(?:Identifier|Literal|TemplateLiteral|TSTypeAssertion)$/;

function isExpression(node: Node): boolean {
  if (!expressions.test(node.type) || node.parent?.type === "ExpressionStatement") return false;
  return !isNameOrTarget(node) && !isOfType(node);
}

/** A name in a type, or a literal type. */
function isOfType({ parent }: Node): boolean {
  return (
    parent?.type.startsWith("TS") === true &&
    !/^TS(?:As|NonNull|Satisfies|TypeAssertion|Instantiation)/.test(parent.type)
  );
}

/** Has no value of its own: it is assigned to, declared, called, or says which member is meant. */
function isNameOrTarget(node: Node): boolean {
  const { parent } = node;
  switch (parent?.type) {
    case "MemberExpression":
      return parent.property === node && !parent.computed;
    case "Property":
      return (
        (parent.key === node && !parent.computed) || (parent.value === node && parent.parent.type === "ObjectPattern")
      );
    case "AssignmentExpression":
    case "AssignmentPattern":
    case "ForInStatement":
    case "ForOfStatement":
      return parent.left === node;
    case "VariableDeclarator":
      return parent.id === node;
    case "CallExpression":
    case "NewExpression":
      return parent.callee === node;
    case "UpdateExpression":
    case "ArrayPattern":
    case "RestElement":
    case "LabeledStatement":
    case "BreakStatement":
    case "ContinueStatement":
    case "MetaProperty":
    case "CatchClause":
      return true;
    case "MethodDefinition":
    case "PropertyDefinition":
    case "AccessorProperty":
      return parent.key === node && !parent.computed;
    case "ClassDeclaration":
    case "ClassExpression":
      return parent.id === node;
    default:
      return isFunction(parent) && parent.body !== node;
  }
}

function statementsOf(node: Node): readonly Node[] {
  if (node.type === "BlockStatement" || node.type === "StaticBlock") return node.body;
  if (node.type === "SwitchCase") return node.consequent;
  return /Statement$|VariableDeclaration$/.test(node.type) ? [node] : [];
}
