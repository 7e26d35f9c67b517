import { isFunction } from "./nodes";
import type { ClassNode, FunctionNode, Node } from "./nodes";

/** A member of a class that each of its objects has, with the code that gives it its value in each `new`. */
export type ComputedField = Extract<Node, { type: "PropertyDefinition" | "AccessorProperty" }> & {
  readonly value: Node;
};

/** `started = clock.now()`; not one that is static or has no value. */
export function isComputedField(node: Node): node is ComputedField {
  return (
    (node.type === "PropertyDefinition" || node.type === "AccessorProperty") &&
    !node.static &&
    node.value !== null &&
    node.value.type !== "Literal" &&
    !isFunction(node.value)
  );
}

/** The class in whose constructor a node runs, as part of a field's value. */
export function classOfField(node: Node): ClassNode | undefined {
  let at = node;
  for (let outer = at.parent; outer && !isFunction(outer); at = outer, outer = outer.parent)
    if (isComputedField(outer) && outer.value === at) return outer.parent.parent;
  return undefined;
}

/** The constructor that is written in a class. */
export function constructorOf({ body }: ClassNode): FunctionNode | undefined {
  for (const element of body.body) {
    const isConstructor = element.type === "MethodDefinition" && element.kind === "constructor";
    if (isConstructor && isFunction(element.value)) return element.value;
  }
  return undefined;
}
