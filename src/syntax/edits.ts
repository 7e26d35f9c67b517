import type { TextRange } from "../base/sourcePlace";

/** The stretch in which two texts differ: where it is in the one and in the other. */
export interface ChangedStretch {
  readonly before: TextRange;
  readonly after: TextRange;
}

export function changedStretch(before: string, after: string): ChangedStretch {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before.charCodeAt(start) === after.charCodeAt(start)) start++;
  let tail = 0;
  while (tail < shorter - start && before.at(-1 - tail) === after.at(-1 - tail)) tail++;
  return { before: { start, end: before.length - tail }, after: { start, end: after.length - tail } };
}

/** The whole lines that a stretch touches. */
export function linesAround(text: string, { start, end }: TextRange): TextRange {
  const from = Math.max(text.lastIndexOf("\n", start - 1), text.lastIndexOf("\r", start - 1)) + 1;
  const to = text.slice(end).search(/[\r\n]/);
  return { start: start === 0 ? 0 : from, end: to < 0 ? text.length : end + to };
}

/** The text with spaces in a stretch; lines and what stands behind it stay where they are. */
export function blanked(text: string, { start, end }: TextRange): string {
  return text.slice(0, start) + text.slice(start, end).replace(/[^\r\n]/g, " ") + text.slice(end);
}
