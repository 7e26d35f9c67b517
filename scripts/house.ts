/** `npm run house`: sizes of files and functions per layer, for the eye; nothing asserts them. */
import fs from "node:fs";
import path from "node:path";
import ts from "typescript";
import { inRoot } from "./root.ts";

interface Sizes {
  readonly files: number[];
  readonly functions: number[];
}

const layers = new Map<string, Sizes>();
const longest: { readonly place: string; readonly lines: number }[] = [];

for (const file of ["src", "scripts", "test"].flatMap(typeScriptFiles)) measure(file);

print("layer", "files", "lines/file: median", "p90", "max", "lines/function: median", "p90", "max");
for (const [name, { files, functions }] of [...layers].sort(([a], [b]) => a.localeCompare(b)))
  print(name, String(files.length), ...spread(files), ...spread(functions));
console.log("\nLongest functions:");
for (const { place, lines } of longest.sort((a, b) => b.lines - a.lines).slice(0, 10))
  console.log(`${String(lines).padStart(5)}  ${place}`);

function measure(file: string): void {
  const tree = ts.createSourceFile(file, fs.readFileSync(file, "utf8"), ts.ScriptTarget.Latest, true);
  const relative = path.relative(inRoot(), file);
  const layer = relative
    .split(path.sep)
    .slice(0, 2)
    .join("/")
    .replace(/\/[^/]*\.ts$/, "");
  const sizes = layers.get(layer) ?? { files: [], functions: [] };
  layers.set(layer, sizes);
  sizes.files.push(tree.getLineStarts().length - 1);
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionLike(node) && "body" in node && node.body && !groupsTests(node)) {
      const lines = linesOf(tree, node);
      sizes.functions.push(lines);
      longest.push({ place: `${relative}:${String(lineAt(tree, node.getStart(tree)))}`, lines });
    }
    ts.forEachChild(node, visit);
  };
  visit(tree);
}

function groupsTests({ parent }: ts.Node): boolean {
  return ts.isCallExpression(parent) && ts.isIdentifier(parent.expression) && parent.expression.text === "describe";
}

function linesOf(tree: ts.SourceFile, node: ts.Node): number {
  return lineAt(tree, node.getEnd()) - lineAt(tree, node.getStart(tree)) + 1;
}

function lineAt(tree: ts.SourceFile, position: number): number {
  return tree.getLineAndCharacterOfPosition(position).line + 1;
}

/** Median, ninth decile, largest. */
function spread(values: readonly number[]): string[] {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number) => String(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? "–");
  return [at(0.5), at(0.9), at(1)];
}

function print(...cells: readonly string[]): void {
  const [first = "", ...rest] = cells;
  console.log([first.padEnd(20), ...rest.map((cell) => cell.padStart(Math.max(6, 0)))].join("  "));
}

function typeScriptFiles(folder: string): string[] {
  return fs
    .readdirSync(inRoot(folder), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts") && !/fixtures|node_modules|output/.test(file))
    .map((file) => inRoot(folder, file));
}
