import { pathInPattern } from "./declarations";
import { methodOf, parentOf, unwrap } from "./nodes";
import type { CallExpression, FunctionNode, Node } from "./nodes";
import type { Read } from "./objectReferences";
import type { ListedBy, Reference } from "./summary";

/** Methods that hand each element to a function. */
const givesElements = /^(map|flatMap|forEach|filter|find|some|every)$/;

/** What the variable of `for (const each of list)` stands for, or one in its pattern; undefined: no such variable. */
export function readLoopVariable(declarator: Node, read: Read): Reference | undefined {
  const loop = declarator.parent?.parent;
  if (loop?.type === "ForOfStatement" && loop.left === declarator.parent) return { kind: "each", of: read(loop.right) };
  if (loop?.type === "ForInStatement" && loop.left === declarator.parent)
    return { kind: "each", of: { kind: "listed", of: read(loop.right), by: "keys" } };
  return undefined;
}

/** A parameter of a function that stands in `list.forEach(…)`, and the way to a name in it; undefined: of another one. */
export function readElementParameter(
  node: FunctionNode,
  name: Node,
  read: Read,
): { readonly each: Reference; readonly path: readonly string[] } | undefined {
  const call = parentOf(node);
  if (call?.type !== "CallExpression" || unwrap(call.arguments[0] ?? call) !== node) return undefined;
  const method = methodOf(call) ?? "";
  const callee = unwrap(call.callee);
  if (!givesElements.test(method) || callee.type !== "MemberExpression") return undefined;
  for (const [position, part] of (["value", "key"] as const).entries()) {
    const path = pathInPattern(node.params[position] ?? null, name);
    if (path) return { each: { kind: "each", of: read(callee.object), part }, path };
  }
  return undefined;
}

const listing: Readonly<Record<string, ListedBy>> = { entries: "entries", keys: "keys", values: "values" };
/** Methods of `Object` that give back what they are given. */
const givesBack = /^(freeze|seal|preventExtensions)$/;

/** `Object.entries(handlers)`, `Object.freeze({ … })`, `Object.assign({}, …)`; undefined: another call. */
export function readObjectCall(node: CallExpression, read: Read): Reference | undefined {
  const callee = unwrap(node.callee);
  const [first] = node.arguments;
  if (!first || callee.type !== "MemberExpression") return undefined;
  const object = unwrap(callee.object);
  if (object.type !== "Identifier" || object.name !== "Object") return undefined;
  const method = methodOf(node) ?? "";
  if (givesBack.test(method)) return read(first);
  if (method === "assign") return { kind: "object", members: {}, spreads: node.arguments.map(read).reverse() };
  const by = Object.hasOwn(listing, method) ? listing[method] : undefined;
  return by && { kind: "listed", of: read(first), by };
}
