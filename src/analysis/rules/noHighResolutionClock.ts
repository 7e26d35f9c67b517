import { defineRule } from "../rule";
import { shortText, visitEffects } from "./reportEffects";

export const noHighResolutionClock = defineRule({
  meta: {
    type: "problem",
    docs: {
      id: "no-high-resolution-clock",
      description: "Disallow reading high-resolution clocks in an orchestrator",
    },
    severity: "warning",
    schema: [],
    messages: {
      found:
        "`{{expression}}` gives a new value on each replay. Take the difference of two `{{context}}.currentUtcDateTime`, or measure in an activity.",
    },
  },
  create: (context) =>
    visitEffects(context, ["highResolutionClock"], (node) => {
      const expression = shortText(context, node);
      const df = context.durable.durableContextAt(node) ?? "context.df";
      context.report({ node, messageId: "found", data: { expression, context: df } });
    }),
});
