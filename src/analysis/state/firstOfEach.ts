import { functionAround } from "../../syntax/nodes";
import type { Node } from "../../syntax/nodes";
import type { DurableCode } from "../durableCode";

/** Tells the first time that something is met in an orchestrator, or in a helper: one mistake is reported once. */
export class FirstOfEach<Thing> {
  readonly #seen = new Map<Node | undefined, Set<Thing>>();
  readonly #durable: DurableCode;

  constructor(durable: DurableCode) {
    this.#durable = durable;
  }

  has(node: Node, thing: Thing): boolean {
    return this.#seen.get(this.#ownerOf(node))?.has(thing) ?? false;
  }

  /** False from the second time on. */
  add(node: Node, thing: Thing): boolean {
    if (this.has(node, thing)) return false;
    const owner = this.#ownerOf(node);
    this.#seen.set(owner, (this.#seen.get(owner) ?? new Set()).add(thing));
    return true;
  }

  /** The orchestrator around a node, or else the function. */
  #ownerOf(node: Node): Node | undefined {
    const nearest = functionAround(node);
    for (let around = nearest; around; around = functionAround(around))
      if (this.#durable.isOrchestrator(around)) return around;
    return nearest;
  }
}
