import { baseName, joinPath, parentOf, relativeTo } from "../base/paths";
import type { SourceFiles } from "../base/ports";
import { BuiltSources } from "./builtSources";
import { ModuleFiles } from "./moduleFiles";
import { builtinName } from "./nodeBuiltins";
import { PackageManifests, type PackageManifest } from "./packageManifest";
import { exportTargets, importTargets, starOf } from "./packageTargets";
import { TsConfigs } from "./tsConfigs";
import { WorkspacePackages } from "./workspacePackages";

/** What an import leads to. */
export type ResolvedModule =
  /** Code of the workspace, packages of its own included. */
  | { readonly kind: "file"; readonly file: string }
  /** A package of others; `subpath`: `fp/add` of `lodash/fp/add`, else empty. `file` is missing when it is not installed. */
  | { readonly kind: "package"; readonly name: string; readonly subpath: string; readonly file?: string }
  | { readonly kind: "builtin"; readonly name: string };

/**
 * Finds the files behind imports and `require`, from a folder's files alone: relative names with the habits of Node,
 * TypeScript and bundlers, `paths` of tsconfig.json, `exports` and `imports` of package.json, workspaces, links.
 * Remembers what it found until it is told to forget.
 */
export class ModuleResolver {
  readonly #files: SourceFiles;
  readonly #manifests: PackageManifests;
  readonly #tsConfigs: TsConfigs;
  readonly #moduleFiles: ModuleFiles;
  readonly #workspaces: WorkspacePackages;
  readonly #builtSources: BuiltSources;
  readonly #known = new Map<string, Map<string, ResolvedModule | undefined>>();
  readonly #realFolders = new Map<string, boolean>();

  constructor(files: SourceFiles) {
    this.#files = files;
    this.#manifests = new PackageManifests(files);
    this.#tsConfigs = new TsConfigs(files);
    this.#moduleFiles = new ModuleFiles(files, this.#manifests);
    this.#workspaces = new WorkspacePackages(files, this.#manifests);
    this.#builtSources = new BuiltSources(files, this.#moduleFiles, this.#tsConfigs);
  }

  /**
   * @param fromFile absolute path of the importing file
   * @param specifier what it writes: `./price`, `lodash/fp`, `node:fs`, `#internal`, `@app/price`
   */
  resolve(fromFile: string, specifier: string): ResolvedModule | undefined {
    const folder = parentOf(fromFile);
    const known = this.#known.get(folder) ?? new Map<string, ResolvedModule | undefined>();
    this.#known.set(folder, known);
    if (!known.has(specifier)) known.set(specifier, asSdk(specifier, this.#resolve(folder, specifier)));
    return known.get(specifier);
  }

  /** To be called when files came or went, or when a package.json or tsconfig.json changed. */
  forget(): void {
    this.#known.clear();
    this.#realFolders.clear();
    for (const reader of [this.#manifests, this.#tsConfigs, this.#workspaces]) reader.forget();
  }

  #resolve(folder: string, specifier: string): ResolvedModule | undefined {
    const builtin = builtinName(specifier);
    if (builtin !== undefined) return { kind: "builtin", name: builtin };
    if (/^\.{1,2}(?:\/|$)/.test(specifier)) return this.#fileAt(joinPath(folder, specifier), folder);
    if (/^\/|^[A-Za-z]:[\\/]/.test(specifier)) return this.#fileAt(joinPath(specifier), folder);
    if (specifier.startsWith("#")) return this.#internal(folder, specifier) ?? this.#mapped(folder, specifier);
    return this.#mapped(folder, specifier) ?? this.#package(folder, specifier);
  }

  #fileAt(path: string, folder: string): ResolvedModule | undefined {
    const found = this.#moduleFiles.find(path);
    return found === undefined ? undefined : this.#asModule(found, folder);
  }

  /** One path for each file: behind links, unless the importing file was named by a path with links itself. */
  #asModule(found: string, folder: string): ResolvedModule {
    const file = this.#isReal(folder) ? this.#files.realPath(found) : found;
    const name = isInPackages(folder) ? undefined : packageNameIn(file);
    return name === undefined ? { kind: "file", file } : { kind: "package", ...name, file };
  }

  #isReal(folder: string): boolean {
    const known = this.#realFolders.get(folder) ?? this.#files.realPath(folder) === folder;
    this.#realFolders.set(folder, known);
    return known;
  }

