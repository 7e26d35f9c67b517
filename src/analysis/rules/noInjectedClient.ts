import { loggingKind } from "../../syntax/loggingCalls";
import { isOfModule } from "../../syntax/moduleBindings";
import { unwrap } from "../../syntax/nodes";
import type { CallExpression } from "../../syntax/nodes";
import { isReplayGuarded } from "../../syntax/replayGuards";
import { knowsClientsOf } from "../effects/packageEffects";
import { defineRule, type RuleContext } from "../rule";
import { shortText } from "./reportEffects";

/** Names of what speaks to other systems; what only logs is a matter of `guard-logging`. */
const clientName =
  /(client|repository|gateway|connection|producer|publisher|sender|database|dbContext|queue|container)$/i;
const forPeople = /log|telemetry|trace|track|insights|monitor/i;
const ownPackages = /^(durable-functions|@azure\/functions)(\/|$)/;

export const noInjectedClient = defineRule({
  meta: {
    type: "problem",
    docs: {
      id: "no-injected-client",
      aka: "DF0113",
      description: "Disallow clients of other systems in an orchestrator",
    },
    severity: "warning",
    ignoresLogging: true,
    schema: [],
    messages: {
      found: "`{{expression}}` speaks to another system, again on each replay. Call it in an activity.",
    },
  },
  create: (context) => ({
    CallExpression(node) {
      if (!isClientCall(node, context) || isReplayGuarded(node, context.durable.tree.keys)) return;
      context.report({ node, messageId: "found", data: { expression: shortText(context, node) } });
    },
  }),
});

/** A method of an object that a package made for the module, and that is called as a client is. */
function isClientCall(node: CallExpression, { durable }: RuleContext): boolean {
  const callee = unwrap(node.callee);
  if (callee.type !== "MemberExpression") return false;
  const object = unwrap(callee.object);
  const binding = object.type === "Identifier" ? durable.tree.keys.variableOf(object) : undefined;
  if (!binding || !isOfModule(binding) || loggingKind(node, durable.tree.keys)) return false;
  if (durable.effectOf(node)) return false;
  return durable.valuesOf(object).some((value) => {
    // What is known of a package is told by the rule for it.
    if (value.kind !== "package" || ownPackages.test(value.module) || knowsClientsOf(value.module)) return false;
    const made = /(\w+)(#|\(\))$/.exec(value.path)?.[1];
    const names = [binding.name, made ?? ""];
    return (
      made !== undefined && names.some((name) => clientName.test(name)) && !names.some((name) => forPeople.test(name))
    );
  });
}
