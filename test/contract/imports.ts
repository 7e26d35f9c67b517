import fs from "node:fs";
import path from "node:path";
import ts from "typescript";

export interface Import {
  /** Path below src/, with forward slashes. */
  readonly from: string;
  /** 1-based. */
  readonly line: number;
  readonly typeOnly: boolean;
  /** A path below src/ for one of our files, else the package or module as it is written. */
  readonly target: string;
  readonly ours: boolean;
}

const source = path.resolve("src");

/** Every TypeScript file of src/, as a path below it. */
export function sourceFiles(): string[] {
  return fs
    .readdirSync(source, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .map((file) => file.replaceAll("\\", "/"))
    .sort();
}

export function readSource(file: string): string {
  return fs.readFileSync(path.join(source, file), "utf8");
}

/** Static, dynamic, re-exporting and type imports, and `require` calls with a literal. */
export function importsOf(file: string, text = readSource(file)): Import[] {
  const tree = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const found: Import[] = [];
  const add = (node: ts.Node, specifier: ts.Node | undefined, typeOnly: boolean) => {
    if (!specifier || !ts.isStringLiteralLike(specifier)) return;
    const line = tree.getLineAndCharacterOfPosition(node.getStart()).line + 1;
    found.push({ from: file, line, typeOnly, ...resolve(file, specifier.text) });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) add(node, node.moduleSpecifier, importsTypesOnly(node));
    else if (ts.isExportDeclaration(node)) add(node, node.moduleSpecifier, node.isTypeOnly);
    else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) add(node, node.argument.literal, true);
    else if (ts.isCallExpression(node) && loadsModule(node)) add(node, node.arguments[0], false);
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return found;
}

function importsTypesOnly({ importClause }: ts.ImportDeclaration): boolean {
  if (!importClause) return false;
  if (importClause.phaseModifier === ts.SyntaxKind.TypeKeyword) return true;
  const { name, namedBindings } = importClause;
  if (name || !namedBindings || !ts.isNamedImports(namedBindings)) return false;
  return namedBindings.elements.length > 0 && namedBindings.elements.every(({ isTypeOnly }) => isTypeOnly);
}

function loadsModule({ expression }: ts.CallExpression): boolean {
  if (expression.kind === ts.SyntaxKind.ImportKeyword) return true;
  return ts.isIdentifier(expression) && expression.text === "require";
}

function resolve(from: string, specifier: string): Pick<Import, "target" | "ours"> {
  if (!specifier.startsWith(".")) return { target: specifier, ours: false };
  const target = path.posix.join(path.posix.dirname(from), specifier).replace(/\.ts$/, "");
  const file = [`${target}.ts`, `${target}/index.ts`].find((candidate) => fs.existsSync(path.join(source, candidate)));
  return { target: file ?? target, ours: true };
}
