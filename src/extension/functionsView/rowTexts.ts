import type { GraphNode } from "../../analysis/graph/graphTypes";
import { baseName } from "../../base/paths";
import type { FunctionRow } from "./rows";

/** What a row says. */
export interface RowText {
  readonly label: string;
  readonly description: string;
  readonly tooltip: string;
  /** For screen readers. */
  readonly spoken: string;
}

/** @param findings how many the check has found in the orchestrator */
export function functionText({ node, edges }: FunctionRow, findings: number): RowText {
  const words = edges.map((edge) => edge.words).filter(Boolean);
  const isOdd = node.kind === "unknown" || node.kind === "code";
  const details = [...words, ...(isOdd ? [node.caption] : []), ...(findings ? [findingsText(findings)] : [])];
  const used = edges.flatMap(({ places }) => places.map(({ file, line }) => `${baseName(file)}:${line}`));
  const { file, line } = node.place;
  const where = `${capitalized(node.caption)}, ${baseName(file)}:${line}`;
  return {
    label: node.name,
    description: details.join(" · "),
    tooltip: [where, ...(used.length ? [`Used at ${used.join(", ")}`] : []), ...consequence(node)].join("\n"),
    spoken: [node.name, node.caption, ...details.filter((each) => each !== node.caption)].join(", "),
  };
}

export function findingsText(count: number): string {
  return `${count} ${count === 1 ? "finding" : "findings"}`;
}

function consequence({ kind, caption }: GraphNode): readonly string[] {
  if (kind === "unknown") return [`This app registers no such ${caption.replace("unknown ", "")}.`];
  return kind === "code" ? ["No function of this app is known to run this code."] : [];
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
