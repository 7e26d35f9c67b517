import { readdirSync, readFileSync, realpathSync, statSync } from "node:fs";
import path from "node:path";
import type { SourceFiles } from "../base/ports";
import { unlessAbsent } from "./absent";

/** What a folder holds; of a link what it leads to. */
interface Entry {
  readonly kind: "file" | "folder";
  readonly isLink: boolean;
}

/**
 * The files of this machine, read at once. What folders hold and where links lead is remembered, texts are not: their
 * readers keep what they make of them.
 */
export class NodeSourceFiles implements SourceFiles {
  readonly #folders = new Map<string, ReadonlyMap<string, Entry>>();
  readonly #realPaths = new Map<string, string>();

  read(file: string): string | undefined {
    return unlessAbsent(() => readFileSync(file, "utf8"));
  }

  isFile(file: string): boolean {
    return this.#entries(path.dirname(file)).get(path.basename(file))?.kind === "file";
  }

  list(folder: string): readonly string[] {
    return [...this.#entries(folder)].map(([name, { kind }]) => (kind === "folder" ? `${name}/` : name));
  }

  realPath(file: string): string {
    const known = this.#realPaths.get(file) ?? this.#readRealPath(file);
    this.#realPaths.set(file, known);
    return known;
  }

  /** Most files are no links, and where their folder is was asked before. */
  #readRealPath(file: string): string {
    const [folder, name] = [path.dirname(file), path.basename(file)];
    const entry = this.#entries(folder).get(name);
    if (entry?.kind === "file" && !entry.isLink) return path.join(this.realPath(folder), name);
    return unlessAbsent(() => realpathSync(file)) ?? file;
  }

  /** To be called when a file or folder came, went or was linked elsewhere; for a new text there is no need. */
  changed(fileOrFolder: string): void {
    this.#folders.delete(path.dirname(fileOrFolder));
    this.#forgetAbove(path.dirname(fileOrFolder));
    for (const folder of [...this.#folders.keys()])
      if (folder === fileOrFolder || folder.startsWith(fileOrFolder + path.sep)) this.#folders.delete(folder);
    this.#realPaths.clear();
  }

  /** A folder that was not there when its parent was listed came with what is in it, and so may have those above. */
  #forgetAbove(folder: string): void {
    for (let at = folder; path.dirname(at) !== at; at = path.dirname(at)) {
      const parent = path.dirname(at);
      if (this.#folders.get(parent)?.get(path.basename(at))?.kind === "folder") return;
      this.#folders.delete(parent);
    }
  }

  #entries(folder: string): ReadonlyMap<string, Entry> {
    const known = this.#folders.get(folder);
    if (known) return known;
    const found = unlessAbsent(() => readdirSync(folder, { withFileTypes: true })) ?? [];
    const entries = new Map<string, Entry>();
    for (const entry of found) {
      const isLink = entry.isSymbolicLink();
      const target = isLink ? behind(path.join(folder, entry.name)) : entry;
      if (target?.isDirectory()) entries.set(entry.name, { kind: "folder", isLink });
      else if (target?.isFile()) entries.set(entry.name, { kind: "file", isLink });
    }
    this.#folders.set(folder, entries);
    return entries;
  }
}

function behind(link: string): { isDirectory(): boolean; isFile(): boolean } | undefined {
  return unlessAbsent(() => statSync(link));
}
