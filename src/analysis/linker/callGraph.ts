import { idOf, type Call, type Calls, type FunctionPlace } from "./calls";

/** A function that orchestrators run. */
export interface GraphNode extends FunctionPlace {
  /** As they are written now; `targets` has the function of each. */
  calls: readonly Call[];
  targets: readonly GraphNode[];
  /** Round in which it was reached last. */
  round: number;
}

/** The functions that a set of orchestrators run, followed anew in each round; what did not change costs a look. */
export class CallGraph {
  readonly #calls: Calls;
  readonly #nodes = new Map<string, GraphNode>();
  #reached: GraphNode[] = [];
  #round = 0;
  #version = 0;

  constructor(calls: Calls) {
    this.#calls = calls;
  }

  /** Another number whenever some function calls others than before. */
  get version(): number {
    return this.#version;
  }

  /** In the order in which they were reached. */
  get reached(): readonly GraphNode[] {
    return this.#reached;
  }

  begin(): void {
    this.#round++;
    this.#reached = [];
  }

  /** Follows an orchestrator to all functions that it may run. */
  reach(place: FunctionPlace): void {
    const stack = [this.nodeOf(place)];
    for (let node = stack.pop(); node; node = stack.pop()) {
      if (node.round === this.#round) continue;
      node.round = this.#round;
      this.#reached.push(node);
      this.#update(node);
      stack.push(...node.targets);
    }
  }

  isReached(place: FunctionPlace): boolean {
    return this.#nodes.get(idOf(place))?.round === this.#round;
  }

  nodeOf({ file, key }: FunctionPlace): GraphNode {
    const id = idOf({ file, key });
    const known = this.#nodes.get(id) ?? { file, key, calls: [], targets: [], round: 0 };
    this.#nodes.set(id, known);
    return known;
  }

  #update(node: GraphNode): void {
    const calls = this.#calls.of(node);
    if (calls === node.calls) return;
    const targets = calls.map(({ target }) => this.nodeOf(target));
    const isSame =
      targets.length === node.targets.length && targets.every((each, index) => each === node.targets[index]);
    if (!isSame) this.#version++;
    Object.assign(node, { calls, targets });
  }
}
