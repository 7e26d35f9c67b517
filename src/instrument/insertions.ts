/** Per line (from 1): column in the original (from 0) and length of each inserted text, in order. */
export type InsertionTable = Readonly<
  Record<number, readonly (readonly [column: number, length: number, closes: boolean])[]>
>;

interface Insertion {
  readonly position: number;
  readonly text: string;
  readonly closes: boolean;
  readonly order: number;
}

/** Collects texts to insert and keeps nesting right: at one position, closing texts stand before opening ones. */
export class Insertions {
  private readonly source: string;
  private readonly items: Insertion[] = [];

  constructor(source: string) {
    this.source = source;
  }

  open(position: number, text: string): void {
    this.items.push({ position, text, closes: false, order: this.items.length });
  }

  close(position: number, text: string): void {
    this.items.push({ position, text, closes: true, order: this.items.length });
  }

  apply(): { readonly code: string; readonly table: InsertionTable } {
    // Inner nodes come first: of texts that open at one position the later belongs outside, of closing ones the earlier inside.
    const sorted = this.items.sort(
      (a, b) =>
        a.position - b.position ||
        Number(b.closes) - Number(a.closes) ||
        (a.closes ? a.order - b.order : b.order - a.order),
    );
    const table: Record<number, (readonly [number, number, boolean])[]> = {};
    const parts: string[] = [];
    const lineBreak = /\r\n|[\n\r\u2028\u2029]/g;
    let nextBreak = lineBreak.exec(this.source);
    let last = 0;
    let line = 1;
    let lineStart = 0;
    for (const { position, text, closes } of sorted) {
      while (nextBreak && nextBreak.index < position) {
        line++;
        lineStart = lineBreak.lastIndex;
        nextBreak = lineBreak.exec(this.source);
      }
      parts.push(this.source.slice(last, position), text);
      last = position;
      (table[line] ??= []).push([position - lineStart, text.length, closes]);
    }
    parts.push(this.source.slice(last));
    return { code: parts.join(""), table };
  }
}

/** Column in the instrumented line → column in the original line (both from 0). */
export function originalColumn(table: InsertionTable, line: number, column: number): number {
  let shift = 0;
  for (const [at, length] of table[line] ?? []) {
    if (at + shift + length <= column) shift += length;
    else if (at + shift <= column) return at;
    else break;
  }
  return column - shift;
}
