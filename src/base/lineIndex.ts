import type { Position, SourcePlace, TextRange } from "./sourcePlace";

/** Where the lines of a text begin; CR, LF and CRLF end a line, and a byte order mark is no character, as in every editor. */
export class LineIndex {
  readonly #starts: readonly number[];

  constructor(text: string) {
    const starts = [text.startsWith("\uFEFF") ? 1 : 0];
    for (const { index, 0: ending } of text.matchAll(/\r\n|\n|\r/g)) starts.push(index + ending.length);
    this.#starts = starts;
  }

  /** Line and column, from 1, of an offset from 0. */
  positionAt(offset: number): Position {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: Math.max(offset - (this.#starts[low] ?? 0), 0) + 1 };
  }

  /** Offset of the first character of a line (from 1). */
  startOfLine(line: number): number {
    return this.#starts[line - 1] ?? this.#starts.at(-1) ?? 0;
  }

  place(file: string, range: TextRange): SourcePlace {
    return { file, range, start: this.positionAt(range.start), end: this.positionAt(range.end) };
  }
}
