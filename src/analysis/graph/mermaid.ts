import type { FunctionGraph, GraphEdge, GraphNode, GraphNodeKind } from "./graphTypes";

interface Look {
  /** What stands around the label; shapes differ, so that colour is never all that tells kinds apart. */
  readonly shape: readonly [open: string, close: string];
  /** Readable on light and on dark pages, as GitHub has both. */
  readonly style: string;
}

const looks: Readonly<Record<GraphNodeKind, Look>> = {
  client: { shape: ["([", "])"], style: "fill:#e8eaed,stroke:#5f6368,color:#111111" },
  code: { shape: ["[/", "/]"], style: "fill:#ffffff,stroke:#5f6368,color:#111111" },
  orchestrator: { shape: ["[[", "]]"], style: "fill:#d2e3fc,stroke:#1a56c4,color:#111111,stroke-width:2px" },
  subOrchestrator: { shape: ["[[", "]]"], style: "fill:#e8f0fe,stroke:#1a56c4,color:#111111" },
  activity: { shape: ["(", ")"], style: "fill:#d8f0df,stroke:#137333,color:#111111" },
  entity: { shape: ["[(", ")]"], style: "fill:#ede0fa,stroke:#7627bb,color:#111111" },
  event: { shape: ["{{", "}}"], style: "fill:#fdecc8,stroke:#9a5b00,color:#111111" },
  unknown: { shape: ["[", "]"], style: "fill:#fde0dd,stroke:#b3261e,color:#111111,stroke-dasharray:4 3" },
};

/** A graph as a Mermaid flowchart: the same text for the same graph, so that it can be kept and compared. */
export function mermaidText({ nodes, edges }: FunctionGraph): string {
  const ids = mermaidIds(nodes);
  const used = new Set(nodes.map(({ kind }) => kind));
  const lines = [
    ...nodes.map((node) => nodeLine(node, ids.get(node.id) ?? "")),
    ...edges.map((edge) => edgeLine(edge, ids)),
    ...Object.entries(looks).flatMap(([kind, { style }]) =>
      used.has(kind as GraphNodeKind) ? [`classDef ${kind} ${style}`] : [],
    ),
  ];
  const body = lines.length ? lines : ["%% No durable function was found."];
  return ["flowchart LR", ...body.map((line) => `  ${line}`), ""].join("\n");
}

function nodeLine({ kind, name, caption }: GraphNode, id: string): string {
  const [open, close] = looks[kind].shape;
  const label = kind === "unknown" ? `${name} (${caption})` : name;
  return `${id}${open}"${mermaidLabel(label)}"${close}:::${kind}`;
}

/** What waits is drawn behind what it waits for, as time runs from left to right. */
function edgeLine({ from, to, kind, words }: GraphEdge, ids: ReadonlyMap<string, string>): string {
  const isWait = kind === "waitsFor";
  const [first = "", second = ""] = (isWait ? [to, from] : [from, to]).map((id) => ids.get(id));
  const isCall = kind.startsWith("calls") || kind.startsWith("subOrchestration");
  const label = isWait ? "awaited by" : words;
  return `${first} ${isCall ? "-->" : "-.->"}${label && `|${label}|`} ${second}`;
}

/** Of letters, digits and underscores, and never a word of Mermaid's own. */
function mermaidIds(nodes: readonly GraphNode[]): ReadonlyMap<string, string> {
  const ids = new Map<string, string>();
  const taken = new Set<string>();
  for (const { id } of nodes) {
    const plain = id.replaceAll(/\W/g, "_");
    let free = plain;
    for (let count = 2; taken.has(free); count++) free = `${plain}_${count}`;
    taken.add(free);
    ids.set(id, free);
  }
  return ids;
}

/** Letters, digits and brackets; between them single signs that mean nothing there (`www.` would become a link). */
const harmless = /((?<=[\p{L}\p{N})])(?<!\bwww)[ _./-](?=[\p{L}\p{N}(])|[\p{L}\p{N}()])|[^]/gu;

/**
 * A label to be put between quotes: what may mean something to Mermaid, to Markdown in it, or to HTML is written as the
 * number of its character.
 */
export function mermaidLabel(text: string): string {
  return text.replaceAll(harmless, (character, plain?: string) => plain ?? `#${numberOf(character)};`);
}

/** Half a surrogate pair has none of its own. */
function numberOf(character: string): number {
  const number = character.codePointAt(0) ?? 0;
  return number >= 0xd800 && number <= 0xdfff ? 0xfffd : number;
}
