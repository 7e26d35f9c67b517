import { joinPath, relativePath, relativeTo } from "../base/paths";
import { globPattern } from "../project/glob";
import { sourceRoots } from "../project/tsConfig";
import type { Draft } from "./drafts";
import type { ProjectFacts } from "./facts";
import type { NewFile, Plan } from "./plan";
import { render, type Dialect } from "./templates/render";

export interface DraftFiles {
  readonly files: readonly NewFile[];
  readonly open: Plan["open"];
  /** Paths that must be free: files, and in model v3 their folders. */
  readonly paths: readonly string[];
}

/** The files of a draft; the first one is what the user asked for. */
export function filesOf(draft: Draft, name: string, facts: ProjectFacts, dialect: Dialect): DraftFiles {
  const extension = extensionOf(facts, dialect);
  if (draft.model === "v4") {
    const [file, ...paths] = pathsOf(name, extension, facts);
    const { text, mark } = render(draft.code, dialect);
    return { files: [{ file, text }], open: { file, range: mark ?? { start: 0, end: 0 } }, paths: [file, ...paths] };
  }
  const { folder, sourceFolder, scriptFile } = facts.layout;
  const files: NewFile[] = [];
  const paths: string[] = [];
  let open: Plan["open"] | undefined;
  for (const each of draft.folders) {
    const file = joinPath(sourceFolder, each.name, `index${extension}`);
    const { text, mark } = render(each.code, dialect);
    // Functions that call others mark nothing: the first activity does.
    if (!open || (open.range.end === 0 && mark)) open = { file, range: mark ?? { start: 0, end: 0 } };
    const script = scriptFile?.replace("{name}", each.name).replace(/\.[cm]?js$/, builtExtension(extension));
    const json = { bindings: each.bindings, ...(script !== undefined && { scriptFile: script }) };
    files.push({ file, text });
    files.push({ file: joinPath(folder, each.name, "function.json"), text: jsonText(json, dialect) });
    paths.push(joinPath(folder, each.name), joinPath(sourceFolder, each.name));
  }
  return { files, open: open ?? { file: sourceFolder, range: { start: 0, end: 0 } }, paths };
}

const codeExtensions = [".ts", ".tsx", ".mts", ".cts", ".js", ".jsx", ".mjs", ".cjs"];

/**
 * The file of a function of model v4, then what else must be free: its folder, or files of the same name in another
 * language, which a build writes or imports find instead.
 */
export function pathsOf(
  name: string,
  extension: string,
  { place }: Pick<ProjectFacts, "place">,
): [string, ...string[]] {
  const stem = place.fileName.replace("{name}", name);
  const file = joinPath(place.folder, stem + extension);
  if (stem.includes("/")) return [file, joinPath(place.folder, stem.split("/")[0] ?? stem)];
  return [file, ...codeExtensions.map((other) => joinPath(place.folder, stem + other)).filter((path) => path !== file)];
}

/** Of a code file in the dialect, which may be of another language than the app's. */
export function extensionOf({ extension, language }: ProjectFacts, dialect: Dialect): string {
  if (dialect.language === language) return extension;
  return dialect.language === "typescript" ? ".ts" : ".js";
}

function builtExtension(extension: string): string {
  return extension.replace(/ts$/, "js");
}

function jsonText(value: unknown, { style }: Dialect): string {
  return `${JSON.stringify(value, undefined, style.indent)}\n`.replaceAll("\n", style.lineEnd);
}

/** True when `main` of package.json has Node load a new file of model v4, once it is built. */
export function isLoadedByMain(
  file: string,
  facts: Pick<ProjectFacts, "main" | "root" | "outDir" | "rootDir">,
): boolean {
  const { main, root } = facts;
  if (main === undefined) return false;
  const pattern = globPattern(main.replace(/^\.?\/+/, ""));
  return builtNames(file, facts).some((built) => pattern.test(relativePath(root, built)));
}

/** Where tsc may write it; of JavaScript, the file itself. */
function builtNames(
  file: string,
  { root, outDir, rootDir }: Pick<ProjectFacts, "root" | "outDir" | "rootDir">,
): readonly string[] {
  if (!/\.[cm]?ts$/.test(file)) return [file];
  const config = { ...(outDir !== undefined && { outDir }), ...(rootDir !== undefined && { rootDir }) };
  return sourceRoots(root, config).flatMap((folder) => {
    const inside = relativeTo(folder, file);
    return inside === undefined ? [] : [joinPath(outDir ?? root, inside.replace(/\.([cm]?)ts$/, ".$1js"))];
  });
}
