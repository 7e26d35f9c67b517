import path from "node:path";

/** Where a command writes to. Standard output is for results only. */
export interface Terminal {
  readonly out: (text: string) => void;
  readonly error: (text: string) => void;
  /** Colours for people; false when the output goes elsewhere or NO_COLOR is set. */
  readonly hasColours: boolean;
}

const codes = { red: 31, green: 32, yellow: 33, blue: 34, dim: 2, bold: 1 } as const;
export type Paint = (style: keyof typeof codes, text: string) => string;

export function painter(hasColours: boolean): Paint {
  return (style, text) => (hasColours ? `\u001b[${codes[style]}m${text}\u001b[0m` : text);
}

/** Text of the user's data as a terminal may safely show it: no control characters but line breaks and tabs. */
export function printable(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu, (character) =>
    character === "\n" || character === "\t"
      ? character
      : `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/** A text with the paths below a folder shown relative to it, as those of places are. */
export function relativePaths(text: string, folder: string): string {
  const below = folder.endsWith(path.sep) ? folder : `${folder}${path.sep}`;
  if (below.length < 2) return text;
  return text
    .split(below)
    .reduce((shown, rest) => (/[\w.\-/\\]$/.test(shown) ? `${shown}${below}${rest}` : `${shown}${rest}`));
}

/** A value on one line, cut after `length` characters. */
export function shortValue(value: unknown, length = 80): string {
  // JSON has no text for undefined.
  const json = JSON.stringify(value) as string | undefined;
  const characters = Array.from(printable(json ?? "undefined"));
  return characters.length > length ? `${characters.slice(0, length - 1).join("")}…` : characters.join("");
}
