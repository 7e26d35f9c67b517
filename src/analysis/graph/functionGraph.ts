import { relativeTo } from "../../base/paths";
import { edgeKindOf, edgeWords } from "./edgeKinds";
import type {
  FunctionGraph,
  GraphEdge,
  GraphEdgeKind,
  GraphFunction,
  GraphInput,
  GraphNode,
  GraphNodeKind,
  GraphPlace,
  GraphUse,
} from "./graphTypes";

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

/** How a name that is made at run time is shown. */
const madeAtRunTime = "(name made at run time)";

/** The functions of an app and what they do with each other; the same for the same input in any order. */
export function functionGraph({ root, functions, uses }: GraphInput): FunctionGraph {
  const builder = new Builder(root);
  for (const each of inOrder(functions)) if (each.kind !== "other") builder.addFunction(each);
  const others = new Map(inOrder(functions).map((each) => [idOf(each.kind, each.name), each]));
  // An event is found where somebody waits for it, if anybody does.
  const isWait = ({ method }: GraphUse) => method === "waitForExternalEvent";
  const ordered = inOrder(uses);
  for (const use of [...ordered.filter(isWait), ...ordered.filter((each) => !isWait(each))])
    builder.addUse(use, others);
  return builder.graph();
}

class Builder {
  readonly #root: string;
  readonly #nodes = new Map<string, GraphNode>();
  readonly #edges = new Map<string, GraphEdge & { readonly places: GraphPlace[] }>();

  constructor(root: string) {
    this.#root = root;
  }

  addFunction({ kind, name, place }: GraphFunction): string {
    const nodeKind = nodeKindOf(kind);
    return this.#add({ id: idOf(kind, name), kind: nodeKind, name, caption: captions[nodeKind], place });
  }

  addUse(use: GraphUse, functions: ReadonlyMap<string, GraphFunction>): void {
    const to = this.#target(use);
    const users = use.from.flatMap(({ kind, name }) => functions.get(idOf(kind, name)) ?? []);
    const from = users.length ? users.map((user) => this.addFunction(user)) : [this.#code(use.place)];
    for (const id of from) this.#connect(id, to, edgeKindOf(use, users.length > 0 && isOrchestration(id)), use.place);
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
    const edges = [...this.#edges.values()].filter((edge) => !this.#isSaidByOthers(edge));
    edges.sort(
      (one, other) =>
        rankOf(one.from) - rankOf(other.from) || rankOf(one.to) - rankOf(other.to) || compare(one.kind, other.kind),
    );
    return { root: this.#root, nodes, edges };
  }

  /** An entity's id is made for what is done with it next. */
  #isSaidByOthers({ from, to, kind }: GraphEdge): boolean {
    const others = ["callsEntity", "signalsEntity", "readsEntity"] as const;
    return kind === "usesEntity" && others.some((other) => this.#edges.has(keyOf(from, to, other)));
  }

  #target({ kind, name, place }: GraphUse): string {
    const shown = name ?? madeAtRunTime;
    if (kind === "event")
      return this.#add({ id: idOf(kind, shown), kind, name: shown, caption: captions.event, place });
    const id = name === undefined ? `${kind}?` : idOf(kind, name);
    const caption = `unknown ${kind === "orchestration" ? captions.orchestrator : kind}`;
    return this.#add({ id, kind: "unknown", name: shown, caption, place });
  }

  #code(place: GraphPlace): string {
    const name = relativeTo(this.#root, place.file) ?? place.file;
    return this.#add({ id: `code:${name}`, kind: "code", name, caption: captions.code, place });
  }

  #add(node: GraphNode): string {
    if (!this.#nodes.has(node.id)) this.#nodes.set(node.id, node);
    return node.id;
  }

  #connect(from: string, to: string, kind: GraphEdgeKind, place: GraphPlace): void {
    const key = keyOf(from, to, kind);
    const known = this.#edges.get(key);
    if (!known) this.#edges.set(key, { from, to, kind, words: edgeWords[kind], places: [place] });
    else if (!known.places.some((each) => comparePlaces(each, place) === 0)) known.places.push(place);
  }
}

/** Names of functions are the same in any case, as the host compares them; those of events are not. */
function idOf(kind: GraphFunction["kind"] | "event", name: string): string {
  if (kind === "event") return `event:${name}`;
  return `${kind === "other" ? "client" : kind}:${name.toLowerCase()}`;
}

function isOrchestration(id: string): boolean {
  return id.startsWith("orchestration:");
}

function keyOf(from: string, to: string, kind: GraphEdgeKind): string {
  return [from, to, kind].join("\0");
}

function nodeKindOf(kind: GraphFunction["kind"]): "orchestrator" | "client" | "activity" | "entity" {
  if (kind === "orchestration") return "orchestrator";
  return kind === "other" ? "client" : kind;
}

function inOrder<T extends { readonly place: GraphPlace }>(all: readonly T[]): readonly T[] {
  return [...all].sort((one, other) => comparePlaces(one.place, other.place));
}

function comparePlaces(one: GraphPlace, other: GraphPlace): number {
  return compare(one.file, other.file) || one.line - other.line || one.column - other.column;
}

/** By code units, as no locale is to change a text that is kept. */
function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
