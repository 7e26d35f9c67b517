import { defineRule } from "../rule";
import { shortText, visitEffects } from "./reportEffects";

export const noThreads = defineRule({
  meta: {
    type: "problem",
    docs: {
      id: "no-threads",
      aka: "DURABLE0004",
      description: "Disallow threads and processes in an orchestrator",
    },
    severity: "warning",
    schema: [],
    messages: {
      found: "`{{expression}}` starts work that a replay starts again. Do it in an activity.",
    },
  },
  create: (context) =>
    visitEffects(context, ["threads"], (node) => {
      const expression = shortText(context, node);
      const df = context.durable.durableContextAt(node) ?? "context.df";
      context.report({ node, messageId: "found", data: { expression, context: df } });
    }),
});
