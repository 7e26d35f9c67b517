import { defineRule } from "../rule";
import { shortText, visitEffects } from "./reportEffects";

export const noStorage = defineRule({
  meta: {
    type: "problem",
    docs: {
      id: "no-storage",
      aka: "DURABLE0005",
      description: "Disallow files and databases in an orchestrator",
    },
    severity: "warning",
    schema: [],
    messages: {
      found: "`{{expression}}` reads or writes again on each replay. Do it in an activity.",
    },
  },
  create: (context) =>
    visitEffects(context, ["storage"], (node) => {
      const expression = shortText(context, node);
      const df = context.durable.durableContextAt(node) ?? "context.df";
      context.report({ node, messageId: "found", data: { expression, context: df } });
    }),
});
