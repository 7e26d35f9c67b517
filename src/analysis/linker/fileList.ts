interface TextFile {
  readonly file: string;
  readonly text: string;
}

/** What was made of files, up to so many characters of their texts: the oldest make room. */
export class FileList<T extends TextFile> {
  readonly #files = new Map<string, T>();
  readonly #maximum: number;
  #characters = 0;

  /** @param maximum in characters of the files' texts; the newest stays, however long it is */
  constructor(maximum: number) {
    this.#maximum = maximum;
  }

  get(file: string): T | undefined {
    return this.#files.get(file);
  }

  add(added: T): void {
    this.delete(added.file);
    this.#files.set(added.file, added);
    this.#characters += added.text.length;
    for (const file of this.#files.keys()) {
      if (this.#characters <= this.#maximum || file === added.file) return;
      this.delete(file);
    }
  }

  delete(file: string): void {
    this.#characters -= this.#files.get(file)?.text.length ?? 0;
    this.#files.delete(file);
  }
}
