interface TextFile {
  readonly file: string;
  readonly text: string;
}

/** What was made of a file; emptied when it has to go: memory that a map no longer uses keeps what it led to for long. */
interface Slot<T> {
  value: T | undefined;
}

/** What was made of files, up to so many characters of their texts: the oldest make room. */
export class FileList<T extends TextFile> {
  readonly #slots = new Map<string, Slot<T>>();
  readonly #maximum: number;
  #characters = 0;

  /** @param maximum in characters of the files' texts; the newest stays, however long it is */
  constructor(maximum: number) {
    this.#maximum = maximum;
  }

  get(file: string): T | undefined {
    return this.#slots.get(file)?.value;
  }

  add(added: T): void {
    this.delete(added.file);
    this.#slots.set(added.file, { value: added });
    this.#characters += added.text.length;
    for (const file of this.#slots.keys()) {
      if (this.#characters <= this.#maximum || file === added.file) return;
      this.delete(file);
    }
  }

  delete(file: string): void {
    const slot = this.#slots.get(file);
    if (!slot) return;
    this.#characters -= slot.value?.text.length ?? 0;
    slot.value = undefined;
    this.#slots.delete(file);
  }
}
