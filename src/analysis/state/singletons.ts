import { isOfModule } from "../../syntax/moduleBindings";
import { keyOf, unwrap } from "../../syntax/nodes";
import type { CallExpression, Node } from "../../syntax/nodes";
import type { DurableCode } from "../durableCode";
import { idOf, type FunctionPlace } from "../linker/calls";
import type { Program } from "../linker/program";

/** What a method calls of its own object is little; more is not looked at. */
const maximalMethods = 50;

/** A call of a method that changes an object, or a class, of which a module has one for all instances. */
export function changesSingleton(node: CallExpression, durable: DurableCode): boolean {
  const callee = unwrap(node.callee);
  return callee.type === "MemberExpression" && isShared(unwrap(callee.object), durable) && durable.changesObject(node);
}

/** `tracker`, `services.tracker`, `Tracker.getInstance()`. */
function isShared(object: Node, { tree }: DurableCode): boolean {
  let root = object;
  if (root.type === "CallExpression") {
    const made = unwrap(root.callee);
    if (made.type !== "MemberExpression" || !/^(get)?(instance|shared|default)$/i.test(keyOf(made) ?? "")) return false;
    root = unwrap(made.object);
  }
  while (root.type === "MemberExpression") root = unwrap(root.object);
  const binding = root.type === "Identifier" ? tree.keys.variableOf(root) : undefined;
  return !!binding && isOfModule(binding);
}

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
