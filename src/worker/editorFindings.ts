import type { CodeFix, Finding } from "../analysis/finding";
import { LineIndex } from "../base/lineIndex";
import type { EditorEdit, EditorFinding, EditorFix } from "./messages";

/** Findings for an editor: edits by line and column, with the lines that they were made for. */
export function editorFindings(
  findings: readonly Finding[],
  read: (file: string) => string | undefined,
): readonly EditorFinding[] {
  const texts = new Map<string, TextLines>();
  const linesOf = (file: string) => {
    const known = texts.get(file) ?? new TextLines(read(file) ?? "");
    texts.set(file, known);
    return known;
  };
  const fixOf = ({ title, file, edits }: CodeFix): EditorFix => ({
    title,
    file,
    edits: edits.map((edit) => linesOf(file).edit(edit)),
  });
  return findings.map(({ fix, suggestions, ...rest }) => ({
    ...rest,
    ...(fix && { fix: fixOf(fix) }),
    suggestions: suggestions.map(fixOf),
  }));
}

class TextLines {
  readonly #index: LineIndex;
  readonly #lines: readonly string[];

  constructor(text: string) {
    this.#index = new LineIndex(text);
    this.#lines = text.split(/\r\n|\n|\r/);
  }

  edit({ range, text }: CodeFix["edits"][number]): EditorEdit {
    const start = this.#index.positionAt(range.start);
    const end = this.#index.positionAt(range.end);
    return { start, end, text, lines: this.#lines.slice(start.line - 1, end.line) };
  }
}
