import { isOfModule, type Binding } from "../../syntax/moduleBindings";
import { keyOf, unwrap } from "../../syntax/nodes";
import type { CallExpression, Node } from "../../syntax/nodes";
import type { DurableCode } from "../durableCode";

/** The object, or the class, of which a module has one for all instances, and that a call of a method changes. */
export function changedSingleton(node: CallExpression, durable: DurableCode): Binding | undefined {
  const callee = unwrap(node.callee);
  const shared = callee.type === "MemberExpression" ? sharedBy(unwrap(callee.object), durable) : undefined;
  return shared && durable.changesObject(node) ? shared : undefined;
}

/** `tracker`, `services.tracker`, `Tracker.getInstance()`, `trackerOf()` that returns what the module keeps. */
function sharedBy(object: Node, durable: DurableCode): Binding | undefined {
  let root = object;
  if (root.type === "CallExpression") {
    const made = unwrap(root.callee);
    const name = made.type === "MemberExpression" ? keyOf(made) : undefined;
    if (!/^(get)?(instance|shared|default)$/i.test(name ?? "") && !durable.givesShared(root)) return undefined;
    root = made;
  }
  while (root.type === "MemberExpression") root = unwrap(root.object);
  const binding = root.type === "Identifier" ? durable.tree.keys.variableOf(root) : undefined;
  return binding && isOfModule(binding) ? binding : undefined;
}
