import { joinPath, parentOf, relativeTo } from "../../base/paths";
import type { SourceFiles } from "../../base/ports";
import { jsonObjectOf, textMember } from "../../project/jsonFile";
import { PackageManifests } from "../../syntax/packageManifest";
import { WorkspacePackages } from "../../syntax/workspacePackages";
import { lockFiles } from "./lockedSdk";
import { wantedFolder, wantedVersion } from "./wantedSdk";

const sdk = "durable-functions";

/** What a package.json asks for. */
interface Wish {
  readonly folder: string;
  readonly range: string;
}

/** Finds the version of durable-functions that an app runs with, installed or not. */
export class SdkVersions {
  readonly #files: SourceFiles;
  readonly #manifests: PackageManifests;
  readonly #workspaces: WorkspacePackages;

  constructor(files: SourceFiles) {
    this.#files = files;
    this.#manifests = new PackageManifests(files);
    this.#workspaces = new WorkspacePackages(files, this.#manifests);
  }

  /** Undefined: nothing tells. */
  of(root: string): string | undefined {
    const wish = this.#wishOf(root);
    return (
      this.#installed(root) ??
      (wish && this.#inFolder(wish)) ??
      this.#locked(root, wish) ??
      (wish && wantedVersion(wish.range))
    );
  }

  forget(): void {
    this.#manifests.forget();
    this.#workspaces.forget();
  }

  /** As Node resolves it: `node_modules` of the app, then of each folder above. */
  #installed(root: string): string | undefined {
    for (let folder = root; ; folder = parentOf(folder)) {
      const version = this.#versionIn(joinPath(folder, "node_modules", sdk));
      if (version !== undefined || parentOf(folder) === folder) return version;
    }
  }

  #wishOf(root: string): Wish | undefined {
    for (let folder = root; ; folder = parentOf(folder)) {
      const file = joinPath(folder, "package.json");
      const range = this.#text(file, "dependencies", sdk) ?? this.#text(file, "devDependencies", sdk);
      if (range !== undefined) return { folder, range };
      if (parentOf(folder) === folder) return undefined;
    }
  }

  /** Of the folder that package.json names: a copy of the SDK, or the workspace's own. */
  #inFolder({ folder, range }: Wish): string | undefined {
    const named = wantedFolder(range);
    if (named !== undefined) return this.#versionIn(absolute(folder, named));
    const own = range.startsWith("workspace:") ? this.#workspaces.folderOf(sdk, folder) : undefined;
    return own === undefined ? undefined : this.#versionIn(own);
  }

  /** As the nearest lock file has it. */
  #locked(root: string, wish: Wish | undefined): string | undefined {
    for (let folder = root; ; folder = parentOf(folder)) {
      for (const [name, read] of Object.entries(lockFiles)) {
        const text = this.#files.read(joinPath(folder, name));
        if (text === undefined) continue;
        const found = read(text, { app: relativeTo(folder, root) ?? "", range: wish?.range });
        return found?.folder === undefined ? found?.version : this.#versionIn(absolute(folder, found.folder));
      }
      if (parentOf(folder) === folder) return undefined;
    }
  }

  #versionIn(folder: string): string | undefined {
    return this.#text(joinPath(folder, "package.json"), "version");
  }

  #text(file: string, ...path: readonly string[]): string | undefined {
    const text = this.#files.read(file);
    return text === undefined ? undefined : textMember(jsonObjectOf(text), ...path);
  }
}

function absolute(folder: string, path: string): string {
  return /^\/|^[A-Za-z]:\//.test(path) ? joinPath(path) : joinPath(folder, path);
}
