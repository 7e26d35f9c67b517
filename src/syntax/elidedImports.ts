import type { SummarizedFile } from "./summarize";

/** Whether a file loads a module when it runs: what looks like an import may be a comment, or for types alone. */
export function loadsModule({ ast, file, scopeManager, summary }: SummarizedFile, specifier: string): boolean {
  if (!summary.imports.includes(specifier)) return false;
  const imports = ast.body.flatMap((node) =>
    node.type === "ImportDeclaration" && node.source.value === specifier ? [node] : [],
  );
  if (!imports.length || !/\.[cm]?tsx?$/.test(file)) return true;
  const isUsed = (node: (typeof imports)[number]) =>
    !node.specifiers.length ||
    scopeManager
      .getDeclaredVariables(node)
      .some(({ references }) => references.some(({ isValueReference }) => isValueReference));
  return imports.some((node) => node.importKind !== "type" && isUsed(node));
}
