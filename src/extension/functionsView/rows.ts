import type { FunctionGraph, GraphEdge, GraphNode, GraphPlace } from "../../analysis/graph/graphTypes";

/** A row of the Functions view. */
export type FunctionsRow =
  | { readonly kind: "app"; readonly graph: FunctionGraph }
  | FunctionRow
  | {
      readonly kind: "rest";
      readonly graph: FunctionGraph;
      readonly title: string;
      readonly nodes: readonly GraphNode[];
    };

export interface FunctionRow {
  readonly kind: "function";
  readonly graph: FunctionGraph;
  readonly node: GraphNode;
  /** What the row above does with it; none at the top. */
  readonly edges: readonly GraphEdge[];
  /** Ids of the nodes above. */
  readonly within: readonly string[];
  /** Of an orchestrator, for `debugReplay`. */
  readonly root?: string;
  readonly orchestrator?: string;
}

/** The topmost rows: orchestrators and what none of them uses, below their app where there are several. */
export function topRows(graphs: readonly FunctionGraph[]): readonly FunctionsRow[] {
  const filled = graphs.filter(({ nodes }) => nodes.length);
  const [only, ...others] = filled;
  if (!only) return [];
  return others.length ? filled.map((graph) => ({ kind: "app", graph })) : rowsOfApp(only);
}

/** Rows below a row. */
export function rowsBelow(row: FunctionsRow): readonly FunctionsRow[] {
  switch (row.kind) {
    case "app":
      return rowsOfApp(row.graph);
    case "rest":
      return row.nodes.map((node) => functionRow(row.graph, node, [], []));
    case "function":
      return rowsOfFunction(row);
  }
}

/** The same for the same row after an edit, so that it stays open and selected. */
export function rowId(row: FunctionsRow): string {
  const { root } = row.graph;
  if (row.kind === "app") return root;
  return row.kind === "rest" ? `${root}/${row.title}` : [root, ...row.within, row.node.id].join("/");
}

function rowsOfApp(graph: FunctionGraph): readonly FunctionsRow[] {
  const ofKind = (...kinds: readonly GraphNode["kind"][]) => graph.nodes.filter(({ kind }) => kinds.includes(kind));
  const used = new Set(graph.edges.map(({ to }) => to));
  const unused = ofKind("activity", "entity").filter(({ id }) => !used.has(id));
  const rest = (title: string, nodes: readonly GraphNode[]) =>
    nodes.length ? [{ kind: "rest", graph, title, nodes } as const] : [];
  return [
    ...ofKind("orchestrator", "subOrchestrator").map((node) => functionRow(graph, node, [], [])),
    ...rest("Clients and Other Code", ofKind("client", "code")),
    ...rest("No Use Found", unused),
  ];
}

/** In the order in which the code does it. */
function rowsOfFunction({ graph, node, within }: FunctionRow): readonly FunctionsRow[] {
  // What calls itself has been shown above.
  if (within.includes(node.id)) return [];
  const byTarget = new Map<string, GraphEdge[]>();
  for (const edge of graph.edges)
    if (edge.from === node.id) byTarget.set(edge.to, [...(byTarget.get(edge.to) ?? []), edge]);
  const nodes = new Map(graph.nodes.map((each) => [each.id, each]));
  return [...byTarget]
    .sort(([, [one]], [, [other]]) => placeOrder(node.place.file, one?.places[0], other?.places[0]))
    .flatMap(([id, edges]) => {
      const target = nodes.get(id);
      return target ? [functionRow(graph, target, edges, [...within, node.id])] : [];
    });
}

/** What stands in the function's own file comes before what its helpers do. */
function placeOrder(own: string, one: GraphPlace | undefined, other: GraphPlace | undefined): number {
  if (!one || !other) return 0;
  const byFile = Number(one.file !== own) - Number(other.file !== own) || (one.file < other.file ? -1 : 1);
  return one.file === other.file ? one.line - other.line || one.column - other.column : byFile;
}

function functionRow(
  graph: FunctionGraph,
  node: GraphNode,
  edges: readonly GraphEdge[],
  within: readonly string[],
): FunctionRow {
  const isOrchestrator = node.kind === "orchestrator" || node.kind === "subOrchestrator";
  const target = isOrchestrator ? { root: graph.root, orchestrator: node.name } : {};
  return { kind: "function", graph, node, edges, within, ...target };
}
