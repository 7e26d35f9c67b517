import { keyOf, parentOf, unwrap } from "../../syntax/nodes";
import type { MemberExpression } from "../../syntax/nodes";
import { defineRule, type Fix, type RuleContext } from "../rule";
import { majorOf } from "../sdk/versions";

export const noDone = defineRule({
  meta: {
    type: "problem",
    docs: { id: "no-done", description: "Disallow what the context of model v3 had, in orchestrators" },
    severity: "error",
    hasSuggestions: true,
    schema: [],
    messages: {
      done: "`{{object}}.done` ends the orchestrator before durable-functions does. Return the output instead.",
      binding:
        "`{{object}}.{{name}}` reads or writes on each replay. Do it in an activity, or take `{{object}}.df.getInput()`.",
      gone: "`{{object}}.{{name}}` is gone in model v4: it is undefined there. {{next}}",
      logger:
        "`{{object}}.log` is a function in model v4: it has no `{{name}}`, and calling that throws. Use `{{use}}`.",
      useMethod: "Use `{{use}}`",
    },
  },
  create: (context) => ({
    MemberExpression(node) {
      if (context.durable.isOrchestrationContext(node.object)) check(context, node);
      else checkLogger(context, node);
    },
  }),
});

/** Members of the context of model v3, with what model v4 has in their place. */
const gone: Readonly<Record<string, string>> = {
  bindings: "Use the input of the orchestrator.",
  bindingData: "Use the input of the orchestrator.",
  bindingDefinitions: "Use the input of the orchestrator.",
  executionContext: "Use `functionName` and `invocationId` of the context.",
  req: "Pass what you need as input from the client.",
  res: "Return the output instead.",
};

/** Methods of the logger of model v3, with those of the context of model v4. */
const loggers: Readonly<Record<string, string>> = { error: "error", warn: "warn", info: "info", verbose: "debug" };

/** `context.log.info(…)`. */
function checkLogger(context: RuleContext, node: MemberExpression): void {
  const log = unwrap(node.object);
  const name = keyOf(node);
  if (log.type !== "MemberExpression" || keyOf(log) !== "log" || !isCalled(node) || !isV4(context)) return;
  if (name === undefined || !Object.hasOwn(loggers, name) || !context.durable.isOrchestrationContext(log.object))
    return;
  const object = context.sourceCode.text.slice(...unwrap(log.object).range);
  const use = `${object}.${loggers[name] ?? ""}`;
  const fix: Fix = (fixer) => fixer.replaceText(node, use);
  const suggest = node.optional ? [] : [{ messageId: "useMethod" as const, data: { use }, fix }];
  context.report({ node, messageId: "logger", data: { object, name, use }, suggest });
}

function isCalled(node: MemberExpression): boolean {
  const parent = parentOf(node);
  return parent?.type === "CallExpression" && unwrap(parent.callee) === node;
}

function isV4(context: RuleContext): boolean {
  return context.durable.registered.registersWithApp || majorOf(context.durable.sdk ?? "0") >= 3;
}

function check(context: RuleContext, node: MemberExpression): void {
  const name = keyOf(node);
  const object = context.sourceCode.text.slice(...unwrap(node.object).range);
  if (name === "done" && isCalled(node)) return context.report({ node, messageId: "done", data: { object } });
  if (name === undefined || !Object.hasOwn(gone, name)) return;
  if (isV4(context)) return context.report({ node, messageId: "gone", data: { object, name, next: gone[name] ?? "" } });
  if (name === "bindings" && !readsTrigger(node))
    context.report({ node, messageId: "binding", data: { object, name } });
}

/** Members of the trigger's binding, which is what started the run. */
const triggerMembers = /^(input|instanceId|parentInstanceId|isReplaying|history)$/;

/** `context.bindings.context`, as templates name the trigger, or `.input` and the like of another name. */
function readsTrigger(bindings: MemberExpression): boolean {
  const binding = parentOf(bindings);
  if (binding?.type !== "MemberExpression" || unwrap(binding.object) !== bindings) return false;
  if (keyOf(binding) === "context") return true;
  const use = parentOf(binding);
  if (use?.type === "MemberExpression") return unwrap(use.object) === binding && triggerMembers.test(keyOf(use) ?? "");
  if (use?.type !== "VariableDeclarator" || use.id.type !== "ObjectPattern") return false;
  return use.id.properties.every((each) => each.type === "Property" && triggerMembers.test(keyOf(each) ?? ""));
}
