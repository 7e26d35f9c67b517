import type { Program } from "../linker/program";
import { importedFiles } from "./registeringFiles";

/** Which files can lead to some others by what they import; only these need to be followed. Kept until imports change. */
export class LeadingFiles {
  readonly #program: Program;
  readonly #imports = new Map<string, readonly string[]>();
  #state = "";
  #leading: ReadonlySet<string> = new Set();

  constructor(program: Program) {
    this.#program = program;
  }

  /**
   * @param changed files that may import others than before
   * @returns the targets and all files that import them, also by way of others; the same set until it is another
   */
  to(targets: readonly string[], files: Iterable<string>, changed: ReadonlySet<string>): ReadonlySet<string> {
    let isOther = false;
    const seen = new Set(files);
    for (const file of seen) {
      const before = this.#imports.get(file);
      const after = before && !changed.has(file) ? before : importedFiles(this.#program, file);
      if (after !== before) this.#imports.set(file, after);
      isOther ||= after !== before;
      for (const each of after) seen.add(each);
    }
    const state = targets.join("\0");
    if (!isOther && state === this.#state) return this.#leading;
    this.#state = state;
    const leading = this.#closure(targets, seen);
    if (leading.size !== this.#leading.size || [...leading].some((file) => !this.#leading.has(file)))
      this.#leading = leading;
    return this.#leading;
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
