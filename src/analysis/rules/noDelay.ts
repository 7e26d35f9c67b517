import { defineRule } from "../rule";
import { shortText, visitEffects } from "./reportEffects";

export const noDelay = defineRule({
  meta: {
    type: "problem",
    docs: {
      id: "no-delay",
      aka: "DURABLE0003",
      description: "Disallow timers of the process in an orchestrator",
    },
    severity: "warning",
    schema: [],
    messages: {
      found:
        "`{{expression}}` does not wait in an orchestrator: a replay goes on at once. Use `yield {{context}}.createTimer(…)`.",
    },
  },
  create: (context) =>
    visitEffects(context, ["delay"], (node) => {
      const expression = shortText(context, node);
      const df = context.durable.durableContextAt(node) ?? "context.df";
      context.report({ node, messageId: "found", data: { expression, context: df } });
    }),
});
