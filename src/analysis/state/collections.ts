import { isOfModule } from "../../syntax/moduleBindings";
import { functionAround, keyOf, unwrap } from "../../syntax/nodes";
import type { CallExpression, Node } from "../../syntax/nodes";
import type { DurableCode } from "../durableCode";

const changing = /^(set|add|delete|clear)$/;
const collection = /^(Weak)?(Map|Set)#$/;

/** The map or set of a module, or of a class itself, that a call in a function changes: `seen` of `seen.add("a")`. */
export function changedCollection(node: CallExpression, durable: DurableCode): Node | undefined {
  const callee = unwrap(node.callee);
  if (callee.type !== "MemberExpression" || !changing.test(keyOf(callee) ?? "") || !functionAround(node))
    return undefined;
  const object = unwrap(callee.object);
  const isCollection = () =>
    durable.valuesOf(object).some((value) => value.kind === "global" && collection.test(value.path));
  return isOfModuleOrClass(object, durable) && isCollection() ? object : undefined;
}

function isOfModuleOrClass(object: Node, durable: DurableCode): boolean {
  const root = rootOf(object);
  if (root.type === "ThisExpression") return durable.valuesOf(root).some(({ kind }) => kind === "class");
  const binding = root.type === "Identifier" ? durable.tree.keys.variableOf(root) : undefined;
  return !!binding && isOfModule(binding);
}

/** `a` of `a.b.c`. */
export function rootOf(node: Node): Node {
  const value = unwrap(node);
  return value.type === "MemberExpression" ? rootOf(value.object) : value;
}
