import type { ResolvedModule } from "../../syntax/resolveModule";
import type { Memo } from "../linker/memo";

/** What is asked of a program to tell which files lead where. */
export interface ImportingProgram {
  readonly memo: Memo;
  textOf(file: string): string | undefined;
  resolve(fromFile: string, specifier: string): ResolvedModule | undefined;
}

/** Everything that may be an import, also in comments: one too many costs nothing. */
const specifiers = /\b(?:from|import|require)\s*\(?\s*(["'])([^"'\n]+)\1/g;

/** Files that a file imports, judging by its text: it is not parsed. */
export function importedFiles(program: ImportingProgram, file: string): readonly string[] {
  return program.memo.settled(file, "imported files", () => {
    const found = new Set<string>();
    for (const [, , specifier = ""] of (program.textOf(file) ?? "").matchAll(specifiers)) {
      const resolved = program.resolve(file, specifier);
      if (resolved?.kind === "file") found.add(resolved.file);
    }
    return [...found];
  });
}

const registrations = /\.\s*(?:activity|orchestration|entity)\s*(?:<[^()]*>)?\s*\(/;

/** Whether what a file exports may be what a registration returned: it registers something, or a file that it imports does. */
export class RegisteringFiles {
  readonly #program: ImportingProgram;
  /** Files whose imports are being followed. */
  readonly #way = new Set<string>();
  #isCut = false;

  constructor(program: ImportingProgram) {
    this.#program = program;
  }

  has(file: string): boolean {
    if (this.#way.has(file)) {
      this.#isCut = true;
      return false;
    }
    // In a circle of imports, only what was asked first knows all of it.
    const isLasting = () => !this.#isCut || this.#way.size === 0;
    if (this.#way.size === 0) this.#isCut = false;
    return this.#program.memo.get(file, "leads to registrations", () => this.#leads(file), isLasting);
  }

  #leads(file: string): boolean {
    if (this.#registers(file)) return true;
    this.#way.add(file);
    try {
      return importedFiles(this.#program, file).some((each) => this.has(each));
    } finally {
      this.#way.delete(file);
    }
  }

  #registers(file: string): boolean {
    const { memo } = this.#program;
    return memo.settled(file, "registers", () => registrations.test(this.#program.textOf(file) ?? ""));
  }
}
