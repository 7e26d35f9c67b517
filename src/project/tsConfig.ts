import type { Problem } from "../base/parsed";
import type { SourceReader } from "../base/ports";
import { readJsonFile, textMember } from "./jsonFile";
import { joinPath, parentOf, relativeTo } from "../base/paths";

/** Where tsc reads and writes; folders are absolute. */
export interface TsConfig {
  readonly outDir?: string;
  readonly rootDir?: string;
}

/** Reads tsconfig.json of an app; files that it extends count where they are relative. Undefined when there is none. */
export async function readTsConfig(
  reader: SourceReader,
  appRoot: string,
  problems: Problem[],
): Promise<TsConfig | undefined> {
  let file: string | undefined = joinPath(appRoot, "tsconfig.json");
  const result: { outDir?: string; rootDir?: string } = {};
  // A chain of `extends` deeper than this is a circle.
  for (let depth = 0; file !== undefined && depth < 8; depth++) {
    const json = await readJsonFile(reader, file, problems);
    if (!json) return depth === 0 ? undefined : result;
    const folder = parentOf(file);
    for (const member of ["outDir", "rootDir"] as const) {
      const value = textMember(json, "compilerOptions", member);
      if (value !== undefined) result[member] ??= joinPath(folder, value);
    }
    file = extended(folder, textMember(json, "extends"));
  }
  return result;
}

/** Where the source of a built file may be, most likely first; without rootDir tsc takes the folder all sources share. */
export function sourceCandidates(appRoot: string, config: TsConfig, builtFile: string): readonly string[] {
  const inside = relativeTo(config.outDir ?? appRoot, builtFile);
  if (inside === undefined) return [];
  const roots = config.rootDir === undefined ? [appRoot, joinPath(appRoot, "src")] : [config.rootDir];
  return roots.flatMap((root) => sourceNames(inside).map((name) => joinPath(root, name)));
}

/** Patterns of the sources behind the pattern of built files: `dist/functions/*.js` → `src/functions/*.ts`. */
export function sourcePatterns(appRoot: string, config: TsConfig, pattern: string): readonly string[] {
  const outDir = relativeTo(appRoot, config.outDir ?? appRoot);
  const plain = pattern.replace(/^\.?\/+/, "");
  if (outDir === undefined || !(outDir === "" || plain.startsWith(`${outDir}/`))) return [];
  const inside = outDir === "" ? plain : plain.slice(outDir.length + 1);
  const root = config.rootDir === undefined ? undefined : relativeTo(appRoot, config.rootDir);
  const roots = root === undefined ? ["", "src"] : [root];
  return roots.map((folder) => [folder, inside.replace(/\.([cm]?)js\b/g, ".$1ts")].filter(Boolean).join("/"));
}

function sourceNames(builtName: string): readonly string[] {
  const source = builtName.replace(/\.([cm]?)js$/, ".$1ts");
  return source === builtName ? [] : [source, source.replace(/\.ts$/, ".tsx")];
}

function extended(folder: string, base: string | undefined): string | undefined {
  if (!base?.startsWith(".")) return undefined;
  return joinPath(folder, base.endsWith(".json") ? base : `${base}.json`);
}
