import type { TextRange } from "../../base/sourcePlace";
import type { CallGraph, GraphNode } from "./callGraph";
import { idOf, type Call, type Calls, type FunctionPlace } from "./calls";
import type { Orchestrator } from "./orchestrators";

/** A call on the way from an orchestrator to a function: where it is written, and what it runs. */
export interface RouteCall {
  readonly file: string;
  readonly range: TextRange;
  readonly target: FunctionPlace;
  /** It only logs, judging by its name. */
  readonly isLogging: boolean;
}

/** How an orchestrator comes to run a function; no calls: the function is part of it. */
export interface Route {
  readonly orchestrator: Orchestrator;
  readonly calls: readonly RouteCall[];
  /** Those that the calls are written in or lead to. */
  readonly files: ReadonlySet<string>;
}

/** One call of a node, by its place among the calls. */
interface Step {
  readonly from: GraphNode;
  readonly index: number;
}

/** An orchestrator with the functions written in it that run, and the calls that lead out of them. */
interface Body {
  readonly orchestrator: Orchestrator;
  /** Its place among all. */
  readonly index: number;
  readonly nodes: ReadonlySet<GraphNode>;
  readonly direct: readonly Step[];
}

/** A way by its steps, whose calls may come to stand elsewhere. */
class KnownWay {
  readonly #orchestrator: Orchestrator;
  readonly #steps: readonly Step[];
  #calls: readonly (Call | undefined)[] = [];
  #route: Route | undefined;

  constructor(orchestrator: Orchestrator, steps: readonly Step[]) {
    this.#orchestrator = orchestrator;
    this.#steps = steps;
  }

