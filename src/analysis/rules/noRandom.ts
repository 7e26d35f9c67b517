import { defineRule } from "../rule";
import { shortText, visitEffects } from "./reportEffects";

export const noRandom = defineRule({
  meta: {
    type: "problem",
    docs: {
      id: "no-random",
      description: "Disallow random values in an orchestrator",
    },
    severity: "warning",
    schema: [],
    messages: {
      found:
        "`{{expression}}` gives a new value on each replay. Draw it in an activity, or derive it from `{{context}}.newGuid({{context}}.instanceId)`.",
    },
  },
  create: (context) =>
    visitEffects(context, ["random"], (node) => {
      const expression = shortText(context, node);
      const df = context.durable.durableContextAt(node) ?? "context.df";
      context.report({ node, messageId: "found", data: { expression, context: df } });
    }),
});
