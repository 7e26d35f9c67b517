import { idOf, type Call, type Calls, type FunctionPlace } from "./calls";

/** A function that orchestrators run. */
export interface GraphNode extends FunctionPlace {
  /** As they are written now; `targets` has the function of each. */
  calls: readonly Call[];
  targets: readonly GraphNode[];
  /** Something in its file changed since its calls were read, or they were never read. */
  isStale: boolean;
  /** Round in which it was reached last. */
  round: number;
}

const fresh = { calls: [], targets: [], isStale: true, round: 0 };

/** The functions that a set of orchestrators run, followed anew in each round; what did not change costs a look. */
export class CallGraph {
  readonly #calls: Calls;
  readonly #nodes = new Map<string, GraphNode>();
  readonly #nodesIn = new Map<string, GraphNode[]>();
  readonly #onReached: (file: string) => void;
  #reached: GraphNode[] = [];
  #round = 0;
  #version = 0;

  /** @param onReached told of the file of a function that is reached for the first time, or that changed */
  constructor(calls: Calls, onReached: (file: string) => void) {
    this.#calls = calls;
    this.#onReached = onReached;
  }

  /** Another number whenever some function calls others than before. */
  get version(): number {
    return this.#version;
  }

  /** In the order in which they were reached. */
  get reached(): readonly GraphNode[] {
    return this.#reached;
  }

  /** @param changed files whose functions may call others than before */
  begin(changed: ReadonlySet<string>): void {
    this.#round++;
    this.#reached = [];
    for (const file of changed) for (const node of this.#nodesIn.get(file) ?? []) node.isStale = true;
  }

  /**
   * Instead of a round: reads again what changed of the functions that were reached last.
   * @returns whether they call what they called, so that the same are reached
   */
  isAsBefore(changed: ReadonlySet<string>): boolean {
    const before = this.#version;
    for (const file of changed) {
      for (const node of this.#nodesIn.get(file) ?? []) {
        node.isStale = true;
        if (node.round === this.#round) this.#update(node);
      }
    }
    return this.#version === before;
  }

  /** An orchestrator: it is given its context and nothing else. */
  rootsOf(place: FunctionPlace): readonly GraphNode[] {
    return this.#calls.beginningsOf(place).map((each) => this.nodeOf(each));
  }

  /** Follows an orchestrator to all functions that it may run. */
  reach(place: FunctionPlace): void {
    const stack = [...this.rootsOf(place)];
    for (let node = stack.pop(); node; node = stack.pop()) {
      if (node.round === this.#round) continue;
      node.round = this.#round;
      this.#reached.push(node);
      if (node.isStale) this.#update(node);
      stack.push(...node.targets);
    }
  }

  isReached(place: FunctionPlace): boolean {
    return this.#nodes.get(idOf(place))?.round === this.#round;
  }

  nodeOf(place: FunctionPlace): GraphNode {
    const { file, key, without } = place;
    const id = idOf(place);
    const part = without === undefined ? {} : { without };
    return this.#nodes.get(id) ?? this.#add(id, { file, key, ...part, ...fresh });
  }

  #add(id: string, node: GraphNode): GraphNode {
    this.#nodes.set(id, node);
    const others = this.#nodesIn.get(node.file);
    if (others) others.push(node);
    else this.#nodesIn.set(node.file, [node]);
    return node;
  }

  #update(node: GraphNode): void {
    this.#onReached(node.file);
    const calls = this.#calls.of(node);
    node.isStale = false;
    if (calls === node.calls) return;
    const targets = calls.map(({ target }) => this.nodeOf(target));
    const isSame =
      targets.length === node.targets.length && targets.every((each, index) => each === node.targets[index]);
    if (!isSame) this.#version++;
    Object.assign(node, { calls, targets });
  }
}
