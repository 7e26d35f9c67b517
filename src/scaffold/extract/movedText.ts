import type { TextRange } from "../../base/sourcePlace";
import type { Node } from "../../syntax/nodes";
import { nodesIn } from "./selection";

/** The code of a range at another indentation; lines that belong to a text stay as they are. */
export function movedText(text: string, range: TextRange, nodes: readonly Node[], indent: string): string {
  const start = text.lastIndexOf("\n", range.start - 1) + 1;
  const before = /^[ \t]*/.exec(text.slice(start, range.start))?.[0] ?? "";
  const texts = [...nodesIn(nodes)]
    .filter(({ type }) => type === "TemplateElement" || type === "Literal")
    .map((node) => node.range);
  let offset = range.start;
  return text
    .slice(range.start, range.end)
    .split("\n")
    .map((line, index) => {
      const lineStart = offset;
      offset += line.length + 1;
      if (index === 0) return indent + line;
      const isText = texts.some(([from, to]) => lineStart > from && lineStart <= to);
      return isText || !line.trim() ? line : indent + (line.startsWith(before) ? line.slice(before.length) : line);
    })
    .join("\n");
}
