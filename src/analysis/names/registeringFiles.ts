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

/** In the text of a file that registers durable functions. */
export const registrations = /\.\s*(?:activity|orchestration|entity)\s*(?:<[^()]*>)?\s*\(/;

const leading = "leads to registrations";

/** Whether what a file exports may be what a registration returned: it registers something, or a file that it imports does. */
export class RegisteringFiles {
  readonly #program: ImportingProgram;

  constructor(program: ImportingProgram) {
    this.#program = program;
  }

  has(file: string): boolean {
    const { memo } = this.#program;
    // What hangs on the answer hangs on nothing that the walk passes.
    if (!memo.knows(file, leading)) memo.apart(() => new ImportWalk(this.#program).visit(file));
    return memo.get(file, leading, () => false);
  }
}

/**
 * Answers for a file and all that it leads to. Files that import each other in a circle have one answer (Tarjan's strongly
 * connected components), so each file is passed once, whatever the circles.
 */
class ImportWalk {
  readonly #program: ImportingProgram;
  /** Files without an answer, in the order in which they were met. */
  readonly #open: string[] = [];
  readonly #places = new Map<string, number>();

  constructor(program: ImportingProgram) {
    this.#program = program;
  }

  /** @returns the place of the first open file that this one leads back to */
  visit(file: string): number {
    const { memo } = this.#program;
    if (this.#registers(file)) {
      memo.get(file, leading, () => this.#registers(file));
      return Infinity;
    }
    const place = this.#open.push(file) - 1;
    this.#places.set(file, place);
    let first = place;
    for (const each of importedFiles(this.#program, file)) {
      if (!memo.knows(each, leading)) first = Math.min(first, this.#places.get(each) ?? this.visit(each));
    }
    if (first === place) this.#answer(this.#open.splice(place));
    return first;
  }

  /** None in the circle registers now; all imports that lead out of it are answered. */
  #answer(circle: readonly string[]): void {
    const { memo } = this.#program;
    const [head = "", ...others] = circle;
    const inside = new Set(circle);
    memo.get(head, leading, () => {
      if (circle.some((each) => this.#registers(each))) return true;
      const imports = circle.flatMap((each) => importedFiles(this.#program, each));
      return imports.some((each) => !inside.has(each) && memo.get(each, leading, () => false));
    });
    for (const each of others) memo.get(each, leading, () => memo.get(head, leading, () => false));
    for (const each of circle) this.#places.delete(each);
  }

  #registers(file: string): boolean {
    const { memo } = this.#program;
    return memo.settled(file, "registers", () => registrations.test(this.#program.textOf(file) ?? ""));
  }
}
