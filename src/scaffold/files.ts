import { joinPath, relativeTo } from "../base/paths";
import { globPattern } from "../project/glob";
import { sourceCandidates } from "../project/tsConfig";
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
    const file = joinPath(facts.functionFolder, `${name}${extension}`);
    const { text, mark } = render(draft.code, dialect);
    return { files: [{ file, text }], open: { file, range: mark ?? { start: 0, end: 0 } }, paths: [file] };
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
export function isLoadedByMain(file: string, facts: ProjectFacts): boolean {
  const { main, root } = facts;
  if (main === undefined) return false;
  const pattern = globPattern(main.replace(/^\.?\/+/, ""));
  return builtNames(file, facts).some((built) => pattern.test(relativeTo(root, built) ?? built));
}

/** Where tsc may write it; of JavaScript, the file itself. */
function builtNames(file: string, { root, outDir, rootDir }: ProjectFacts): readonly string[] {
  if (!/\.[cm]?ts$/.test(file)) return [file];
  const target = outDir ?? root;
  const built = [rootDir ?? root, joinPath(root, "src")].flatMap((folder) => {
    const inside = relativeTo(folder, file);
    return inside === undefined ? [] : [joinPath(target, inside.replace(/\.([cm]?)ts$/, ".$1js"))];
  });
  const config = { ...(outDir !== undefined && { outDir }), ...(rootDir !== undefined && { rootDir }) };
  return built.filter((name) => sourceCandidates(root, config, name).includes(file));
}
