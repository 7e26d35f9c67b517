import { Graph, layout } from "@dagrejs/dagre";
import type { EdgeLabel, GraphLabel, NodeLabel } from "@dagrejs/dagre";
import type { FunctionGraph, GraphEdge, GraphNode } from "../../analysis/graph/graphTypes";
import { arrowPath, columnAt, columnsOf, loopPath } from "./arrows";
import type { Box, Point, Size } from "./geometry";

/** A node and its middle. */
export interface PlacedNode extends Box {
  readonly node: GraphNode;
}

/** An arrow: all that one node does with another. */
export interface PlacedArrow {
  readonly edges: readonly GraphEdge[];
  /** An SVG path. */
  readonly path: string;
  readonly label: string;
  /** Middle of the label. */
  readonly labelAt: Point;
}

export interface Picture extends Size {
  /** In reading order: column by column, each from above. */
  readonly nodes: readonly PlacedNode[];
  readonly arrows: readonly PlacedArrow[];
}

export interface Measure {
  node(node: GraphNode): Size;
  label(text: string): Size;
}

const spacing: GraphLabel = { rankdir: "LR", nodesep: 18, edgesep: 14, ranksep: 56, marginx: 16, marginy: 16 };

/** Places nodes in layers from left to right, so that few arrows cross. */
export function placeGraph({ nodes, edges }: FunctionGraph, measure: Measure): Picture {
  const graph = new Graph<GraphLabel, NodeLabel, EdgeLabel>();
  graph.setGraph({ ...spacing });
  for (const node of nodes) graph.setNode(node.id, { ...measure.node(node) });
  const arrows = arrowsOf(edges);
  for (const { from, to, label } of arrows)
    graph.setEdge(from, to, { labelpos: "c", ...(label && measure.label(label)) });
  layout(graph);
  const placed = nodes.map((node) => ({ node, ...boxOf(graph.node(node.id)) }));
  placed.sort((one, other) => leftOf(one) - leftOf(other) || one.y - other.y);
  const { width = 0, height = 0 } = graph.graph();
  const boxes = new Map(placed.map((each) => [each.node.id, each]));
  const columns = columnsOf(placed);
  const drawn = arrows.flatMap(({ from, to, edges: all, label }): PlacedArrow[] => {
    const [source, target] = [boxes.get(from), boxes.get(to)];
    if (!source || !target) return [];
    const { points = [], x = 0, y = 0 } = graph.edge(from, to);
    // Between layers stand labels: an arrow without one need not bend there.
    const through = points.slice(1, -1).filter((point) => label !== "" || columnAt(columns, point));
    const path = source === target ? loopPath(source, y) : arrowPath(source, target, through, columns);
    return [{ edges: all, label, labelAt: { x, y }, path }];
  });
  return { nodes: placed, arrows: drawn, width, height };
}

function boxOf({ x = 0, y = 0, width, height }: NodeLabel): Box {
  return { x, y, width, height };
}

function leftOf({ x, width }: PlacedNode): number {
  return Math.round(x - width / 2);
}

interface Arrow {
  readonly from: string;
  readonly to: string;
  readonly edges: readonly GraphEdge[];
  readonly label: string;
}

/** One for all that a node does with another. What waits stands behind what it waits for, as time runs to the right. */
function arrowsOf(edges: readonly GraphEdge[]): readonly Arrow[] {
  const arrows = new Map<string, Arrow>();
  for (const edge of edges) {
    const isWait = edge.kind === "waitsFor";
    const [from, to] = isWait ? [edge.to, edge.from] : [edge.from, edge.to];
    const key = `${from}\0${to}`;
    const known = arrows.get(key);
    const label = [known?.label, isWait ? "awaited by" : edge.words].filter(Boolean).join(", ");
    arrows.set(key, { from, to, edges: [...(known?.edges ?? []), edge], label });
  }
  return [...arrows.values()];
}
