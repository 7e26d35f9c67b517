import { joinPath, parentOf } from "../base/paths";
import type { SourceFiles } from "../base/ports";
import { jsonObjectOf, textMember } from "../project/jsonFile";
import { lockFiles, wantedVersion } from "./sdk/wantedSdk";

/** What the rules of one file know of the function app that it belongs to. */
export interface AppFacts {
  /** The nearest folder with host.json. */
  readonly root: string;
  /** Version of durable-functions: installed, locked, or the one that what package.json asks for comes to. */
  readonly sdk?: string;
}

/** Looks apps up once; `forget` after a package.json or a host.json came, changed or went. */
export class AppList {
  readonly #files: SourceFiles;
  readonly #roots = new Map<string, string | undefined>();
  readonly #apps = new Map<string, AppFacts>();

  constructor(files: SourceFiles) {
    this.#files = files;
  }

  /** Undefined for a file outside of every app. */
  of(file: string): AppFacts | undefined {
    const root = this.#rootOf(parentOf(file));
    if (root === undefined) return undefined;
    const known = this.#apps.get(root) ?? this.#read(root);
    this.#apps.set(root, known);
    return known;
  }

  forget(): void {
    this.#roots.clear();
    this.#apps.clear();
  }

  #rootOf(folder: string): string | undefined {
    if (!this.#roots.has(folder)) {
      const parent = parentOf(folder);
      const isRoot = this.#files.isFile(joinPath(folder, "host.json"));
      this.#roots.set(folder, isRoot ? folder : parent === folder ? undefined : this.#rootOf(parent));
    }
    return this.#roots.get(folder);
  }

  #read(root: string): AppFacts {
    const sdk = this.#installed(root) ?? this.#locked(root) ?? this.#wanted(root);
    return { root, ...(sdk !== undefined && { sdk }) };
  }

  /** As Node resolves it: `node_modules` of the app, then of each folder above. */
  #installed(root: string): string | undefined {
    for (let folder = root; ; folder = parentOf(folder)) {
      const version = this.#text(joinPath(folder, "node_modules", "durable-functions", "package.json"), "version");
      if (version !== undefined || parentOf(folder) === folder) return version;
    }
  }

  /** As the nearest lock file has it. */
  #locked(root: string): string | undefined {
    for (let folder = root; ; folder = parentOf(folder)) {
      for (const [name, pattern] of Object.entries(lockFiles)) {
        const text = this.#files.read(joinPath(folder, name));
        if (text !== undefined) return pattern.exec(text)?.[1];
      }
      if (parentOf(folder) === folder) return undefined;
    }
  }

  #wanted(root: string): string | undefined {
    for (let folder = root; ; folder = parentOf(folder)) {
      const file = joinPath(folder, "package.json");
      const range =
        this.#text(file, "dependencies", "durable-functions") ??
        this.#text(file, "devDependencies", "durable-functions");
      if (range !== undefined) return wantedVersion(range);
      if (parentOf(folder) === folder) return undefined;
    }
  }

  #text(file: string, ...path: readonly string[]): string | undefined {
    const text = this.#files.read(file);
    return text === undefined ? undefined : textMember(jsonObjectOf(text), ...path);
  }
}
