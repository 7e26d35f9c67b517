/** A token of JavaScript or TypeScript, as far as names of functions need it. */
export interface Token {
  /** `string`: with its value as text (template literals without `${}` too); `other`: regular expressions, templates. */
  readonly kind: "name" | "string" | "number" | "punctuator" | "other";
  readonly text: string;
  /** 1-based. */
  readonly line: number;
  readonly start: number;
  readonly end: number;
}

/** After these names a slash begins a regular expression. */
const beforeExpression = new Set(
  "return typeof instanceof in of new delete void throw case do else yield await default".split(" "),
);

/** Splits source text into tokens, past comments. Never throws: what is broken ends up as some token or other. */
export function scan(text: string): readonly Token[] {
  return new Scanner(text).run();
}

class Scanner {
  private readonly text: string;
  private readonly tokens: Token[] = [];
  private position = 0;
  private line = 1;

  constructor(text: string) {
    this.text = text;
  }

  run(): readonly Token[] {
    while (this.position < this.text.length) this.next();
    return this.tokens;
  }

  private next(): void {
    const character = this.text.charAt(this.position);
    const pair = this.text.substring(this.position, this.position + 2);
    if (/\s/.test(character)) this.advance(1);
    else if (pair === "//" || (pair === "#!" && this.position === 0)) this.skipTo("\n");
    else if (pair === "/*") this.skipTo("*/");
    else if (character === '"' || character === "'") this.quoted(character);
    else if (character === "`") this.template();
    else if (character === "/" && this.mayBeginExpression()) this.regularExpression();
    else if (/[\p{ID_Start}$_]/u.test(character)) this.match("name", /[\p{ID_Continue}$\u200c\u200d]+/uy);
    else if (/[0-9]/.test(character)) this.match("number", /[\w.]+/y);
    else this.add("punctuator", character, 1);
  }

  private add(kind: Token["kind"], text: string, length: number): void {
    this.tokens.push({ kind, text, line: this.line, start: this.position, end: this.position + length });
    this.advance(length);
  }

  private advance(length: number): void {
    const end = Math.min(this.position + length, this.text.length);
    for (; this.position < end; this.position++) if (this.text[this.position] === "\n") this.line++;
  }

  private skipTo(end: string): void {
    const found = this.text.indexOf(end, this.position + 2);
    this.advance(found < 0 ? this.text.length : found + end.length - this.position);
  }

  private match(kind: Token["kind"], pattern: RegExp): void {
    pattern.lastIndex = this.position;
    const text = pattern.exec(this.text)?.[0] ?? this.text.charAt(this.position);
    this.add(kind, text, text.length);
  }

  private quoted(quote: string): void {
    let end = this.position + 1;
    while (end < this.text.length && this.text[end] !== quote && this.text[end] !== "\n")
      end += this.text[end] === "\\" ? 2 : 1;
    this.add("string", unescapeLiteral(this.text.slice(this.position + 1, end)), end + 1 - this.position);
  }

  /** Code inside `${}` is scanned too: a function may be registered there, if nobody does. */
  private template(): void {
    const start = this.position;
    let end = start + 1;
    while (end < this.text.length && this.text[end] !== "`") {
      if (this.text.startsWith("${", end)) {
        this.templateWithCode(start, end);
        return;
      }
      end += this.text[end] === "\\" ? 2 : 1;
    }
    this.add("string", unescapeLiteral(this.text.slice(start + 1, end)), end + 1 - start);
  }

  private templateWithCode(start: number, firstCode: number): void {
    this.add("other", "`", firstCode - start);
    while (this.position < this.text.length && this.text[this.position] !== "`") {
      if (this.text.startsWith("${", this.position)) this.templateCode();
      else this.advance(this.text[this.position] === "\\" ? 2 : 1);
    }
    this.advance(1);
    this.tokens.push({ kind: "other", text: "`", line: this.line, start: this.position - 1, end: this.position });
  }

  private templateCode(): void {
    this.add("punctuator", "{", 2);
    for (let depth = 1; depth > 0 && this.position < this.text.length;) {
      const character = this.text[this.position];
      if (character === "{") depth++;
      if (character === "}") depth--;
      this.next();
    }
  }

  private regularExpression(): void {
    let end = this.position + 1;
    for (let inClass = false; end < this.text.length; end++) {
      const character = this.text[end];
      if (character === "\n" || (character === "/" && !inClass)) break;
      if (character === "\\") end++;
      else if (character === "[") inClass = true;
      else if (character === "]") inClass = false;
    }
    this.add("other", "/", end + 1 - this.position);
  }

  private mayBeginExpression(): boolean {
    const last = this.tokens.at(-1);
    if (!last) return true;
    if (last.kind === "name") return beforeExpression.has(last.text);
    return last.kind === "punctuator" && !/[)\]}]/.test(last.text);
  }
}

/** The value of a literal; only the escapes that names may sensibly have. */
function unescapeLiteral(raw: string): string {
  return raw.replace(
    /\\(?:u\{([0-9a-fA-F]+)\}|u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|([^]))/g,
    (whole, ...groups: string[]) => {
      const [braced, four, two, character] = groups;
      const code = braced ?? four ?? two;
      if (code !== undefined) {
        const point = Number.parseInt(code, 16);
        return point <= 0x10ffff ? String.fromCodePoint(point) : whole;
      }
      return { n: "\n", t: "\t", r: "\r", "\n": "" }[character ?? ""] ?? character ?? "";
    },
  );
}
