import type { FunctionPlace } from "../linker/calls";
import type { Program } from "../linker/program";
import type { Reference } from "../../syntax/summary";

/** Whether a function returns what its module keeps: a static field, a variable of the module, or a member of one. */
export function returnsShared(program: Program, { file, key }: FunctionPlace): boolean {
  const { returns = [] } = program.summaryOf(file)?.functions.get(key) ?? {};
  return returns.some((each) => isShared(program, file, each));
}

function isShared(program: Program, file: string, reference: Reference): boolean {
  switch (reference.kind) {
    case "either":
      return reference.of.some((each) => isShared(program, file, each));
    case "awaited":
      return isShared(program, file, reference.of);
    case "member":
      return isOfModule(program, file, reference.object) || isShared(program, file, reference.object);
    default:
      return isOfModule(program, file, reference);
  }
}

/** A class, whose fields there are once, or a variable outside of all functions. */
function isOfModule(program: Program, file: string, reference: Reference): boolean {
  if (reference.kind === "class") return true;
  if (reference.kind !== "variable") return false;
  const isInFunction = reference.key.includes("/");
  return !isInFunction || program.evaluator.evaluate(file, reference).some(({ kind }) => kind === "class");
}
