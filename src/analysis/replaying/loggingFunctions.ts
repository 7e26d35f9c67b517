import { Calls, idOf, type FunctionPlace } from "../linker/calls";
import type { Program } from "../linker/program";

/** What a logging helper runs is little; more is not looked at. */
const maximalFunctions = 100;

/** Whether a function, or one that it calls, logs in a replay: it calls what logs, and no guard stands before the call. */
export function logsInReplay(program: Program, place: FunctionPlace): boolean {
  const calls = new Calls(program);
  const seen = new Map([[idOf(place), place]]);
  for (const each of seen.values()) {
    if (logsItself(program, each)) return true;
    if (seen.size > maximalFunctions) return false;
    for (const { target } of calls.allOf(each)) seen.set(idOf(target), target);
  }
  return false;
}

function logsItself(program: Program, { file, key }: FunctionPlace): boolean {
  const sites = program.summaryOf(file)?.functions.get(key)?.calls ?? [];
  return sites.some(({ isLogging, isGuarded, callee }) => {
    if (!isLogging || isGuarded) return false;
    return !program.evaluator.evaluate(file, callee).some(({ kind }) => kind === "function");
  });
}
