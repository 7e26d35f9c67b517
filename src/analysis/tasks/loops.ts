import { isFunction, type Node } from "../../syntax/nodes";
import { codeChildrenOf } from "../../syntax/codeChildren";

export type Loop = Extract<Node, { type: "WhileStatement" | "DoWhileStatement" | "ForStatement" }>;

/** `while (true)`, `for (;;)`. */
export function isUnconditional({ test }: Loop): boolean {
  return !test || (test.type === "Literal" && Boolean(test.value));
}

export function isLoop(node: Node): boolean {
  return /^(While|DoWhile|For|ForIn|ForOf)Statement$/.test(node.type);
}

/** Whether code in a loop leaves it: `return`, `throw`, a `break` of this loop, a label of one around it. */
export function hasExit(loop: Node): boolean {
  return codeChildrenOf(loop).some((child) => exits(child, false));
}

function exits(node: Node, isNested: boolean): boolean {
  if (isFunction(node)) return false;
  if (node.type === "ReturnStatement" || node.type === "ThrowStatement") return true;
  if (node.type === "BreakStatement") return !isNested || node.label !== null;
  if (node.type === "ContinueStatement") return node.label !== null;
  const isInner = isNested || isLoop(node) || node.type === "SwitchStatement";
  return codeChildrenOf(node).some((child) => exits(child, isInner));
}
