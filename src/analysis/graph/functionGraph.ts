import { relativeTo } from "../../base/paths";
import type { SourcePlace } from "../../base/sourcePlace";
import { isTestFile, mayBeTestFile } from "../names/testFiles";
import type { AppFunction, AppIndex, NamedKind, NameUse } from "../names/appIndex";
import { edgeKindsOf, edgeWords } from "./edgeKinds";
import type { FunctionGraph, GraphEdge, GraphEdgeKind, GraphNode, GraphNodeKind, GraphPlace } from "./graphTypes";

/** The order in which kinds are listed. */
const kinds: readonly GraphNodeKind[] = [
  ...(["client", "code", "orchestrator", "subOrchestrator"] as const),
  ...(["activity", "entity", "event", "unknown"] as const),
];

const captions: Readonly<Record<Exclude<GraphNodeKind, "unknown">, string>> = {
  client: "client",
  code: "other code",
  orchestrator: "orchestrator",
  subOrchestrator: "sub-orchestrator",
  activity: "activity",
  entity: "entity",
  event: "event",
};

const nodeKinds = { orchestration: "orchestrator", activity: "activity", entity: "entity", other: "client" } as const;

/**
 * The functions of an app and what they do with each other; the same for the same app in whatever order it was read.
 * Functions of other triggers are part of it when they have to do with durable ones; tests are not.
 */
export function functionGraph({ root, ...app }: Pick<AppIndex, "root" | "functions" | "uses">): FunctionGraph {
  const pathOf = ({ place }: { readonly place: SourcePlace }) => relativeTo(root, place.file) ?? place.file;
  const functions = app.functions.filter((each) => each.functionJson !== undefined || !isTestFile(pathOf(each)));
  const builder = new Builder(root, inOrder(functions));
  const uses = app.uses.filter(
    (each) => !isTestFile(pathOf(each)) && (each.from.length > 0 || !mayBeTestFile(pathOf(each))),
  );
  // An event is found where somebody waits for it, if anybody does.
  const isWait = ({ method }: NameUse) => method === "waitForExternalEvent";
  const ordered = inOrder(uses);
  for (const use of ordered.filter(isWait)) builder.addUse(use);
  for (const use of ordered.filter((each) => !isWait(each))) builder.addUse(use);
  return builder.graph();
}

class Builder {
  readonly #root: string;
  /** By name in lower case. */
  readonly #functions = new Map<string, AppFunction[]>();
  readonly #nodes = new Map<string, GraphNode>();
  readonly #edges = new Map<string, GraphEdge & { readonly places: GraphPlace[] }>();

  constructor(root: string, functions: readonly AppFunction[]) {
    this.#root = root;
    for (const each of functions) {
      const name = each.name.toLowerCase();
      this.#functions.set(name, [...(this.#functions.get(name) ?? []), each]);
      if (each.kind !== "other") this.#addFunction(each);
    }
  }

  addUse(use: NameUse): void {
    const to = this.#target(use);
    const users = use.from.flatMap((name) => this.#functions.get(name.toLowerCase()) ?? []);
    const from = users.length ? users.map((user) => this.#addFunction(user)) : [this.#code(use)];
    for (const id of new Set(from))
      for (const kind of edgeKindsOf(use)) this.#connect(id, to, kind, placeOf(use.place));
  }

  graph(): FunctionGraph {
    const called = new Set<string>();
    for (const { to, kind } of this.#edges.values()) if (kind.startsWith("subOrchestration")) called.add(to);
    const nodes = [...this.#nodes.values()].map((node) =>
      node.kind === "orchestrator" && called.has(node.id)
        ? { ...node, kind: "subOrchestrator" as const, caption: captions.subOrchestrator }
        : node,
    );
    nodes.sort((one, other) => kinds.indexOf(one.kind) - kinds.indexOf(other.kind) || compare(one.id, other.id));
    const rank = new Map(nodes.map(({ id }, index) => [id, index]));
    const rankOf = (id: string) => rank.get(id) ?? 0;
    const edges = [...this.#edges.values()].sort(
      (one, other) =>
        rankOf(one.from) - rankOf(other.from) || rankOf(one.to) - rankOf(other.to) || compare(one.kind, other.kind),
    );
    return { root: this.#root, nodes, edges };
  }

  #addFunction({ kind, name, place, handler }: AppFunction): string {
    const nodeKind = nodeKinds[kind];
    return this.#add({ id: idOf(kind, name), kind: nodeKind, name, caption: captions[nodeKind] }, handler ?? place);
  }

  #target({ kind, name, place }: NameUse): string {
    const id = idOf(kind, name);
    if (kind === "event") return this.#add({ id, kind, name, caption: captions.event }, place);
    return this.#add({ id, kind: "unknown", name, caption: `unknown ${nodeKinds[kind]}` }, place);
  }

  #code({ place }: NameUse): string {
    const name = relativeTo(this.#root, place.file) ?? place.file;
    return this.#add({ id: `code:${name}`, kind: "code", name, caption: captions.code }, place);
  }

  #add(node: Omit<GraphNode, "place">, place: SourcePlace): string {
    if (!this.#nodes.has(node.id)) this.#nodes.set(node.id, { ...node, place: placeOf(place) });
    return node.id;
  }

  #connect(from: string, to: string, kind: GraphEdgeKind, place: GraphPlace): void {
    const key = [from, to, kind].join("\0");
    const known = this.#edges.get(key);
    if (!known) this.#edges.set(key, { from, to, kind, words: edgeWords[kind], places: [place] });
    else known.places.push(place);
  }
}

/** Names of functions are the same in any case, as the host compares them; those of events are not. */
function idOf(kind: NamedKind | "other", name: string): string {
  if (kind === "event") return `event:${name}`;
  return `${kind === "other" ? "client" : kind}:${name.toLowerCase()}`;
}

function placeOf({ file, start }: SourcePlace): GraphPlace {
  return { file, line: start.line, column: start.column };
}

function inOrder<T extends { readonly place: SourcePlace; readonly name: string }>(all: readonly T[]): readonly T[] {
  return [...all].sort(
    (one, other) =>
      compare(one.place.file, other.place.file) ||
      one.place.range.start - other.place.range.start ||
      compare(one.name, other.name),
  );
}

/** By code units, as no locale is to change a text that is kept. */
function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
