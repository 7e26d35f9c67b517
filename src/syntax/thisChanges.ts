import { mutationBy } from "./moduleBindings";
import { isFunction } from "./nodes";
import type { FunctionNode, Node } from "./nodes";

/**
 * The method in which `this` is changed (`this.count++`, `this.lines.push(line)`), when a method does it; undefined when
 * nothing is changed, when a constructor does it, and for what is made once.
 */
export function changeOfThis(node: Node): { readonly method?: FunctionNode } | undefined {
  const change = mutationBy(node);
  if (!change || isMadeOnce(change)) return undefined;
  const method = methodAround(node);
  if (method?.parent.type !== "MethodDefinition") return {};
  return method.parent.kind === "constructor" ? undefined : { method };
}

/** The method that a `this` is of; arrow functions keep it. */
function methodAround(node: Node): FunctionNode | undefined {
  for (let outer = node.parent; outer; outer = outer.parent) {
    if (isFunction(outer) && outer.type !== "ArrowFunctionExpression") return outer;
  }
  return undefined;
}

/** `this.client ??= …` and `if (!this.client) this.client = …`. */
function isMadeOnce(change: Node): boolean {
  if (change.type !== "AssignmentExpression") return false;
  if (change.operator === "??=" || change.operator === "||=") return true;
  const statement = change.parent;
  const around = statement.parent?.type === "BlockStatement" ? statement.parent.parent : statement.parent;
  return around?.type === "IfStatement" && around.test.type === "UnaryExpression" && around.test.operator === "!";
}
