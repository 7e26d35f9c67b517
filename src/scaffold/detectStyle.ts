import type { CodeStyle } from "./style";

/** As the official templates are written. */
export const defaultStyle: CodeStyle = { indent: "    ", quote: "'", semicolons: true, lineEnd: "\n" };

/** Style by what most of the given texts do; `preferred` is what configuration files say, which counts over it. */
export function detectStyle(texts: readonly string[], preferred: Partial<CodeStyle> = {}): CodeStyle {
  const all = texts.join("\n");
  return {
    indent: preferred.indent ?? indentOf(texts) ?? defaultStyle.indent,
    quote: preferred.quote ?? quoteOf(all) ?? defaultStyle.quote,
    semicolons: preferred.semicolons ?? semicolonsIn(all) ?? defaultStyle.semicolons,
    lineEnd: preferred.lineEnd ?? lineEndOf(all) ?? defaultStyle.lineEnd,
  };
}

/** The step by which lines are indented most often beyond the line before. */
function indentOf(texts: readonly string[]): string | undefined {
  const counts = new Map<string, number>();
  for (const text of texts) {
    let before = "";
    for (const line of text.split(/\r?\n/)) {
      // Continued comments are indented by one more.
      if (line.trim() === "" || /^\s*\*/.test(line)) continue;
      const indent = /^[ \t]*/.exec(line)?.[0] ?? "";
      const step = indent.startsWith(before) ? indent.slice(before.length) : "";
      if (/^(\t| {2}| {3}| {4}| {8})$/.test(step)) counts.set(step, (counts.get(step) ?? 0) + 1);
      before = indent;
    }
  }
  return mostOf(counts);
}

function quoteOf(text: string): CodeStyle["quote"] | undefined {
  const count = (pattern: RegExp) => text.match(pattern)?.length ?? 0;
  const single = count(/'[^'"\n]*'/g);
  const double = count(/"[^'"\n]*"/g);
  return single === double ? undefined : single > double ? "'" : '"';
}

/** Judged by lines that would end a statement. */
function semicolonsIn(text: string): boolean | undefined {
  const ends = text
    .split(/\r?\n/)
    .filter((line) => /^\s*(const|let|return|import|yield|await|throw)\b.*[\w)\]'"`;]$/.test(line));
  if (!ends.length) return undefined;
  const withOne = ends.filter((line) => line.endsWith(";")).length;
  return withOne * 2 >= ends.length;
}

function lineEndOf(text: string): CodeStyle["lineEnd"] | undefined {
  const all = text.match(/\r?\n/g) ?? [];
  const long = all.filter((end) => end === "\r\n").length;
  return all.length < 2 ? undefined : long * 2 > all.length ? "\r\n" : "\n";
}

function mostOf(counts: ReadonlyMap<string, number>): string | undefined {
  return [...counts].sort(([, one], [, other]) => other - one)[0]?.[0];
}
