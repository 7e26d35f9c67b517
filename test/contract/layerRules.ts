import ts from "typescript";
import type { Import } from "./imports";
import type { Layer } from "./layerTable";
import { layerTable } from "./layerTable";

/** What is wrong with an import, or undefined. The text names file, line and rule. */
export function importProblem(found: Import): string | undefined {
  const layerName = layerOf(found.from);
  const layer = layerTable[layerName];
  const say = (rule: string) => `src/${found.from}:${String(found.line)} imports ${found.target}: ${rule}`;
  if (!layer) return say(`the layer ${layerName} is not in the table`);
  if (!found.ours) return packageAllowed(layer, found) ? undefined : say(packageRule(layerName, layer));
  const target = layerOf(found.target);
  if (target === layerName) return undefined;
  if (target === "..") return say("src/ imports nothing from outside src/");
  if (layerName === "extension" && target === "webview" && found.target !== "webview/messages.ts")
    return say("of the webview, the extension may import webview/messages.ts only");
  if (layer.layers.includes(target)) return undefined;
  if (found.typeOnly && layer.typesOf?.includes(target)) return undefined;
  return say(`${layerName} may import ${layer.layers.join(", ") || "no other layer"}`);
}

/** Places where a layer's code takes time, chance or the process from the surroundings. */
export function forbiddenWords(file: string, text: string): string[] {
  const words = layerTable[layerOf(file)]?.forbidden ?? [];
  return withoutCommentsAndStrings(text)
    .split("\n")
    .flatMap((line, at) =>
      words
        .filter((word) => word.test(line))
        .map((word) => `src/${file}:${String(at + 1)} uses ${word.source}: ${layerOf(file)} receives it from outside`),
    );
}

function layerOf(file: string): string {
  return file.split("/")[0] ?? "";
}

function packageAllowed(layer: Layer, { target, typeOnly }: Import): boolean {
  const allowed = [...(layer.packages ?? []), ...(typeOnly ? (layer.packageTypes ?? []) : [])];
  return allowed.some((name) => matches(name, target));
}

function matches(allowed: string, target: string): boolean {
  if (allowed.endsWith("*")) return target.startsWith(allowed.slice(0, -1));
  return target === allowed || target.startsWith(`${allowed}/`);
}

function packageRule(name: string, layer: Layer): string {
  const packages = [...(layer.packages ?? []), ...(layer.packageTypes ?? []).map((type) => `types of ${type}`)];
  return `${name} may use ${packages.join(", ") || "no package"}`;
}

/** Same line breaks, so that line numbers stay; only code is left. */
function withoutCommentsAndStrings(text: string): string {
  const tree = ts.createSourceFile("text.ts", text, ts.ScriptTarget.Latest, true);
  const kept: string[] = [];
  const visit = (node: ts.Node): void => {
    if (node.getChildCount(tree) > 0) {
      node.getChildren(tree).forEach(visit);
      return;
    }
    const blank = text.slice(node.getFullStart(), node.getStart(tree)).replaceAll(/[^\n]/g, "");
    kept.push(blank || (node.getFullStart() < node.getStart(tree) ? " " : ""));
    const code = node.getText(tree);
    kept.push(ts.isStringLiteral(node) || ts.isTemplateLiteralToken(node) ? code.replaceAll(/[^\n]/g, "") : code);
  };
  visit(tree);
  return kept.join("");
}
