import { isSameList } from "../../base/lists";
import type { Program } from "../linker/program";
import { importedFiles } from "./registeringFiles";

/** Which files can lead to some others by what they import; only these need to be followed. Kept until imports change. */
export class LeadingFiles {
  readonly #program: Program;
  readonly #imports = new Map<string, readonly string[]>();
  #files: ReadonlyMap<string, unknown> | undefined;
  #targets: readonly string[] = [];
  #leading: ReadonlySet<string> = new Set();

  constructor(program: Program) {
    this.#program = program;
  }

  /**
   * @param files another map when files came or went
   * @param changed files that may import others than before
   * @returns the targets and all files that import them, also by way of others; the same set until it is another
   */
  to(
    targets: readonly string[],
    files: ReadonlyMap<string, unknown>,
    changed: ReadonlySet<string>,
  ): ReadonlySet<string> {
    const haveOthers = this.#readAgain(changed);
    if (!haveOthers && files === this.#files && isSameList(targets, this.#targets)) return this.#leading;
    this.#files = files;
    this.#targets = targets;
    const leading = this.#closure(targets, this.#seenFrom(files));
    if (leading.size !== this.#leading.size || [...leading].some((file) => !this.#leading.has(file)))
      this.#leading = leading;
    return this.#leading;
  }

  /** Whether one of the files imports others than before. */
  #readAgain(changed: ReadonlySet<string>): boolean {
    let isOther = false;
    for (const file of changed) {
      const before = this.#imports.get(file);
      const after = before && importedFiles(this.#program, file);
      if (!after || isSameList(before, after)) continue;
      this.#imports.set(file, after);
      isOther = true;
    }
    return isOther;
  }

  /** The files and all that they import. */
  #seenFrom(files: ReadonlyMap<string, unknown>): ReadonlySet<string> {
    const seen = new Set(files.keys());
    for (const file of seen) {
      const imports = this.#imports.get(file) ?? importedFiles(this.#program, file);
      this.#imports.set(file, imports);
      for (const each of imports) seen.add(each);
    }
    return seen;
  }

  #closure(targets: readonly string[], files: ReadonlySet<string>): ReadonlySet<string> {
    const importers = new Map<string, string[]>();
    for (const file of files) {
      for (const imported of this.#imports.get(file) ?? []) {
        const list = importers.get(imported);
        if (list) list.push(file);
        else importers.set(imported, [file]);
      }
    }
    const leading = new Set(targets);
    for (const file of leading) for (const importer of importers.get(file) ?? []) leading.add(importer);
    return leading;
  }
}
