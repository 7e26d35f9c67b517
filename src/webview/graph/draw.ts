import type { GraphEdge, GraphNode, GraphPlace } from "../../analysis/graph/graphTypes";
import { baseName } from "../../base/paths";
import type { Picture, PlacedArrow, PlacedNode } from "./layout";
import { shapeOf } from "./shapes";

const svgNamespace = "http://www.w3.org/2000/svg";
/** Longer names are cut in the picture; they are whole on hover and to screen readers. */
const longestName = 42;

/** All of a picture as elements; `data-id` of a node is its id. */
export function drawPicture(picture: Picture): readonly SVGElement[] {
  const names = new Map(picture.nodes.map(({ node }) => [node.id, node.name]));
  const nameOf = (id: string) => names.get(id) ?? id;
  const edges = picture.arrows.flatMap((arrow) => arrow.edges);
  return [
    svg("defs", {}, arrowhead()),
    ...picture.arrows.map((arrow) => drawArrow(arrow, nameOf)),
    ...picture.nodes.map((placed) =>
      drawNode(
        placed,
        edges.filter(({ from }) => from === placed.node.id),
        nameOf,
      ),
    ),
  ];
}

/** As it is written in the picture. */
export function shownName({ name }: GraphNode): string {
  return name.length > longestName ? `${name.slice(0, longestName - 1)}…` : name;
}

function drawNode(placed: PlacedNode, edges: readonly GraphEdge[], nameOf: (id: string) => string): SVGElement {
  const { node, x, y } = placed;
  // A drum has its lid above the text.
  const below = node.kind === "entity" ? 4 : 0;
  const does = edges.map(({ words, to }) => `${words || "calls"} ${nameOf(to)}`);
  return svg(
    "g",
    {
      class: `node ${node.kind}`,
      "data-id": node.id,
      tabindex: "0",
      role: "button",
      "aria-label": [`${node.name}, ${node.caption}`, ...does].join(", "),
      transform: `translate(${x},${y})`,
    },
    svg("title", {}, `${node.name}\n${node.caption}, ${textOf(node.place)}`),
    svg("path", { class: "shape", d: shapeOf(node.kind, placed) }),
    svg("text", { class: "name", y: String(below - 1) }, shownName(node)),
    svg("text", { class: "caption", y: String(below + 14) }, node.caption),
  );
}

/** What it says is part of its node's label: screen readers need not read it twice. */
function drawArrow({ edges, path, label, labelAt }: PlacedArrow, nameOf: (id: string) => string): SVGElement {
  const lines = edges.map(
    ({ from, to, words, places }) =>
      `${nameOf(from)} ${words || "calls"} ${nameOf(to)}: ${places.map(textOf).join(", ")}`,
  );
  const isCall = edges.some(({ kind }) => kind.startsWith("calls") || kind.startsWith("subOrchestration"));
  return svg(
    "g",
    {
      class: isCall ? "arrow" : "arrow loose",
      "aria-hidden": "true",
      "data-ends": JSON.stringify(edges.flatMap(({ from, to }) => [from, to])),
    },
    svg("title", {}, lines.join("\n")),
    svg("path", { class: "line", d: path, "marker-end": "url(#arrowhead)" }),
    ...(label ? [svg("text", { class: "label", x: String(labelAt.x), y: String(labelAt.y) }, label)] : []),
  );
}

function arrowhead(): SVGElement {
  const size = { markerWidth: "9", markerHeight: "8", refX: "9", refY: "4" };
  const way = { markerUnits: "userSpaceOnUse", orient: "auto" };
  return svg("marker", { id: "arrowhead", ...size, ...way }, svg("path", { class: "tip", d: "M0,0.5L9,4L0,7.5Z" }));
}

function textOf({ file, line }: GraphPlace): string {
  return `${baseName(file)}:${line}`;
}

function svg(
  name: string,
  attributes: Readonly<Record<string, string>>,
  ...children: readonly (SVGElement | string)[]
): SVGElement {
  const element = document.createElementNS(svgNamespace, name);
  for (const [attribute, value] of Object.entries(attributes)) element.setAttribute(attribute, value);
  element.append(...children);
  return element;
}
