import type { LeftOut } from "./finding";
import type { Program } from "./linker/program";

/** Each file once, in order: one may be left out as asked for, and again as imported. */
export function leftOutOnce(leftOut: readonly LeftOut[]): readonly LeftOut[] {
  const byFile = new Map(leftOut.map((each) => [each.file, each]));
  return [...byFile.values()].sort((one, other) => (one.file < other.file ? -1 : 1));
}

/** Files that were not read as code, each with the reason; kept for files that did not change. */
export class LeftOutFiles {
  readonly #program: Program;
  readonly #by = new Map<string, readonly LeftOut[]>();

  constructor(program: Program) {
    this.#program = program;
  }

  /** @param how `deep`: rules could not follow it to its end; `passed`: nothing leads to it, it was not parsed */
  put(file: string, how: "looked" | "deep" | "passed"): void {
    const leftOut = how === "passed" ? this.#ofText(file) : this.#ofCode(file);
    const all = how === "deep" ? [{ file, reason: "it is nested too deeply" }, ...leftOut] : leftOut;
    if (all.length) this.#by.set(file, all);
    else this.#by.delete(file);
  }

  forget(file: string): void {
    this.#by.delete(file);
  }

  inOrder(): readonly LeftOut[] {
    return leftOutOnce([...this.#by.values()].flat());
  }

  #ofText(file: string): readonly LeftOut[] {
    const reason = this.#program.whyUnfit(file);
    return reason === undefined ? [] : [{ file, reason }];
  }

  /** The file itself, and files that it imports, where they are not read as code. */
  #ofCode(file: string): readonly LeftOut[] {
    return this.#program.memo.get(file, "left out", () => {
      const summary = this.#program.summaryOf(file);
      if (!summary) return [{ file, reason: this.#program.whyNotRead(file) }];
      return summary.imports.flatMap((specifier) => {
        const module = this.#program.resolve(file, specifier);
        if (module?.kind !== "file" || module.file.endsWith(".json") || this.#program.isCode(module.file)) return [];
        return [{ file: module.file, reason: this.#program.whyNotRead(module.file) }];
      });
    });
  }
}
