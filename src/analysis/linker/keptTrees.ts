import type { SummarizedFile } from "../../syntax/summarize";
import { FileList } from "./fileList";

/** Characters of source whose syntax trees are kept: a tree is about a hundred times its text. */
const keptCharacters = { waiting: 1_000_000, done: 200_000, doneInOneRun: 50_000 };

/** Syntax trees that may be asked for again: those that rules have not seen, and a few that they have. */
export class KeptTrees {
  readonly #waiting = new FileList<SummarizedFile>(keptCharacters.waiting);
  readonly #done: FileList<SummarizedFile>;

  /** @param isOfOneRun nothing will change, so that few are asked for again */
  constructor(isOfOneRun = false) {
    this.#done = new FileList(isOfOneRun ? keptCharacters.doneInOneRun : keptCharacters.done);
  }

  get(file: string): SummarizedFile | undefined {
    return this.#waiting.get(file) ?? this.#done.get(file);
  }

  add(tree: SummarizedFile): void {
    this.#waiting.add(tree);
  }

  /** Rules have seen it: others are kept before it. */
  release(file: string): void {
    const tree = this.#waiting.get(file);
    if (!tree) return;
    this.#waiting.delete(file);
    this.#done.add(tree);
  }

  delete(file: string): void {
    this.#waiting.delete(file);
    this.#done.delete(file);
  }
}
