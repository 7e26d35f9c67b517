import { functionAround, isFunction, keyOf, unwrap } from "../../syntax/nodes";
import type { CallExpression, Node } from "../../syntax/nodes";
import { defineRule, type RuleContext } from "../rule";

export const orchestratorBindings = defineRule({
  meta: {
    type: "problem",
    docs: {
      id: "orchestrator-bindings",
      aka: "DURABLE0008",
      description: "Disallow bindings and durable clients in an orchestrator",
    },
    severity: "error",
    scope: "everywhere",
    schema: [],
    messages: {
      extra: "`{{name}}` of an orchestrator would read or write on each replay. Move the binding to an activity.",
      client:
        "A durable client calls the host again on each replay. Use `{{context}}.callSubOrchestrator`, `{{context}}.callEntity`, or an activity.",
    },
  },
  create: (context) => ({
    CallExpression(node) {
      if (context.durable.registered.registrationAt(node)?.kind === "orchestration") checkOptions(context, node);
      else if (isClient(context, node) && isInOrchestrator(context, node)) {
        const df = context.durable.durableContextAt(node) ?? "context.df";
        context.report({ node, messageId: "client", data: { context: df } });
      }
    },
  }),
});

function checkOptions(context: RuleContext, node: CallExpression): void {
  const options = unwrap(node.arguments[1] ?? node);
  if (options.type !== "ObjectExpression" || !context.durable.registered.isFromSdk(node)) return;
  for (const property of options.properties) {
    const name = property.type === "Property" ? keyOf(property) : undefined;
    if (name === undefined || !/^extra(Inputs|Outputs)$/.test(name)) continue;
    context.report({ node: property, messageId: "extra", data: { name } });
  }
}

function isClient(context: RuleContext, node: CallExpression): boolean {
  return context.durable
    .valuesOf(node.callee)
    .some((value) => value.kind === "package" && value.module === "durable-functions" && value.path === "getClient");
}

function isInOrchestrator(context: RuleContext, node: Node): boolean {
  for (let around = functionAround(node); around; around = functionAround(around)) {
    if (isFunction(around) && context.durable.isOrchestrator(around)) return true;
  }
  return false;
}
