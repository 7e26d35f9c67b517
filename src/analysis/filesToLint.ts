import { baseName, isBelow, joinPath, parentOf } from "../base/paths";
import type { SourceFiles } from "../base/ports";
import { globPattern } from "../project/glob";
import { isCodeFile, whyUnfit } from "../syntax/fitness";
import { TsConfigs } from "../syntax/tsConfigs";
import type { LeftOut } from "./finding";

export interface FilesToLint {
  /** Absolute paths in alphabetical order. */
  readonly files: readonly string[];
  readonly leftOut: readonly LeftOut[];
  /** Of what was asked for, that which names no file, no folder and matches nothing. */
  readonly unknown: readonly string[];
}

/**
 * The JavaScript and TypeScript files that a user means by paths of files, of folders, and by patterns such as
 * `src/**\/*.ts` (all absolute). Folders are searched but for packages, hidden folders and what was built from sources
 * beside it; a file that is named is taken wherever it lies.
 */
export function filesToLint(files: SourceFiles, wishes: readonly string[]): FilesToLint {
  const search = new FileSearch(files);
  const found = new Set<string>();
  const unknown: string[] = [];
  for (const wish of wishes) {
    const matches = search.match(wish);
    if (!matches) unknown.push(wish);
    for (const file of matches ?? []) found.add(file);
  }
  const leftOut: LeftOut[] = [];
  const fit = withoutLinks(files, [...found].sort()).filter((file) => {
    const reason = whyUnfit(file, files.read(file) ?? "");
    if (reason !== undefined) leftOut.push({ file, reason });
    return reason === undefined;
  });
  return { files: fit, leftOut, unknown };
}

/** Of a file that links lead to as well, the path that is no link; of several links to one file, the first. */
function withoutLinks(files: SourceFiles, found: readonly string[]): readonly string[] {
  const byRealPath = new Map<string, string>();
  for (const file of found) {
    const real = files.realPath(file);
    const isLink = real !== joinPath(files.realPath(parentOf(file)), baseName(file));
    if (!isLink || !byRealPath.has(real)) byRealPath.set(real, file);
  }
  const kept = new Set(byRealPath.values());
  return found.filter((file) => kept.has(file));
}

/** Names of folders that hold builds by habit; others are known by `outDir`. */
const buildFolders = new Set(["dist", "out", "coverage"]);
/** Configuration of tools is no sign that a folder holds the sources of a build. */
const toolConfiguration = /^\.|\.config\.[cm]?[jt]s$|^(?:gulpfile|gruntfile)\.[cm]?[jt]s$/i;

/** Built files by the folder in which their sources would be. */
type Builds = Map<string, string[]>;

/** A folder to search, and where its files go. */
interface Walk {
  readonly folder: string;
  readonly found: string[];
}

class FileSearch {
  readonly #files: SourceFiles;
  readonly #tsConfigs: TsConfigs;

  constructor(files: SourceFiles) {
    this.#files = files;
    this.#tsConfigs = new TsConfigs(files);
  }

  /** Undefined when the wish names nothing. A folder without code is a folder all the same. */
  match(wish: string): readonly string[] | undefined {
    const path = joinPath(wish);
    if (this.#files.isFile(path)) return [path];
    if (this.#isFolder(path)) return this.#below(path);
    if (!/[*?[{]/.test(wish)) return undefined;
    const pattern = globPattern(path);
    const matches = this.#below(fixedPart(path)).filter((file) => pattern.test(file));
    return matches.length > 0 ? matches : undefined;
  }

  #isFolder(path: string): boolean {
    const parent = parentOf(path);
    return (
      parent === path || this.#files.list(parent).includes(`${baseName(path)}/`) || this.#files.list(path).length > 0
    );
  }

  #below(folder: string): readonly string[] {
    const own: string[] = [];
    const builds: Builds = new Map();
    const visited = new Set<string>();
    // A folder that links lead to as well is that where it lies: editors open its files there.
    const later: Walk[] = [{ folder, found: own }];
    for (let next = later.shift(); next; next = later.shift()) this.#walk(next, builds, visited, later);
    const sources = own.filter((file) => !toolConfiguration.test(baseName(file)));
    // What was built is code like any other where there is nothing that it was built from.
    const alone = [...builds].filter(([origin]) => !sources.some((file) => isBelow(file, origin)));
    return [...own, ...alone.flatMap(([, built]) => built)];
  }

  /** @param later takes the links, which may lead in circles */
  #walk({ folder, found }: Walk, builds: Builds, visited: Set<string>, later: Walk[]): void {
    const real = this.#files.realPath(folder);
    if (visited.has(real)) return;
    visited.add(real);
    const names = this.#files.list(folder);
    const outDir = this.#tsConfigs.in(folder)?.outDir;
    for (const name of names) {
      const path = joinPath(folder, name);
      if (!name.endsWith("/")) {
        if (isCodeFile(name) && !isBuiltBeside(name, names)) found.push(path);
      } else if (!isSkipped(name)) {
        const isBuild = path === outDir || buildFolders.has(name.slice(0, -1));
        const next = { folder: path, found: isBuild ? listIn(builds, folder) : found };
        if (this.#files.realPath(path) === joinPath(real, name.slice(0, -1))) this.#walk(next, builds, visited, later);
        else later.push(next);
      }
    }
  }
}

function isSkipped(folderName: string): boolean {
  return folderName === "node_modules/" || folderName.startsWith(".");
}

/** `price.js` beside `price.ts`: tsc without outDir. */
function isBuiltBeside(name: string, names: readonly string[]): boolean {
  const source = name.replace(/\.([cm]?)jsx?$/, ".$1ts");
  return source !== name && (names.includes(source) || names.includes(`${source}x`));
}

function listIn(builds: Builds, origin: string): string[] {
  const list = builds.get(origin) ?? [];
  builds.set(origin, list);
  return list;
}

/** The folder of a pattern that holds all its matches. */
function fixedPart(pattern: string): string {
  let folder = parentOf(pattern);
  while (/[*?[{]/.test(folder)) folder = parentOf(folder);
  return folder;
}
