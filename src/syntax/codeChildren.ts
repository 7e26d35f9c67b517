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
export function codeChildrenOf(node: Node): readonly Node[] {
  return childrenOf(node).filter(isCode);
}

function isCode({ type }: Node): boolean {
  return !type.startsWith("TS") || withCode.has(type);
}
