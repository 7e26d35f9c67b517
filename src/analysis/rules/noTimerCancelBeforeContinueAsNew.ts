import { functionAround, unwrap } from "../../syntax/nodes";
import { cancelsWithoutYield } from "../tasks/cancelledTimers";
import { defineTaskRule, type Tasks } from "../tasks/tasks";
import type { CallExpression } from "../../syntax/nodes";

export const noTimerCancelBeforeContinueAsNew = defineTaskRule({
  meta: {
    type: "problem",
    docs: {
      id: "no-timer-cancel-before-continue-as-new",
      description: "Disallow cancelling a timer in the step that continues as new",
    },
    severity: "warning",
    schema: [],
    messages: {
      sameStep:
        "A timer is cancelled in the step that continues as new: the instance may start over without end. Yield a task between the two, or let the timer fire.",
    },
  },
  create: (context, tasks) => ({
    CallExpression(node) {
      if (context.durable.durableCallName(node) !== "continueAsNew") return;
      const around = functionAround(node);
      if (!around || !cancelsWithoutYield(around, node).some((each) => cancelsTimer(each, tasks))) return;
      context.report({ node, messageId: "sameStep" });
    },
  }),
});

function cancelsTimer({ callee }: CallExpression, { kinds }: Tasks): boolean {
  const member = unwrap(callee);
  const kind = member.type === "MemberExpression" ? kinds.of(member.object) : undefined;
  return kind?.kind === "task" && kind.name === "createTimer";
}
