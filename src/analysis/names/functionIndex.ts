import type { Program } from "../linker/program";
import type { AppIndex } from "./appIndex";
import { buildAppIndex } from "./buildAppIndex";
import { Callers } from "./callers";

/** The functions of apps with their places and what names them. What an edit does not touch is not read again. */
export class FunctionIndex {
  readonly #program: Program;
  readonly #callers: Callers;

  constructor(program: Program) {
    this.#program = program;
    this.#callers = new Callers(program);
    program.onTouched = (files) => this.#callers.changed(files);
  }

  /** @param root folder of the app */
  of(root: string): AppIndex {
    const sources = this.#program.namesIn(root);
    return this.#program.memo.apart(() => buildAppIndex(this.#program, { root, ...sources }, this.#callers));
  }
}
