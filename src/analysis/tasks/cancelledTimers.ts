import { functionAround, isFunction, isInside, methodOf } from "../../syntax/nodes";
import type { CallExpression, Node } from "../../syntax/nodes";
import { ownNodesOf } from "./returnedExpressions";

/** A `.cancel()` that may run before a node, with no `yield` between the two in the text. */
export function hasCancelledTimerBefore(node: Node): boolean {
  const around = functionAround(node);
  return !!around && cancelsWithoutYield(around, node).length > 0;
}

/** Calls of `cancel` from which the code may come to a node of the same function without a `yield`. */
export function cancelsWithoutYield(around: Node, node: Node): readonly CallExpression[] {
  const own = [...ownNodesOf(around)].filter((each) => each.range[0] < node.range[0] && !isInside(node, each));
  const cancels = own.filter(
    (each): each is CallExpression =>
      each.type === "CallExpression" && methodOf(each) === "cancel" && each.arguments.length === 0,
  );
  return cancels.filter(
    (cancel) =>
      !own.some((each) => each.type === "YieldExpression" && isBetween(each, cancel, node)) && leadsTo(cancel, node),
  );
}

function isBetween(node: Node, start: Node, end: Node): boolean {
  return node.range[0] >= start.range[1] && node.range[1] <= end.range[0];
}

/** The two are not in branches of which only one runs, and nothing between them leaves. */
function leadsTo(from: Node, to: Node): boolean {
  for (let node: Node | undefined = from; node && !isFunction(node); node = node.parent) {
    const outer: Node | undefined = node.parent;
    if (!outer) return false;
    if (outer.type === "BlockStatement" || outer.type === "SwitchCase") {
      const list: readonly Node[] = outer.type === "BlockStatement" ? outer.body : outer.consequent;
      const after = list.slice(list.indexOf(node) + 1);
      if (after.some((each) => isInside(to, each))) return true;
      if (after.some(({ type }) => /^(Return|Throw|Continue)Statement$/.test(type))) return false;
    }
    if (isInside(to, outer) && /^(IfStatement|ConditionalExpression|SwitchStatement)$/.test(outer.type)) return false;
  }
  return false;
}
