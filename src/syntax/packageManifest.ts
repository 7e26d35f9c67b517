import { joinPath, parentOf } from "../base/paths";
import type { SourceFiles } from "../base/ports";

/** What a package.json says of the modules of its package; everything as it was found, broken or not. */
export interface PackageManifest {
  readonly folder: string;
  readonly name?: string;
  /** Entry files in the order of our preference: what is nearest to the source first. */
  readonly entries: readonly string[];
  readonly exports?: unknown;
  readonly imports?: Readonly<Record<string, unknown>>;
  /** Patterns of the folders of the packages of a workspace (npm, yarn). */
  readonly workspaces: readonly string[];
}

/** Reads each package.json once. */
export class PackageManifests {
  readonly #files: SourceFiles;
  readonly #known = new Map<string, PackageManifest | undefined>();

  constructor(files: SourceFiles) {
    this.#files = files;
  }

  /** Of the package.json in this very folder; undefined when there is none, or none that can be read. */
  in(folder: string): PackageManifest | undefined {
    if (!this.#known.has(folder)) {
      const text = this.#files.read(joinPath(folder, "package.json"));
      this.#known.set(folder, text === undefined ? undefined : manifestOf(folder, text));
    }
    return this.#known.get(folder);
  }

  /** Of the package that a folder belongs to. */
  around(folder: string): PackageManifest | undefined {
    for (let at = folder; ; at = parentOf(at)) {
      const manifest = this.in(at);
      if (manifest || parentOf(at) === at) return manifest;
    }
  }

  forget(): void {
    this.#known.clear();
  }
}

function manifestOf(folder: string, text: string): PackageManifest | undefined {
  const json = objectOf(text);
  if (!json) return undefined;
  const { name, exports, imports, workspaces } = json;
  const entries = ["source", "module", "main"].map((member) => json[member]).filter(isText);
  return {
    folder,
    entries,
    ...(isText(name) && { name }),
    ...(exports !== undefined && { exports }),
    ...(isRecord(imports) && { imports }),
    workspaces: patternsOf(isRecord(workspaces) ? workspaces["packages"] : workspaces),
  };
}

function patternsOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter(isText) : [];
}

function objectOf(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const json: unknown = JSON.parse(text.replace(/^\uFEFF/, ""));
    return isRecord(json) ? json : undefined;
  } catch {
    // npm would say so; the resolver goes on without the file.
    return undefined;
  }
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isText(value: unknown): value is string {
  return typeof value === "string" && value !== "";
}
