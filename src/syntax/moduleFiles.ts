import { joinPath } from "../base/paths";
import type { SourceFiles } from "../base/ports";
import type { PackageManifests } from "./packageManifest";

const endings = [".ts", ".tsx", ".mts", ".cts", ".js", ".jsx", ".mjs", ".cjs", ".json"];
/** The source that TypeScript means by the name of what it becomes. */
const sourceEndings: Readonly<Record<string, readonly string[]>> = {
  ".js": [".ts", ".tsx", ".mts", ".cts"],
  ".jsx": [".tsx"],
  ".mjs": [".mts"],
  ".cjs": [".cts"],
};

/** Finds the file behind a path as Node, TypeScript and bundlers write it, sources before what they become. */
export class ModuleFiles {
  readonly #files: SourceFiles;
  readonly #manifests: PackageManifests;

  constructor(files: SourceFiles, manifests: PackageManifests) {
    this.#files = files;
    this.#manifests = manifests;
  }

  /** `/app/price`, `/app/price.js` or the folder `/app/price` → `/app/price.ts`. Undefined for what is no code. */
  find(path: string): string | undefined {
    return this.#named(path) ?? this.#first(endings.map((ending) => path + ending)) ?? this.#folder(path);
  }

  #named(path: string): string | undefined {
    const ending = /\.[cm]?[jt]sx?$|\.json$/.exec(path)?.[0];
    if (ending === undefined || isTypesOnly(path)) return undefined;
    const plain = path.slice(0, -ending.length);
    return this.#first([...(sourceEndings[ending] ?? []).map((source) => plain + source), path]);
  }

  #folder(path: string): string | undefined {
    if (this.#files.list(path).length === 0) return undefined;
    const manifest = this.#manifests.in(path);
    for (const entry of manifest?.entries ?? []) {
      const target = joinPath(path, entry);
      const found = target === path ? undefined : (this.#named(target) ?? this.#indexOrEnding(target));
      if (found !== undefined) return found;
    }
    return this.#first(endings.map((ending) => joinPath(path, `index${ending}`)));
  }

  #indexOrEnding(path: string): string | undefined {
    return this.#first(endings.flatMap((ending) => [path + ending, joinPath(path, `index${ending}`)]));
  }

  #first(paths: readonly string[]): string | undefined {
    return paths.find((path) => !isTypesOnly(path) && this.#files.isFile(path));
  }
}

/** Declarations hold no code. */
export function isTypesOnly(path: string): boolean {
  return /\.d\.([cm]?ts|\w+\.ts)$/.test(path);
}
