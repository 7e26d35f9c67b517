import type { RuleContext } from "../rule";
import { hasExit, isUnconditional, type Loop } from "../tasks/loops";
import { ownNodesOf } from "../tasks/returnedExpressions";
import { defineTaskRule, durableText } from "../tasks/tasks";

export const noEndlessLoop = defineTaskRule({
  isAboutAllCode: true,
  meta: {
    type: "problem",
    docs: { id: "no-endless-loop", aka: "DURABLE0011", description: "Disallow loops that never end" },
    severity: "warning",
    schema: [],
    messages: {
      hangs: "This loop neither ends nor yields: the orchestrator hangs in it.",
      grows:
        "This loop never ends, and the history grows with each round. Use `{{context}}.continueAsNew(…)` and return.",
    },
  },
  create: (context) => {
    const visit = (loop: Loop) => checkLoop(context, loop);
    return { WhileStatement: visit, DoWhileStatement: visit, ForStatement: visit };
  },
});

function checkLoop(context: RuleContext, loop: Loop): void {
  if (!isUnconditional(loop) || hasExit(loop)) return;
  const own = [...ownNodesOf(loop)];
  const continues = own.some(
    (each) => each.type === "CallExpression" && context.durable.durableCallName(each) === "continueAsNew",
  );
  if (continues) return;
  const node = loop.test ?? loop;
  if (!own.some(({ type }) => type === "YieldExpression")) {
    context.report({ node, messageId: "hangs", severity: "error" });
  } else context.report({ node, messageId: "grows", data: { context: durableText(context, loop) } });
}
