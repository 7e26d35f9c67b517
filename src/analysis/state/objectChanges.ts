import { idOf, type FunctionPlace } from "../linker/calls";
import type { Program } from "../linker/program";

/** What a method calls of its own object is little; more is not looked at. */
const maximalMethods = 50;

/** Whether a method changes its object, itself or in another method that it calls. */
export function changesItsObject(program: Program, place: FunctionPlace): boolean {
  const seen = new Map([[idOf(place), place]]);
  for (const { file, key } of seen.values()) {
    const found = program.summaryOf(file)?.functions.get(key);
    if (found?.changesThis) return true;
    if (seen.size > maximalMethods) return false;
    for (const { callee } of found?.calls ?? []) {
      if (callee.kind !== "member" || callee.object.kind !== "this") continue;
      for (const value of program.evaluator.evaluate(file, callee))
        if (value.kind === "function") seen.set(idOf(value), { file: value.file, key: value.key });
    }
  }
  return false;
}
