import { createHash } from "node:crypto";
import { statSync } from "node:fs";
import path from "node:path";
import type { SourceFiles } from "../base/ports";
import { unlessAbsent } from "../node/absent";
import { NodeSourceFiles } from "../node/sourceFiles";

/** The files of this machine, with what tells that something changed since it was read. */
export class StampedFiles implements SourceFiles {
  readonly #files = new NodeSourceFiles();
  /** Of files that were read and folders that were listed; undefined: there was none. */
  readonly #stamps = new Map<string, string | undefined>();
  /** What tells the texts apart that were read last. */
  readonly #digests = new Map<string, string>();

  read(file: string): string | undefined {
    this.#stamp(file);
    const text = this.#files.read(file);
    this.#digests.set(file, digestOf(text));
    return text;
  }

  /** A text as it is now; `isAsRead`: what `read` gave before was not another one. */
  look(file: string): { readonly text: string | undefined; readonly isAsRead: boolean } {
    const text = this.#files.read(file);
    const before = this.#digests.get(file);
    return { text, isAsRead: before === undefined || before === digestOf(text) };
  }

  isFile(file: string): boolean {
    this.#stamp(path.dirname(file));
    return this.#files.isFile(file);
  }

  list(folder: string): readonly string[] {
    this.#stamp(folder);
    return this.#files.list(folder);
  }

  realPath(file: string): string {
    return this.#files.realPath(file);
  }

  #stamp(fileOrFolder: string): void {
    if (!this.#stamps.has(fileOrFolder)) this.#stamps.set(fileOrFolder, stampOf(fileOrFolder));
  }

  /** Files and folders that came, went or changed since this was last asked. */
  changed(): readonly string[] {
    const changed: string[] = [];
    for (const [each, before] of this.#stamps) {
      const now = stampOf(each);
      if (now === before) continue;
      this.#stamps.set(each, now);
      this.#files.changed(each);
      changed.push(each);
    }
    return changed;
  }
}

function stampOf(fileOrFolder: string): string | undefined {
  const found = unlessAbsent(() => statSync(fileOrFolder, { throwIfNoEntry: false }));
  return found && `${found.mtimeMs} ${found.size} ${found.ino}`;
}

function digestOf(text: string | undefined): string {
  return text === undefined ? "" : createHash("sha1").update(text).digest("base64");
}
