const none: readonly Entry[] = [];

/** A value, or a source of values, and what was made from it. */
interface Entry {
  readonly file: string;
  readonly name: string;
  value: unknown;
  isKnown: boolean;
  reads: readonly Entry[];
  /** There are a hundred entries a file: those that nobody read have no set. */
  readers: Set<Entry> | undefined;
  /** Of a value that may well be the same after a change: how to compute it. */
  compute?: () => unknown;
}

/**
 * Remembers what was computed of the files of a program, each value with everything that it was made from, so that a
 * change forgets what hangs on it and nothing else.
 */
export class Memo {
  readonly #files = new Map<string, Map<string, Entry>>();
  /** Those of the file that was asked for last: mostly it is asked for again. */
  #last: { readonly file: string; readonly entries: Map<string, Entry> } | undefined;
  /** Values that may be others now → what they were. */
  readonly #unsettled = new Map<Entry, unknown>();
  #forgotten = new Set<string>();
  readonly isOfOneRun: boolean;
  /** What the value that is being computed has read up to now. */
  #reads: Set<Entry> | undefined;

  /** @param isOfOneRun nothing will change: what values are made from is not remembered */
  constructor(isOfOneRun = false) {
    this.isOfOneRun = isOfOneRun;
  }

  /** Whether the value under a name is there without being computed. */
  knows(file: string, name: string): boolean {
    return this.#entriesOf(file)?.get(name)?.isKnown === true;
  }

  /** The value under a name; undefined when it is not known. */
  known(file: string, name: string): unknown {
    const entry = this.#entriesOf(file)?.get(name);
    if (!entry?.isKnown) return undefined;
    this.#reads?.add(entry);
    return entry.value;
  }

  /**
   * The value under a name.
   * @param isLasting asked after `compute`: a value that does not last is computed again next time
   */
  get<T>(file: string, name: string, compute: () => T, isLasting: () => boolean = always): T {
    const known = this.#entriesOf(file)?.get(name);
    if (known?.isKnown) {
      this.#reads?.add(known);
      return known.value as T;
    }
    const outer = this.#reads;
    const reads = this.isOfOneRun ? undefined : new Set<Entry>();
    this.#reads = reads;
    let value: T;
    try {
      value = compute();
    } finally {
      this.#reads = outer;
    }
    if (isLasting()) {
      const entry = this.#store(known ?? this.#add(file, name), value, reads);
      outer?.add(entry);
    } else if (outer) for (const each of reads ?? []) outer.add(each);
    return value;
  }

  /**
   * As `get`, of a value that many are made from and that seldom becomes another: only then they are forgotten.
   */
  settled<T>(file: string, name: string, compute: () => T): T {
    const value = this.get(file, name, compute);
    const entry = this.#entriesOf(file)?.get(name);
    if (entry) entry.compute = compute;
    return value;
  }

  /** To be called after `changed`, before anything else is asked. */
  settle(): void {
    // Grows meanwhile: what is made from one that became another may have become another, too.
    for (const [{ file, name, compute }, before] of this.#unsettled)
      if (compute && JSON.stringify(this.get(file, name, compute)) !== JSON.stringify(before)) this.changed(file, name);
    this.#unsettled.clear();
  }

  /** Says that the value that is being computed is made from a source: `text` or `shape` of a file, an import. */
  read(file: string, source: string): void {
    if (this.#reads) this.#reads.add(this.#entriesOf(file)?.get(source) ?? this.#add(file, source));
  }

  /** Computes something that the value being computed does not hang on by its parts; it says itself on what. */
  apart<T>(compute: () => T): T {
    const outer = this.#reads;
    this.#reads = undefined;
    try {
      return compute();
    } finally {
      this.#reads = outer;
    }
  }

  /** Forgets all that was made from a source. */
  changed(file: string, source: string): void {
    const start = this.#entriesOf(file)?.get(source);
    const stack = [...(start?.readers ?? [])];
    for (let entry = stack.pop(); entry; entry = stack.pop()) {
      if (entry.compute && entry.readers?.size) {
        entry.isKnown = false;
        if (!this.#unsettled.has(entry)) this.#unsettled.set(entry, entry.value);
        continue;
      }
      stack.push(...(entry.readers ?? []));
      this.#forgotten.add(entry.file);
      entry.readers = undefined;
      for (const each of entry.reads) each.readers?.delete(entry);
      this.#files.get(entry.file)?.delete(entry.name);
    }
  }

  /** Files of which a value was forgotten since this was last asked. */
  takeForgotten(): ReadonlySet<string> {
    const files = this.#forgotten;
    this.#forgotten = new Set();
    return files;
  }

  /**
   * Has the values of one file computed again without forgetting what other files made from them: they come out equal
   * wherever other files can see them.
   */
  refresh(file: string): void {
    for (const entry of this.#entriesOf(file)?.values() ?? []) if (entry.reads.length > 0) entry.isKnown = false;
  }

  #add(file: string, name: string): Entry {
    const entry: Entry = { file, name, value: undefined, isKnown: true, reads: none, readers: undefined };
    const entries = this.#entriesOf(file) ?? new Map<string, Entry>();
    this.#files.set(file, entries.set(name, entry));
    return entry;
  }

  #entriesOf(file: string): Map<string, Entry> | undefined {
    if (this.#last?.file === file) return this.#last.entries;
    const entries = this.#files.get(file);
    if (entries) this.#last = { file, entries };
    return entries;
  }

  #store(entry: Entry, value: unknown, reads: ReadonlySet<Entry> | undefined): Entry {
    entry.value = value;
    entry.isKnown = true;
    if (!reads) return entry;
    for (const each of entry.reads) each.readers?.delete(entry);
    for (const each of reads) (each.readers ??= new Set()).add(entry);
    entry.reads = [...reads];
    return entry;
  }
}

function always(): boolean {
  return true;
}
