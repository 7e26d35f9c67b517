import { isOfModule } from "../../syntax/moduleBindings";
import { keyOf, unwrap } from "../../syntax/nodes";
import type { CallExpression, Node } from "../../syntax/nodes";
import type { DurableCode } from "../durableCode";

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
