import type { Problem } from "../base/parsed";
import type { SourceReader } from "../base/ports";
import { joinPath, parentOf, relativeTo } from "../base/paths";
import { expandBraces } from "./glob";
import { memberOf, readJsonFile, textMember, type JsonObject } from "./jsonFile";

/** Where tsc reads and writes, and what it makes of imports; folders are absolute. */
export interface TsConfig {
  readonly outDir?: string;
  readonly rootDir?: string;
  /** As it is written: `commonjs`, `Node16`. */
  readonly module?: string;
  /** Nothing is written: tsc only checks, or a bundler builds. */
  readonly noEmit?: boolean;
  /** JavaScript is read, too. */
  readonly takesJavaScript?: boolean;
}

/** For an app in JavaScript whose types tsc checks: it builds nothing. */
export function checksJavaScript({ noEmit, takesJavaScript }: TsConfig): boolean {
  return noEmit === true && takesJavaScript === true;
}

/** A chain of `extends` deeper than this is a circle. */
const deepest = 8;

/** Reads tsconfig.json of an app; files that it extends count where they are relative. Undefined when there is none. */
export function readTsConfig(
  reader: SourceReader,
  appRoot: string,
  problems: Problem[],
): Promise<TsConfig | undefined> {
  return readWithBases(reader, joinPath(appRoot, "tsconfig.json"), { appRoot, problems, depth: 0 });
}

interface Reading {
  readonly appRoot: string;
  readonly problems: Problem[];
  readonly depth: number;
}

async function readWithBases(reader: SourceReader, file: string, reading: Reading): Promise<TsConfig | undefined> {
  const json = await readJsonFile(reader, file, reading.problems);
  if (!json) return undefined;
  const folder = parentOf(file);
  const config: { -readonly [Member in keyof TsConfig]: TsConfig[Member] } = {};
  for (const base of reading.depth < deepest ? extendedBy(json) : []) {
    const baseFile = await fileOfBase(reader, folder, base);
    if (baseFile !== undefined)
      Object.assign(config, await readWithBases(reader, baseFile, { ...reading, depth: reading.depth + 1 }));
  }
  for (const member of ["outDir", "rootDir"] as const) {
    const value = textMember(json, "compilerOptions", member);
    if (value !== undefined) config[member] = absolute(folder, value.replace("${configDir}", reading.appRoot));
  }
  const module = textMember(json, "compilerOptions", "module");
  const [noEmit, ...javaScript] = ["noEmit", "allowJs", "checkJs"].map((name) =>
    memberOf(json, "compilerOptions", name),
  );
  return {
    ...config,
    ...(module !== undefined && { module }),
    ...(typeof noEmit === "boolean" && { noEmit }),
    ...(javaScript.includes(true) && { takesJavaScript: true }),
  };
}

/** Of several, a later one counts over those before. */
function extendedBy(json: JsonObject): readonly string[] {
  const value = memberOf(json, "extends");
  return (Array.isArray(value) ? value : [value]).filter((name): name is string => typeof name === "string");
}

/** `./base`, `../tsconfig.base.json`, `@tsconfig/node20`, `@tsconfig/node20/tsconfig.json`. */
async function fileOfBase(reader: SourceReader, folder: string, base: string): Promise<string | undefined> {
  if (/^\.{1,2}(?:\/|$)/.test(base) || isAbsolute(base)) return firstFile(reader, absolute(folder, base));
  for (let at = folder; ; at = parentOf(at)) {
    const found = await firstFile(reader, joinPath(at, "node_modules", base));
    if (found !== undefined || parentOf(at) === at) return found;
  }
}

async function firstFile(reader: SourceReader, path: string): Promise<string | undefined> {
  for (const file of [path, `${path}.json`, joinPath(path, "tsconfig.json")])
    if ((await reader.read(file)) !== undefined) return file;
  return undefined;
}

function absolute(folder: string, path: string): string {
  return isAbsolute(path) ? joinPath(path) : joinPath(folder, path);
}

function isAbsolute(path: string): boolean {
  return /^\/|^[A-Za-z]:[\\/]/.test(path);
}

/**
 * Folders whose insides tsc may write below `outDir`, most likely first. Without rootDir that is the folder that all
 * sources share: the app's, its `src`, or one above the app when it imports what lies beside it.
 */
export function sourceRoots(appRoot: string, { rootDir }: TsConfig): readonly string[] {
  if (rootDir !== undefined) return [rootDir];
  const above: string[] = [];
  for (let folder = parentOf(appRoot); above.length < 3 && parentOf(folder) !== folder; folder = parentOf(folder))
    above.push(folder);
  return [appRoot, joinPath(appRoot, "src"), ...above];
}

/** Where the source of a built file may be, most likely first. */
export function sourceCandidates(appRoot: string, config: TsConfig, builtFile: string): readonly string[] {
  const inside = relativeTo(config.outDir ?? appRoot, builtFile);
  if (inside === undefined) return [];
  const names = sourceNames(inside);
  return sourceRoots(appRoot, config).flatMap((root) => {
    const files = names.map((name) => joinPath(root, name));
    return config.rootDir === undefined ? files.filter((file) => relativeTo(appRoot, file) !== undefined) : files;
  });
}

/** Patterns of the sources behind the pattern of built files: `dist/functions/*.js` → `src/functions/*.ts`. */
export function sourcePatterns(appRoot: string, config: TsConfig, pattern: string): readonly string[] {
  const patterns = expandBraces(pattern.replace(/^\.?\/+/, "")).flatMap((plain) => {
    const inside = relativeTo(config.outDir ?? appRoot, joinPath(appRoot, plain));
    if (inside === undefined) return [];
    const source = inside.replace(/\.([cm]?)js\b/g, ".$1ts");
    return sourceRoots(appRoot, config).flatMap((root) => relativeTo(appRoot, joinPath(root, source)) ?? []);
  });
  return [...new Set(patterns)];
}

function sourceNames(builtName: string): readonly string[] {
  const source = builtName.replace(/\.([cm]?)js$/, ".$1ts");
  return source === builtName ? [] : [source, source.replace(/\.ts$/, ".tsx")];
}
