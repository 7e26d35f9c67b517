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

/** Members under which there may be code, by the type of a node. */
const codeKeys = new Map<string, readonly string[]>(
  Object.entries(visitorKeys).map(([type, keys = []]) => [type, keys.filter((key) => !typeKeys.has(key))]),
);

/** Children that run: all but types. */
export function codeChildrenOf(node: Node): readonly Node[] {
  const children: Node[] = [];
  eachCodeChild(node, (child) => void children.push(child));
  return children;
}

/** Visits the children that run, in the order of the text, without a list of them. */
export function eachCodeChild(node: Node, visit: (child: Node) => void): void {
  const keys = codeKeys.get(node.type);
  if (!keys) return;
  for (const key of keys) {
    const child = (node as unknown as Record<string, Node | readonly (Node | null)[] | null | undefined>)[key];
    if (!child) continue;
    if (Array.isArray(child)) {
      for (const each of child as readonly (Node | null)[]) if (each && mayRun(each.type)) visit(each);
    } else if (mayRun((child as Node).type)) visit(child as Node);
  }
}

function mayRun(type: string): boolean {
  return !type.startsWith("TS") || withCode.has(type);
}