  #internal(folder: string, specifier: string): ResolvedModule | undefined {
    const manifest = this.#manifests.around(folder);
    if (!manifest?.imports) return undefined;
    const preferSource = !isInPackages(folder);
    for (const target of importTargets(manifest.imports, specifier, { preferSource })) {
      const found = target.startsWith("./")
        ? this.#ownFile(manifest, target, folder)
        : this.#resolve(manifest.folder, target);
      if (found) return found;
    }
    return undefined;
  }

  #ownFile(manifest: PackageManifest, target: string, folder: string): ResolvedModule | undefined {
    const found = this.#entryAt(manifest, target);
    return found === undefined ? undefined : this.#asModule(found, folder);
  }

  #mapped(folder: string, specifier: string): ResolvedModule | undefined {
    const config = isInPackages(folder) ? undefined : this.#tsConfigs.around(folder);
    if (!config) return undefined;
    const matches = config.paths
      .map(({ pattern, targets }) => ({
        pattern,
        targets,
        star: pattern === specifier ? "" : starOf(pattern, specifier),
      }))
      .filter(({ pattern, star }) => star !== undefined && (pattern === specifier || pattern.includes("*")))
      .sort((one, other) => rankOf(other.pattern, specifier) - rankOf(one.pattern, specifier));
    const mapped = (matches[0]?.targets ?? []).map((target) => target.replace("*", () => matches[0]?.star ?? ""));
    const based = config.baseUrl === undefined ? [] : [joinPath(config.baseUrl, specifier)];
    for (const path of [...mapped, ...based]) {
      const found = this.#fileAt(path, folder);
      if (found) return found;
    }
    return undefined;
  }

  #package(folder: string, specifier: string): ResolvedModule | undefined {
    const parts = /^((?:@[\w.~-]+\/)?[\w.~-]+)(?:\/(.*))?$/.exec(specifier);
    const name = parts?.[1];
    if (name === undefined) return undefined;
    const subpath = parts?.[2] ?? "";
    const own = this.#ownPackage(name, folder);
    const installed = own ?? this.#installed(name, folder);
    if (installed === undefined) return { kind: "package", name, subpath };
    const file = this.#entryOf(installed, subpath);
    if (!isInPackages(installed)) return file === undefined ? undefined : { kind: "file", file };
    return { kind: "package", name, subpath, ...(file !== undefined && { file }) };
  }

  /** A package of the workspace, or the importing package itself, by its name. */
  #ownPackage(name: string, folder: string): string | undefined {
    if (isInPackages(folder)) return undefined;
    const around = this.#manifests.around(folder);
    return around?.name === name && around.exports !== undefined
      ? around.folder
      : this.#workspaces.folderOf(name, folder);
  }

  #installed(name: string, folder: string): string | undefined {
    for (let at = folder; ; at = parentOf(at)) {
      const candidate = joinPath(at, "node_modules", name);
      if (baseName(at) !== "node_modules" && this.#files.list(candidate).length > 0)
        return this.#files.realPath(candidate);
      if (parentOf(at) === at) return undefined;
    }
  }

  #entryOf(packageFolder: string, subpath: string): string | undefined {
    const manifest = this.#manifests.in(packageFolder) ?? { folder: packageFolder, entries: [], workspaces: [] };
    const targets =
      manifest.exports === undefined
        ? subpath === ""
          ? [...manifest.entries, "."]
          : [subpath]
        : exportTargets(manifest.exports, subpath, { preferSource: !isInPackages(packageFolder) });
    for (const target of targets) {
      const found = this.#entryAt(manifest, target);
      if (found !== undefined) return found;
    }
    // Not built yet: what the entries are made of has a place by habit.
    if (isInPackages(packageFolder) || (manifest.exports !== undefined && subpath !== "")) return undefined;
    return this.#moduleFiles.find(joinPath(packageFolder, "src", subpath));
  }

  /** The file of a target in package.json; of a package of ours its source. */
  #entryAt({ folder }: PackageManifest, target: string): string | undefined {
    const path = joinPath(folder, target);
    const found = this.#moduleFiles.find(path);
    if (isInPackages(folder)) return found;
    return this.#builtSources.sourceOf(found ?? path, folder) ?? found;
  }
}

/** The SDK is known by its name, also where its folder lies among the workspace's own. */
function asSdk(specifier: string, found: ResolvedModule | undefined): ResolvedModule | undefined {
  const sdk = /^durable-functions(?:$|\/(.*))/.exec(specifier);
  return sdk && found?.kind === "file" ? { kind: "package", name: "durable-functions", subpath: sdk[1] ?? "" } : found;
}

/** The longest beginning wins; a name without `*` before all. */
function rankOf(pattern: string, specifier: string): number {
  return pattern === specifier ? Number.POSITIVE_INFINITY : pattern.indexOf("*");
}

function isInPackages(path: string): boolean {
  return /[\\/]node_modules(?:[\\/]|$)/.test(path);
}

/** Name and subpath of the package that a file lies in; undefined for files of the workspace. */
function packageNameIn(file: string): { readonly name: string; readonly subpath: string } | undefined {
  const at = Math.max(file.lastIndexOf("/node_modules/"), file.lastIndexOf("\\node_modules\\"));
  if (at < 0) return undefined;
  const inside = relativeTo(file.slice(0, at + "/node_modules".length), file)?.split("/") ?? [];
  const parts = inside[0]?.startsWith("@") ? 2 : 1;
  return { name: inside.slice(0, parts).join("/"), subpath: inside.slice(parts).join("/") };
}