  /** The same object as long as its calls stand where they stand. */
  get route(): Route {
    const isAsBefore = this.#route && this.#steps.every(({ from, index }, at) => from.calls[index] === this.#calls[at]);
    if (this.#route && isAsBefore) return this.#route;
    const calls = this.#steps.flatMap(callAt);
    const files = new Set(calls.flatMap(({ file, target }) => [file, target.file]));
    this.#calls = this.#steps.map(({ from, index }) => from.calls[index]);
    return (this.#route = { orchestrator: this.#orchestrator, calls, files });
  }
}

/** The shortest way to a function from each call of each orchestrator. Ways are kept until calls lead elsewhere. */
export class Routes {
  readonly #graph: CallGraph;
  readonly #calls: Calls;
  readonly #known = new Map<GraphNode, readonly KnownWay[]>();
  #callers: ReadonlyMap<GraphNode, readonly GraphNode[]> = new Map();
  /** Where orchestrators begin: what one does is found in itself, not once more in another that calls it. */
  #beginnings: ReadonlySet<GraphNode> = new Set();
  /** Those that a function is part of, and those that call it, in the order of the orchestrators. */
  #bodiesAt: ReadonlyMap<GraphNode, readonly Body[]> = new Map();
  #state = "";

  constructor(graph: CallGraph, calls: Calls) {
    this.#graph = graph;
    this.#calls = calls;
  }

  /** To be called after the graph has followed these orchestrators. False: all ways are as before. */
  update(orchestrators: readonly Orchestrator[]): boolean {
    const state = [this.#graph.version, ...orchestrators.map((each) => `${idOf(each)}\0${each.name}`)].join("\0\0");
    if (state === this.#state) return false;
    this.#state = state;
    this.#known.clear();
    this.#beginnings = new Set(orchestrators.flatMap((each) => this.#graph.rootsOf(each)));
    this.#callers = callersOf(this.#graph.reached);
    this.#bodiesAt = bodiesByNode(orchestrators.map((each, index) => this.#bodyOf(each, index)));
    return true;
  }

  to(place: FunctionPlace): readonly Route[] {
    const node = this.#graph.nodeOf(place);
    const known = this.#known.get(node) ?? this.#find(node);
    this.#known.set(node, known);
    return known.map(({ route }) => route);
  }

  #bodyOf(orchestrator: Orchestrator, index: number): Body {
    const nodes = new Set(this.#graph.rootsOf(orchestrator));
    const direct: Step[] = [];
    for (const from of nodes) {
      for (const [index, target] of from.targets.entries()) {
        if (this.#calls.isWithin(target, orchestrator)) nodes.add(target);
        else if (!this.#beginnings.has(target)) direct.push({ from, index });
      }
    }
    return { orchestrator, index, nodes, direct };
  }

  #find(sink: GraphNode): readonly KnownWay[] {
    const distances = this.#distancesTo(sink);
    const bodies = new Set([...distances.keys()].flatMap((node) => this.#bodiesAt.get(node) ?? []));
    const inOrder = [...bodies].sort((one, other) => one.index - other.index);
    return inOrder.flatMap((body) => {
      const { orchestrator } = body;
      if (body.nodes.has(sink)) return [new KnownWay(orchestrator, [])];
      return body.direct.flatMap((first) => {
        const way = this.#wayFrom(first, sink, distances, body);
        return way ? [new KnownWay(orchestrator, [first, ...way])] : [];
      });
    });
  }

  /** Calls between a function and each of those that lead to it. */
  #distancesTo(sink: GraphNode): ReadonlyMap<GraphNode, number> {
    const distances = new Map([[sink, 0]]);
    for (const [node, distance] of distances) {
      if (this.#beginnings.has(node)) continue;
      for (const caller of this.#callers.get(node) ?? []) {
        if (!distances.has(caller)) distances.set(caller, distance + 1);
      }
    }
    return distances;
  }

  #wayFrom(
    { from, index }: Step,
    sink: GraphNode,
    distances: ReadonlyMap<GraphNode, number>,
    body: Body,
  ): readonly Step[] | undefined {
    const start = from.targets[index];
    const distance = start && distances.get(start);
    if (!start || distance === undefined) return undefined;
    const steps: Step[] = [];
    let at: GraphNode = start;
    for (let left = distance - 1; left >= 0; left--) {
      // Back in the orchestrator: its own calls lead on, and are routes themselves.
      if (body.nodes.has(at)) return this.#wayAround(start, sink, body);
      const next = at.targets.findIndex((each) => distances.get(each) === left && !this.#beginnings.has(each));
      const target = at.targets[next];
      if (!target) return undefined;
      steps.push({ from: at, index: next });
      at = target;
    }
    return steps;
  }

  /** A way that does not come through the orchestrator. */
  #wayAround(start: GraphNode, sink: GraphNode, body: Body): readonly Step[] | undefined {
    const ways = new Map<GraphNode, readonly Step[]>([[start, []]]);
    for (const [node, way] of ways) {
      if (node === sink) return way;
      for (const [index, target] of node.targets.entries()) {
        if (!ways.has(target) && !body.nodes.has(target) && !this.#beginnings.has(target))
          ways.set(target, [...way, { from: node, index }]);
      }
    }
    return undefined;
  }
}

function bodiesByNode(bodies: readonly Body[]): ReadonlyMap<GraphNode, readonly Body[]> {
  const byNode = new Map<GraphNode, Body[]>();
  for (const body of bodies) {
    const called = body.direct.flatMap(({ from, index }) => from.targets[index] ?? []);
    for (const node of new Set([...body.nodes, ...called])) {
      const known = byNode.get(node);
      if (known) known.push(body);
      else byNode.set(node, [body]);
    }
  }
  return byNode;
}

function callersOf(reached: readonly GraphNode[]): ReadonlyMap<GraphNode, readonly GraphNode[]> {
  const callers = new Map<GraphNode, GraphNode[]>();
  for (const node of reached) {
    for (const target of new Set(node.targets)) {
      const known = callers.get(target);
      if (known) known.push(node);
      else callers.set(target, [node]);
    }
  }
  return callers;
}

/** One object for each call, as long as it stands where it stands. */
const routeCalls = new WeakMap<Call, RouteCall>();

function callAt({ from, index }: Step): readonly RouteCall[] {
  const call = from.calls[index];
  if (!call) return [];
  const known = routeCalls.get(call) ?? { file: from.file, ...call };
  routeCalls.set(call, known);
  return [known];
}
