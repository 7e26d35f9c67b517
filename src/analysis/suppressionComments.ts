import type { TextRange } from "../base/sourcePlace";
import type { RuleId, TextEdit } from "./finding";

/** A comment that says which rules are not to be reported where. */
export interface Suppression {
  /** The comment. */
  readonly range: TextRange;
  /** Of the line that it is about, from 1; undefined: the whole file. */
  readonly line?: number;
  readonly rules: readonly NamedRule[];
  readonly hasReason: boolean;
  /** Why it turns off nothing: it is for the whole file and not where that counts, or no word is known for what it asks. */
  readonly fault?: "misplaced" | "unknownWord";
}

export interface NamedRule {
  readonly id: RuleId;
  readonly range: TextRange;
}

/** What the parsers give of a comment. */
export interface Comment {
  readonly type: string;
  /** Without the marks of the comment. */
  readonly value: string;
  readonly range: readonly [number, number];
  readonly loc: { readonly start: { readonly line: number }; readonly end: { readonly line: number } };
}

const directive = /^([\s*]*durable-((?:en|dis)able[\w-]*)(?=[\s:]|$)\s*)([^]*)$/;
/** What stands before a reason: a colon, or what ESLint has there. */
const beforeReason = /:|(?<=\s)--(?=\s)/;

/**
 * `// durable-disable-next-line no-wall-clock, no-random: reason`, `// durable-disable-line …` behind the code, and
 * `/* durable-disable … *\/` for the whole file, before its code.
 * @param codeStart offset of the first code
 */
export function suppressionsIn(comments: readonly Comment[], codeStart: number): readonly Suppression[] {
  return comments.flatMap((comment) => {
    const [, head = "", word, rest = ""] = directive.exec(comment.value) ?? [];
    if (word === undefined) return [];
    const [list = "", ...reason] = rest.split(beforeReason);
    const fault = faultOf(word, comment, codeStart);
    const { start, end } = comment.loc;
    const line = word === "disable-line" ? start.line : end.line + 1;
    return {
      range: { start: comment.range[0], end: comment.range[1] },
      ...(word !== "disable" && { line }),
      ...(fault && { fault }),
      rules: namesIn(list, comment.range[0] + "//".length + head.length),
      hasReason: reason.some((each) => /[^\s*]/.test(each)),
    };
  });
}

function faultOf(word: string, { type, range }: Comment, codeStart: number): Suppression["fault"] {
  if (!/^disable(-next-line|-line)?$/.test(word)) return "unknownWord";
  return word === "disable" && (type !== "Block" || range[0] > codeStart) ? "misplaced" : undefined;
}

function namesIn(list: string, start: number): readonly NamedRule[] {
  return [...list.matchAll(/[^\s,*]+/g)].map(({ 0: written, index }) => ({
    // As ESLint names them.
    id: written.replace(/^durable-toolkit\//, ""),
    range: { start: start + index, end: start + index + written.length },
  }));
}

/** An edit that leaves no empty line, and no spaces behind the code. */
export function withoutComment(text: string, { range }: Suppression): TextEdit {
  const before = text.slice(0, range.start).search(/[ \t]*$/);
  const isAlone = before === 0 || /[\r\n]/.test(text.charAt(before - 1));
  const [, after = ""] = /^([ \t]*(?:\r\n|\n|\r)?)/.exec(text.slice(range.end)) ?? [];
  return { range: { start: before, end: isAlone ? range.end + after.length : range.end }, text: "" };
}

/** An edit that takes a name out of the list, with one comma. */
export function withoutName(text: string, { range }: NamedRule): TextEdit {
  const [behind] = /^\s*,\s*/.exec(text.slice(range.end)) ?? [];
  if (behind !== undefined) return { range: { start: range.start, end: range.end + behind.length }, text: "" };
  const [ahead = ""] = /,\s*$/.exec(text.slice(0, range.start)) ?? [];
  return { range: { start: range.start - ahead.length, end: range.end }, text: "" };
}
