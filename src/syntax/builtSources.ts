import { joinPath, parentOf, relativeTo } from "../base/paths";
import type { SourceFiles } from "../base/ports";
import type { ModuleFiles } from "./moduleFiles";
import { isRecord } from "./packageManifest";
import type { TsConfigs } from "./tsConfigs";

/** Folders that builds are written to by habit, and the one that they are made of. */
const buildFolder = /^(?:dist|lib|build|out|output|es|esm|cjs)(?:\/(?:esm|cjs|es|mjs|src|module|commonjs))?\//;

/** Finds the source that an entry file of a package of ours was, or will be, built from. */
export class BuiltSources {
  readonly #files: SourceFiles;
  readonly #moduleFiles: ModuleFiles;
  readonly #tsConfigs: TsConfigs;

  constructor(files: SourceFiles, moduleFiles: ModuleFiles, tsConfigs: TsConfigs) {
    this.#files = files;
    this.#moduleFiles = moduleFiles;
    this.#tsConfigs = tsConfigs;
  }

  /** `packages/prices/dist/index.js` → `packages/prices/src/index.ts`; undefined when there is no such source. */
  sourceOf(builtFile: string, packageFolder: string): string | undefined {
    return (
      this.#byConfig(builtFile, packageFolder) ??
      this.#bySourceMap(builtFile) ??
      this.#byHabit(builtFile, packageFolder)
    );
  }

  #byConfig(builtFile: string, packageFolder: string): string | undefined {
    const config = this.#tsConfigs.around(packageFolder);
    if (config?.outDir === undefined) return undefined;
    const inside = relativeTo(config.outDir, builtFile);
    if (inside === undefined || inside === builtFile) return undefined;
    const roots = config.rootDir === undefined ? [config.folder, joinPath(config.folder, "src")] : [config.rootDir];
    return this.#first(
      roots.map((root) => joinPath(root, inside)),
      builtFile,
    );
  }

  /** Only of a file that is made of one source: which of many is the entry, a map does not say. */
  #bySourceMap(builtFile: string): string | undefined {
    const text = this.#files.read(`${builtFile}.map`);
    const json = text === undefined ? undefined : parseMap(text);
    const sources: readonly unknown[] = Array.isArray(json?.["sources"]) ? json["sources"] : [];
    const [source] = sources;
    if (sources.length !== 1 || typeof source !== "string" || /^[a-z]+:/i.test(source)) return undefined;
    const root = typeof json?.["sourceRoot"] === "string" ? json["sourceRoot"] : "";
    return this.#first([joinPath(parentOf(builtFile), root, source)], builtFile);
  }

  #byHabit(builtFile: string, packageFolder: string): string | undefined {
    const inside = relativeTo(packageFolder, builtFile);
    if (inside === undefined || !buildFolder.test(inside)) return undefined;
    const plain = inside.replace(buildFolder, "");
    return this.#first([joinPath(packageFolder, "src", plain), joinPath(packageFolder, plain)], builtFile);
  }

  #first(paths: readonly string[], builtFile: string): string | undefined {
    for (const path of paths) {
      const found = this.#moduleFiles.find(path.replace(/\.d\.([cm]?)ts$/, ".$1js"));
      if (found !== undefined && found !== builtFile) return found;
    }
    return undefined;
  }
}

function parseMap(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const json: unknown = JSON.parse(text);
    return isRecord(json) ? json : undefined;
  } catch {
    return undefined;
  }
}
