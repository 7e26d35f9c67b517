import type { Variable } from "@typescript-eslint/scope-manager";
import { baseName } from "../../base/paths";
import { declaredIn } from "../../syntax/declaredNames";
import { unwrap, type Node } from "../../syntax/nodes";
import type { ParsedFile } from "../../syntax/parsedFile";
import type { CodeStyle } from "../style";

/** What a file imports or declares outside of all functions, of the names in the texts of types. */
export function namedInTypes(types: readonly string[], file: ParsedFile): readonly Variable[] {
  return declaredIn(file).filter(({ name }) => types.some((type) => names(type, name)));
}

/** Names of members are no types. */
function names(type: string, name: string): boolean {
  const written = name.replaceAll("$", "\\$");
  return new RegExp(`(?<![\\w$.])${written}(?![\\w$]|\\s*\\??:)`).test(type);
}

/** The declaration that imports a variable, or could import it beside its file; undefined for one that cannot be imported. */
export function importOf(variable: Variable, file: ParsedFile, style: CodeStyle): string | undefined {
  const { node, parent } = variable.defs[0] ?? {};
  if (!node) return undefined;
  if (parent?.type === "ImportDeclaration") return file.text.slice(...parent.range);
  if (node.type === "TSImportEqualsDeclaration") return file.text.slice(...node.range);
  if (isType(node))
    return node.parent.type === "ExportNamedDeclaration" ? importOfType(variable, file, style) : undefined;
  const isRequire = node.type === "VariableDeclarator" && node.init && requires(unwrap(node.init));
  return isRequire && parent ? file.text.slice(...parent.range) : undefined;
}

function isType({ type }: Node): boolean {
  return type === "TSInterfaceDeclaration" || type === "TSTypeAliasDeclaration";
}

/** Of types nothing is left when the code runs: that the orchestrator's file is imported does no harm. */
function importOfType({ name }: Variable, { file }: ParsedFile, { quote, semicolons }: CodeStyle): string {
  const end = semicolons ? ";" : "";
  return `import type { ${name} } from ${quote}./${baseName(file).replace(/\.[cm]?tsx?$/, "")}${quote}${end}`;
}

export function requires(node: Node): boolean {
  return node.type === "CallExpression" && node.callee.type === "Identifier" && node.callee.name === "require";
}
