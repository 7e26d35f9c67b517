import { isFunction } from "../../syntax/nodes";
import type { Node } from "../../syntax/nodes";
import { dependsOnReplay } from "../replaying/dependence";
import { defineRule, type RuleContext } from "../rule";
import { shortText } from "./reportEffects";

/** What schedules and sends nothing: no history holds it. */
const unrecorded = /^(getInput|newGuid|setCustomStatus)$/;

export const noReplayingCall = defineRule({
  meta: {
    type: "problem",
    docs: { id: "no-replaying-call", description: "Disallow durable calls that depend on isReplaying" },
    severity: "warning",
    schema: [],
    messages: {
      found:
        "`{{expression}}` depends on `isReplaying`, so a replay does not repeat what is recorded. Do it in every run.",
    },
  },
  create: (context) => ({
    CallExpression(node) {
      const name = context.durable.durableCallName(node);
      if (name !== undefined && !unrecorded.test(name)) report(node, context);
    },
    YieldExpression(node) {
      const { argument } = node;
      // A durable call is reported as such.
      if (argument?.type === "CallExpression" && context.durable.durableCallName(argument) !== undefined) return;
      if (isFunction(argument)) return;
      report(argument ?? node, context);
    },
  }),
});

function report(node: Node, context: RuleContext): void {
  if (!dependsOnReplay(node, context.durable.tree.keys)) return;
  context.report({ node, messageId: "found", data: { expression: shortText(context, node) } });
}
