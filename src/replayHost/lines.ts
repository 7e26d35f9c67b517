/** Cuts a byte stream into lines; chunks may end anywhere, also within a character. */
export class LineReader {
  private readonly onLine: (line: string) => void;
  private parts: Buffer[] = [];

  constructor(onLine: (line: string) => void) {
    this.onLine = onLine;
  }

  push(chunk: Buffer): void {
    let start = 0;
    for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, start)) {
      const line = Buffer.concat([...this.parts, chunk.subarray(start, end)]).toString("utf8");
      this.parts = [];
      start = end + 1;
      if (line) this.onLine(line);
    }
    if (start < chunk.length) this.parts.push(chunk.subarray(start));
  }
}
