import type { TextRange } from "../../base/sourcePlace";
import type { NamedKind } from "./appIndex";

/** So far before the cursor a call is looked for, in UTF-16 units. */
const reach = 400;

const opened = `(["'\`])([^"'\`\\\\\\n$]*)$`;
/** Arguments before the name, without nested calls of calls. */
const otherArgument = `(?:[^,()"'\`]|\\([^()]*\\)|"[^"\\n]*"|'[^'\\n]*'|\`[^\`]*\`)*`;
const typeArguments = `\\s*(?:<[^()]*>)?\\s*\\(\\s*`;

const patterns: readonly (readonly [NamedKind, RegExp])[] = [
  ["activity", new RegExp(`\\bcallActivity(?:WithRetry)?${typeArguments}${opened}`)],
  ["orchestration", new RegExp(`\\b(?:callSubOrchestrator(?:WithRetry)?|startNew)${typeArguments}${opened}`)],
  ["entity", new RegExp(`\\bnew\\s+(?:[\\w$]+\\.)?EntityId${typeArguments}${opened}`)],
  ["event", new RegExp(`\\bwaitForExternalEvent${typeArguments}${opened}`)],
  ["event", new RegExp(`\\braiseEvent${typeArguments}${otherArgument},\\s*${opened}`)],
];

/** The name that is being typed in a call, whether or not the code parses. */
export interface TypedName {
  readonly kind: NamedKind;
  /** Of the text between the quotes; to the cursor where they are not closed. */
  readonly range: TextRange;
}

export function nameBeingTyped(text: string, offset: number): TypedName | undefined {
  const before = text.slice(Math.max(0, offset - reach), offset);
  for (const [kind, pattern] of patterns) {
    const [, quote, typed] = pattern.exec(before) ?? [];
    if (quote === undefined || typed === undefined) continue;
    const rest = /^[^"'`\\\n]*/.exec(text.slice(offset))?.[0] ?? "";
    const isClosed = text[offset + rest.length] === quote;
    return { kind, range: { start: offset - typed.length, end: offset + (isClosed ? rest.length : 0) } };
  }
  return undefined;
}
