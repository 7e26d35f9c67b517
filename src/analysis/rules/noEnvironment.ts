import { defineRule } from "../rule";
import { shortText, visitEffects } from "./reportEffects";

export const noEnvironment = defineRule({
  meta: {
    type: "problem",
    docs: {
      id: "no-environment",
      aka: "DURABLE0006",
      description: "Disallow reading the environment in an orchestrator",
    },
    severity: "warning",
    schema: [],
    messages: {
      found:
        "`{{expression}}` may differ when the orchestrator is replayed. Pass it in the input, or read it in an activity.",
    },
  },
  create: (context) =>
    visitEffects(context, ["environment"], (node) => {
      const expression = shortText(context, node);
      const df = context.durable.durableContextAt(node) ?? "context.df";
      context.report({ node, messageId: "found", data: { expression, context: df } });
    }),
});
