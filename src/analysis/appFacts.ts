import { joinPath, parentOf } from "../base/paths";
import type { SourceFiles } from "../base/ports";
import { SdkVersions } from "./sdk/sdkVersions";

/** What the rules of one file know of the function app that it belongs to. */
export interface AppFacts {
  /** The nearest folder with host.json. */
  readonly root: string;
  /** Version of durable-functions: installed, in a folder, locked, or what the range of package.json comes to. */
  readonly sdk?: string;
}

/** Looks apps up once; `forget` after a package.json or a host.json came, changed or went. */
export class AppList {
  readonly #files: SourceFiles;
  readonly #versions: SdkVersions;
  readonly #roots = new Map<string, string | undefined>();
  readonly #apps = new Map<string, AppFacts>();

  constructor(files: SourceFiles) {
    this.#files = files;
    this.#versions = new SdkVersions(files);
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
    this.#versions.forget();
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
    const sdk = this.#versions.of(root);
    return { root, ...(sdk !== undefined && { sdk }) };
  }
}
