import type { SummarizedFile } from "../../syntax/summarize";

/** Characters of source whose syntax trees are kept: a tree is about a hundred times its text. */
const keptCharacters = { waiting: 1_000_000, done: 200_000 };

/** Syntax trees that may be asked for again: those that rules have not seen, and a few that they have. */
export class KeptTrees {
  readonly #waiting = new TreeList(keptCharacters.waiting);
  readonly #done = new TreeList(keptCharacters.done);

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

class TreeList {
  readonly #trees = new Map<string, SummarizedFile>();
  readonly #maximum: number;
  #characters = 0;

  constructor(maximum: number) {
    this.#maximum = maximum;
  }

  get(file: string): SummarizedFile | undefined {
    return this.#trees.get(file);
  }

  /** The oldest make room. */
  add(tree: SummarizedFile): void {
    this.delete(tree.file);
    this.#trees.set(tree.file, tree);
    this.#characters += tree.text.length;
    for (const file of this.#trees.keys()) {
      if (this.#characters <= this.#maximum || file === tree.file) return;
      this.delete(file);
    }
  }

  delete(file: string): void {
    this.#characters -= this.#trees.get(file)?.text.length ?? 0;
    this.#trees.delete(file);
  }
}
