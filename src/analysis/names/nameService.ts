import type { Program } from "../linker/program";
import type { AppIndex } from "./appIndex";
import { FunctionIndex } from "./functionIndex";

/** What an editor asks about the names of durable functions. */
export class NameService {
  readonly #index: FunctionIndex;

  constructor(program: Program) {
    this.#index = new FunctionIndex(program);
  }

  /** The functions of an app and what names them. @param root its folder */
  functions(root: string): AppIndex {
    return this.#index.of(root);
  }
}
