import { unwrap } from "../../syntax/nodes";
import { defineTaskRule, type Tasks } from "../tasks/tasks";
import { promiseCombinator } from "../tasks/promiseCombinators";
import type { Node } from "../../syntax/nodes";

export const noYieldPromise = defineTaskRule({
  meta: {
    type: "problem",
    docs: { id: "no-yield-promise", description: "Disallow yielding promises" },
    severity: "error",
    schema: [],
    messages: {
      promise:
        "An orchestrator cannot wait for a promise: only tasks can be yielded. Do this work in an activity, or in a generator that is called with `yield*`.",
    },
  },
  create: (context, tasks) => ({
    YieldExpression({ argument, delegate }) {
      if (!argument || delegate || tasks.kinds.of(argument)?.kind !== "promise") return;
      if (isAboutTasks(argument, tasks)) return;
      context.report({ node: argument, messageId: "promise" });
    },
  }),
});

/** `Promise.all(tasks)` and `task.then(…)` have rules of their own. */
function isAboutTasks(argument: Node, { kinds }: Tasks): boolean {
  return kinds.leavesOf(argument).some((leaf) => {
    if (leaf.type !== "CallExpression") return false;
    const callee = unwrap(leaf.callee);
    const isOfTask = callee.type === "MemberExpression" && kinds.of(callee.object)?.kind === "task";
    return isOfTask || promiseCombinator(leaf, kinds) !== undefined;
  });
}
