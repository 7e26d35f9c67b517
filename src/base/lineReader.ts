const newline = 10;

/** Cuts a byte stream into lines of UTF-8 text; chunks may end anywhere, also within a character. */
export class LineReader {
  private readonly onLine: (line: string) => void;
  private readonly decoder = new TextDecoder();
  private text = "";

  constructor(onLine: (line: string) => void) {
    this.onLine = onLine;
  }

  push(chunk: Uint8Array): void {
    let start = 0;
    for (let end = chunk.indexOf(newline); end >= 0; end = chunk.indexOf(newline, start)) {
      const line = this.text + this.decoder.decode(chunk.subarray(start, end), { stream: true });
      this.text = "";
      start = end + 1;
      if (line) this.onLine(line);
    }
    this.text += this.decoder.decode(chunk.subarray(start), { stream: true });
  }
}
