import { parentOf, unwrap } from "../../syntax/nodes";
import type { CallExpression, Node } from "../../syntax/nodes";
import type { Value } from "../linker/values";

/** `parse(text, format, referenceDate)` of date-fns takes from the date what the format leaves out. */
const referenceIndex = 2;

/**
 * Whether a clock that is read gives only the reference date of date-fns' `parse`, and the format leaves out neither
 * year, month nor day: what is parsed is then the same at any time. A format that cannot be read counts as complete.
 */
export function isReferenceDate(node: Node, valuesOf: (node: Node) => readonly Value[]): boolean {
  for (let value = node, call = callAround(value); call; value = call, call = callAround(value)) {
    const index = call.arguments.findIndex((each) => unwrap(each) === unwrap(value));
    const name = nameInDateFns(call, valuesOf);
    if (name === undefined || index < 0) return false;
    if (name === "parse") return index === referenceIndex && isComplete(call.arguments[1]);
  }
  return false;
}

function callAround(node: Node): CallExpression | undefined {
  const parent = parentOf(node);
  return parent?.type === "CallExpression" && unwrap(parent.callee) !== node ? parent : undefined;
}

function nameInDateFns(call: CallExpression, valuesOf: (node: Node) => readonly Value[]): string | undefined {
  for (const value of valuesOf(call.callee)) {
    if (value.kind !== "package") continue;
    if (value.module === "date-fns") return value.path;
    const [, name] = /^date-fns\/(\w+)$/.exec(value.module) ?? [];
    if (name !== undefined) return name;
  }
  return undefined;
}

function isComplete(format: Node | undefined): boolean {
  const literal = format && unwrap(format);
  if (literal?.type !== "Literal" || typeof literal.value !== "string") return true;
  const letters = literal.value.replace(/'[^']*'/g, "");
  return [/[yuRP]/, /[MLPI]/, /[dDP]/].every((part) => part.test(letters));
}
