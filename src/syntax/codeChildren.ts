import { eachChild, type Node } from "./nodes";

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

/** Children that run: all but types. */
export function codeChildrenOf(node: Node): readonly Node[] {
  const children: Node[] = [];
  eachCodeChild(node, (child) => void children.push(child));
  return children;
}

/** Visits the children that run, without a list of them. */
export function eachCodeChild(node: Node, visit: (child: Node) => void): void {
  eachChild(node, (child) => {
    if (!child.type.startsWith("TS") || withCode.has(child.type)) visit(child);
  });
}
