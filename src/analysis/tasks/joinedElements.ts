import { unwrap, type Node } from "../../syntax/nodes";
import type { ExpressionKinds } from "./expressionKinds";
import { returnedExpressions } from "./returnedExpressions";

/** The expressions that the elements of a list come from, which `Task.all` or `Task.any` is given. */
export function joinedBy(list: Node, kinds: ExpressionKinds): readonly Node[] {
  return kinds.leavesOf(list).flatMap((leaf) => elementsOf(leaf, kinds));
}

/** Those of a literal, and what the callback of `map` returns; a callback that always gives a promise or a generator, itself. */
function elementsOf(list: Node, kinds: ExpressionKinds): readonly Node[] {
  if (list.type === "ArrayExpression") {
    return kinds
      .elementsOf(list)
      .flatMap((each) =>
        each.type === "SpreadElement"
          ? kinds.leavesOf(each.argument).flatMap((leaf) => elementsOf(leaf, kinds))
          : [each],
      );
  }
  if (list.type !== "CallExpression") return [];
  const callee = unwrap(list.callee);
  const isMap =
    callee.type === "MemberExpression" && callee.property.type === "Identifier" && callee.property.name === "map";
  const callback = isMap && list.arguments[0] ? kinds.functionOf(list.arguments[0]) : undefined;
  if (!callback) return [];
  return callback.async || callback.generator ? [callback] : returnedExpressions(callback);
}
