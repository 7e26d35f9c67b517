import { partsOf } from "../../syntax/referenceParts";
import type { FileSummary, Reference } from "../../syntax/summary";
import type { Evaluator } from "./evaluator";
import { Replacing } from "./replacing";

/** What a reference of a file stands for in one turn of the loops that it hangs on. */
export type Turn = (reference: Reference) => Reference;

type Each = Reference & { readonly kind: "each" };

/** Loops inside of loops, and turns of all of them, that are told apart. */
const maximalLoops = 2;
const maximalTurns = 400;
/** References that one is made of, by way of variables. */
const maximalDepth = 30;

const asItIs: Turn = (reference) => reference;

/**
 * The turns of the loops that a reference hangs on, so that what else stands there is told for the same element:
 * `for (const [name, handler] of Object.entries(handlers))`. One, as it is, where there is no loop.
 */
export function turnsOf(evaluator: Evaluator, file: string, summary: FileSummary, of: Reference): readonly Turn[] {
  const loops = loopsBehind(of, summary).slice(0, maximalLoops);
  let turns: readonly Turn[] = [asItIs];
  for (const loop of loops) {
    turns = turns.flatMap((turn) => {
      const turned = turn(loop) as Each;
      const id = idOf(turned);
      const known = new Map<Each["part"], readonly Reference[]>();
      const elementsOf = (each: Each) => {
        const elements = known.get(each.part) ?? evaluator.elements(file, each);
        known.set(each.part, elements);
        return elements;
      };
      return elementsOf(turned).map((_, position): Turn => {
        const replacing = new Replacing(summary, (each) =>
          each.kind === "each" && idOf(each) === id ? elementsOf(each)[position] : undefined,
        );
        return (reference) => replacing.in(turn(reference));
      });
    });
  }
  return turns.length <= maximalTurns ? turns : [asItIs];
}

function loopsBehind(reference: Reference, summary: FileSummary): readonly Each[] {
  const loops = new Map<string, Each>();
  const seen = new Set<string>();
  const look = (each: Reference, depth: number): void => {
    if (depth > maximalDepth) return;
    if (each.kind === "variable") {
      const value = summary.variables.get(each.key);
      if (!value || seen.has(each.key)) return;
      seen.add(each.key);
      return look(value, depth + 1);
    }
    for (const part of partsOf(each)) look(part, depth + 1);
    if (each.kind === "each") loops.set(idOf(each), each);
  };
  look(reference, 0);
  return [...loops.values()];
}

/** All variables of one loop are those of the same element. */
function idOf({ of }: Each): string {
  return JSON.stringify(of);
}
