import { defineRule } from "../rule";
import { shortText, visitEffects } from "./reportEffects";

export const noNetwork = defineRule({
  meta: {
    type: "problem",
    docs: {
      id: "no-network",
      aka: "DURABLE0005",
      description: "Disallow network calls in an orchestrator",
    },
    severity: "warning",
    schema: [],
    messages: {
      found:
        "`{{expression}}` calls the network again on each replay. Use `yield {{context}}.callHttp(…)`, or an activity.",
    },
  },
  create: (context) =>
    visitEffects(context, ["network"], (node) => {
      const expression = shortText(context, node);
      const df = context.durable.durableContextAt(node) ?? "context.df";
      context.report({ node, messageId: "found", data: { expression, context: df } });
    }),
});
