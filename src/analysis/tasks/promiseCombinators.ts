import { keyOf, unwrap } from "../../syntax/nodes";
import type { CallExpression } from "../../syntax/nodes";
import type { ExpressionKinds } from "./expressionKinds";

/** `all` of `Promise.all([task, …])`; undefined for other calls, and for joins of what are no tasks. */
export function promiseCombinator(call: CallExpression, kinds: ExpressionKinds): string | undefined {
  const callee = unwrap(call.callee);
  if (callee.type !== "MemberExpression") return undefined;
  const object = unwrap(callee.object);
  const name = keyOf(callee) ?? "";
  if (object.type !== "Identifier" || object.name !== "Promise" || !/^(all|allSettled|any|race)$/.test(name))
    return undefined;
  const [list] = call.arguments;
  return list && kinds.of(list)?.kind === "tasks" ? name : undefined;
}
