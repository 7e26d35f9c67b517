import { parse } from "jsonc-parser";
import { joinPath, parentOf } from "../base/paths";
import type { SourceFiles } from "../base/ports";
import { isRecord } from "./packageManifest";

/** What a tsconfig.json says of where modules are; folders and targets are absolute. */
export interface ModuleConfig {
  /** The folder of the file. */
  readonly folder: string;
  readonly baseUrl?: string;
  readonly paths: readonly PathMapping[];
  readonly outDir?: string;
  readonly rootDir?: string;
}

export interface PathMapping {
  /** A name, or a beginning and an end with `*` between them. */
  readonly pattern: string;
  readonly targets: readonly string[];
}

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

/** A chain of `extends` deeper than this is a circle. */
const deepest = 10;

/** Reads each tsconfig.json (or jsconfig.json) once, with what it extends. A broken file counts as far as it can be read. */
export class TsConfigs {
  readonly #files: SourceFiles;
  readonly #byFolder = new Map<string, ModuleConfig | undefined>();

  constructor(files: SourceFiles) {
    this.#files = files;
  }

  /** The configuration that files of a folder are compiled with: of the folder itself, or of the nearest above. */
  around(folder: string): ModuleConfig | undefined {
    if (this.#byFolder.has(folder)) return this.#byFolder.get(folder);
    const parent = parentOf(folder);
    const config = this.in(folder) ?? (parent === folder ? undefined : this.around(parent));
    this.#byFolder.set(folder, config);
    return config;
  }

  /** The configuration in this very folder. */
  in(folder: string): ModuleConfig | undefined {
    const file = ["tsconfig.json", "jsconfig.json"]
      .map((name) => joinPath(folder, name))
      .find((name) => this.#files.isFile(name));
    if (file === undefined) return undefined;
    const own = this.#read(file, folder, 0);
    // A config that only refers to others (as IDE templates have it) compiles nothing itself.
    return own.config.paths.length || own.config.outDir ? own.config : this.#firstReferred(own, folder);
  }

  forget(): void {
    this.#byFolder.clear();
  }

  #firstReferred({ config, json }: ReadConfig, folder: string): ModuleConfig {
    const references: readonly unknown[] = Array.isArray(json["references"]) ? json["references"] : [];
    for (const reference of references) {
      const path = isRecord(reference) ? reference["path"] : undefined;
      if (typeof path !== "string" || !path.endsWith(".json")) continue;
      const referred = this.#read(joinPath(folder, path), folder, 0).config;
      if (parentOf(joinPath(folder, path)) === folder && referred.paths.length) return referred;
    }
    return config;
  }

  #read(file: string, rootFolder: string, depth: number): ReadConfig {
    const folder = parentOf(file);
    const json = this.#json(file);
    const config: Mutable<ModuleConfig> = { folder: rootFolder, paths: [] };
    const bases = depth < deepest ? extendedBy(json) : [];
    for (const base of bases) {
      const baseFile = this.#baseFile(folder, base);
      if (baseFile === undefined) continue;
      const { paths, ...others } = this.#read(baseFile, rootFolder, depth + 1).config;
      // One that maps nothing leaves what those before it map.
      Object.assign(config, others, paths.length > 0 && { paths });
    }
    Object.assign(config, ownOptions(json, { folder, rootFolder, baseUrl: config.baseUrl }));
    return { config, json };
  }

  #json(file: string): Readonly<Record<string, unknown>> {
    const text = this.#files.read(file);
    const json: unknown = text === undefined ? undefined : parse(text.replace(/^\uFEFF/, ""));
    return isRecord(json) ? json : {};
  }

  /** `./base`, `../tsconfig.base.json`, `@tsconfig/node20`, `@tsconfig/node20/tsconfig.json`. */
  #baseFile(folder: string, base: string): string | undefined {
    if (/^\.{0,2}\/|^[A-Za-z]:[\\/]/.test(base))
      return this.#firstFile(base.startsWith(".") ? joinPath(folder, base) : base);
    for (let at = folder; ; at = parentOf(at)) {
      const found = this.#firstFile(joinPath(at, "node_modules", base));
      if (found !== undefined || parentOf(at) === at) return found;
    }
  }

  #firstFile(path: string): string | undefined {
    return [path, `${path}.json`, joinPath(path, "tsconfig.json")].find((name) => this.#files.isFile(name));
  }
}

interface ReadConfig {
  readonly config: ModuleConfig;
  readonly json: Readonly<Record<string, unknown>>;
}

function extendedBy(json: Readonly<Record<string, unknown>>): readonly string[] {
  const value = json["extends"];
  return (Array.isArray(value) ? value : [value]).filter((name): name is string => typeof name === "string");
}

interface Surroundings {
  readonly folder: string;
  /** Folder of the file that extends all others. */
  readonly rootFolder: string;
  /** As inherited. */
  readonly baseUrl: string | undefined;
}

function ownOptions(
  json: Readonly<Record<string, unknown>>,
  { folder, rootFolder, baseUrl: inherited }: Surroundings,
): Partial<ModuleConfig> {
  const options = isRecord(json["compilerOptions"]) ? json["compilerOptions"] : {};
  const folderOf = (name: string) => {
    const value = options[name];
    return typeof value === "string" ? absolute(folder, value.replace("${configDir}", rootFolder)) : undefined;
  };
  const [baseUrl, outDir, rootDir] = [folderOf("baseUrl"), folderOf("outDir"), folderOf("rootDir")];
  return {
    ...(baseUrl !== undefined && { baseUrl }),
    ...(outDir !== undefined && { outDir }),
    ...(rootDir !== undefined && { rootDir }),
    ...(isRecord(options["paths"]) && {
      paths: mappings(options["paths"], baseUrl ?? inherited ?? folder, rootFolder),
    }),
  };
}

function mappings(
  paths: Readonly<Record<string, unknown>>,
  folder: string,
  rootFolder: string,
): readonly PathMapping[] {
  return Object.entries(paths).map(([pattern, targets]) => ({
    pattern,
    targets: (Array.isArray(targets) ? targets : [])
      .filter((target): target is string => typeof target === "string")
      .map((target) => absolute(folder, target.replace("${configDir}", rootFolder))),
  }));
}

function absolute(folder: string, path: string): string {
  return /^\/|^[A-Za-z]:[\\/]/.test(path) ? joinPath(path) : joinPath(folder, path);
}
