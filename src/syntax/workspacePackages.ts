import { joinPath, parentOf } from "../base/paths";
import type { SourceFiles } from "../base/ports";
import type { PackageManifests } from "./packageManifest";

/** Deeper than any layout of packages that people use; a bound against `**` over a whole disk. */
const deepest = 6;

/** Knows the packages of npm, yarn and pnpm workspaces by their names, installed (linked) or not. */
export class WorkspacePackages {
  readonly #files: SourceFiles;
  readonly #manifests: PackageManifests;
  readonly #byRoot = new Map<string, ReadonlyMap<string, string>>();

  constructor(files: SourceFiles, manifests: PackageManifests) {
    this.#files = files;
    this.#manifests = manifests;
  }

  /** The folder of the package called `name` in a workspace that `folder` lies in. */
  folderOf(name: string, folder: string): string | undefined {
    for (let at = folder; ; at = parentOf(at)) {
      const found = this.#packagesOf(at).get(name);
      if (found !== undefined || parentOf(at) === at) return found;
    }
  }

  forget(): void {
    this.#byRoot.clear();
  }

  #packagesOf(root: string): ReadonlyMap<string, string> {
    const known = this.#byRoot.get(root);
    if (known) return known;
    const packages = new Map<string, string>();
    for (const pattern of this.#patterns(root)) {
      for (const folder of this.#expand(root, partsOf(pattern), 0)) {
        const name = this.#manifests.in(folder)?.name;
        if (name !== undefined && !packages.has(name)) packages.set(name, folder);
      }
    }
    this.#byRoot.set(root, packages);
    return packages;
  }

  #patterns(root: string): readonly string[] {
    const pnpm = this.#files.read(joinPath(root, "pnpm-workspace.yaml"));
    const all = [...(this.#manifests.in(root)?.workspaces ?? []), ...(pnpm === undefined ? [] : pnpmPatterns(pnpm))];
    return all.filter((pattern) => !pattern.startsWith("!"));
  }

  #expand(folder: string, parts: readonly string[], depth: number): readonly string[] {
    const [part, ...rest] = parts;
    if (part === undefined) return [folder];
    if (!part.includes("*")) return this.#expand(joinPath(folder, part), rest, depth + 1);
    if (depth > deepest) return [];
    const below = this.#files
      .list(folder)
      .filter((name) => name.endsWith("/") && name !== "node_modules/" && !name.startsWith("."))
      .map((name) => name.slice(0, -1));
    if (part === "**")
      return [
        ...this.#expand(folder, rest, depth + 1),
        ...below.flatMap((name) => this.#expand(joinPath(folder, name), parts, depth + 1)),
      ];
    return below
      .filter((name) => wildcard(part).test(name))
      .flatMap((name) => this.#expand(joinPath(folder, name), rest, depth + 1));
  }
}

function partsOf(pattern: string): readonly string[] {
  return pattern.split("/").filter((part) => part !== "" && part !== ".");
}

function wildcard(part: string): RegExp {
  return new RegExp(`^${part.replace(/[\\^$.|+()[\]{}?]/g, "\\$&").replaceAll("*", ".*")}$`);
}

/** The list `packages:` of pnpm-workspace.yaml, in either form of YAML's lists. */
function pnpmPatterns(text: string): readonly string[] {
  const list = /^packages:[ \t]*(?:\[([^\]]*)\]|(?:#.*)?((?:\n[ \t]*(?:#.*|-.*)?)+))/m.exec(
    text.replaceAll("\r\n", "\n"),
  );
  const items = list?.[1]?.split(",") ?? list?.[2]?.split("\n") ?? [];
  return items
    .map((item) => /^\s*(?:-\s*)?(["']?)([^"'#\s][^"'#]*?)\1\s*(?:#.*)?$/.exec(item)?.[2])
    .filter((item): item is string => item !== undefined && !item.startsWith("#"));
}
