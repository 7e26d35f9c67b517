import { unwrap } from "../../syntax/nodes";
import { defineRule } from "../rule";

export const noDirectOrchestratorCall = defineRule({
  meta: {
    type: "problem",
    docs: {
      id: "no-direct-orchestrator-call",
      description: "Disallow calling a registered orchestrator as a function",
    },
    severity: "warning",
    schema: [],
    messages: {
      called:
        "`{{name}}` is an orchestrator of its own: called as a function it has no instance, no input and no history. Use `yield {{context}}.callSubOrchestrator(…)`.",
    },
  },
  create: (context) => ({
    CallExpression(node) {
      if (!context.durable.registered.isOrchestratorFunction(node.callee)) return;
      const callee = unwrap(node.callee);
      const name = context.sourceCode.text.slice(...callee.range).slice(0, 60);
      const df = context.durable.durableContextAt(node) ?? "context.df";
      context.report({ node, messageId: "called", data: { name, context: df } });
    },
  }),
});
