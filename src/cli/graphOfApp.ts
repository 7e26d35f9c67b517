import { functionGraph } from "../analysis/graph/functionGraph";
import type { FunctionGraph } from "../analysis/graph/graphTypes";
import { createLintSession } from "../analysis/lintSession";
import type { SourceFiles } from "../base/ports";

export { mermaidText } from "../analysis/graph/mermaid";

/** The graph of the app in a folder, as its files are on disk. */
export function graphOfApp(files: SourceFiles, root: string): FunctionGraph {
  return functionGraph(createLintSession(files).names().functions(root));
}

/** One line: paths are absolute, lines and columns start at 1. */
export function graphJson({ root, nodes, edges }: FunctionGraph): string {
  const plainNodes = nodes.map(({ id, kind, name, place }) => ({ id, kind, name, ...place }));
  const plainEdges = edges.map(({ from, to, kind, places }) => ({ from, to, kind, places }));
  return `${JSON.stringify({ app: root, nodes: plainNodes, edges: plainEdges })}\n`;
}
