import { childrenOf, type Node } from "./nodes";

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
export function* codeChildrenOf(node: Node): Generator<Node> {
  for (const child of childrenOf(node)) if (!child.type.startsWith("TS") || withCode.has(child.type)) yield child;
}
