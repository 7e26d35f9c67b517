import type { Node } from "../../syntax/nodes";

/** The white space before the line that a node begins in. */
export function indentationOf(source: string, node: Node): string {
  const line = source.lastIndexOf("\n", node.range[0] - 1) + 1;
  return /^\s*/.exec(source.slice(line, node.range[0]))?.[0] ?? "";
}
