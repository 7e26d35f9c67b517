import { visitorKeys } from "@typescript-eslint/visitor-keys";
import type { Node } from "./nodes";

/** Nodes of TypeScript that hold code that runs. */
const withCode = new Set<string>([
  "TSAsExpression",
  "TSNonNullExpression",
  "TSSatisfiesExpression",
  "TSTypeAssertion",
  "TSInstantiationExpression",
  "TSParameterProperty",
  "TSExportAssignment",
  "TSImportEqualsDeclaration",
  "TSModuleDeclaration",
  "TSModuleBlock",
  "TSEnumDeclaration",
  "TSEnumBody",
  "TSEnumMember",
]);

/** Members of nodes under which there are types alone. */
const typeKeys = new Set(["typeAnnotation", "returnType", "typeParameters", "typeArguments", "superTypeArguments"]);

/** Members under which there may be code, by the type of a node that may run. */
const codeKeys = new Map<string, readonly string[]>(
  Object.entries(visitorKeys)
    .filter(([type]) => !type.startsWith("TS") || withCode.has(type))
    .map(([type, keys = []]) => [type, keys.filter((key) => !typeKeys.has(key))]),
);

/** Children that run: all but types. */
export function codeChildrenOf(node: Node): readonly Node[] {
  const children: Node[] = [];
  eachCodeChild(node, (child) => void children.push(child));
  return children;
}

/** Visits the children that run, in the order of the text, without a list of them. */
export function eachCodeChild(node: Node, visit: (child: Node) => void): void {
  // Most nodes are of these types; reading members by names that are known is faster.
  switch (node.type) {
    case "Literal":
      return;
    case "MemberExpression":
      visit(node.object);
      return visit(node.property);
    case "CallExpression":
      visit(node.callee);
      return node.arguments.forEach(visit);
    case "ExpressionStatement":
      return visit(node.expression);
    case "VariableDeclarator":
      visit(node.id);
      return node.init ? visit(node.init) : undefined;
    case "BinaryExpression":
    case "LogicalExpression":
    case "AssignmentExpression":
      visit(node.left);
      return visit(node.right);
    default:
      return eachChildByKeys(node, visit);
  }
}

function eachChildByKeys(node: Node, visit: (child: Node) => void): void {
  const keys = codeKeys.get(node.type);
  if (!keys) return;
  for (const key of keys) {
    const child = (node as unknown as Record<string, Node | readonly (Node | null)[] | null | undefined>)[key];
    if (!child) continue;
    if (Array.isArray(child)) {
      for (const each of child as readonly (Node | null)[]) if (each && codeKeys.has(each.type)) visit(each);
    } else if (codeKeys.has((child as Node).type)) visit(child as Node);
  }
}
