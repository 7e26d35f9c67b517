import type { Node } from "../../syntax/nodes";
import { isReplayFlag } from "../../syntax/replayGuards";
import { becomesData } from "../replaying/replayingData";
import { defineRule } from "../rule";
import { shortText } from "./reportEffects";

export const noReplayingData = defineRule({
  meta: {
    type: "problem",
    docs: { id: "no-replaying-data", description: "Disallow isReplaying as data" },
    severity: "warning",
    schema: [],
    messages: {
      found:
        "`{{expression}}` is `false` in the run and `true` in its replay, so this data differs. Let only logging depend on it.",
    },
  },
  create: (context) => {
    const check = (node: Node) => {
      if (isReplayFlag(node, context.durable.tree.keys) && becomesData(node, context.durable))
        context.report({ node, messageId: "found", data: { expression: shortText(context, node) } });
    };
    return context.durable.tree.keys.mentionsReplay ? { MemberExpression: check, Identifier: check } : {};
  },
});
