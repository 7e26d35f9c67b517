import { isInLogging } from "../../syntax/loggingCalls";
import { isOfModule } from "../../syntax/moduleBindings";
import { functionAround } from "../../syntax/nodes";
import type { Identifier, MemberExpression, Node } from "../../syntax/nodes";
import { isReplayGuarded } from "../../syntax/replayGuards";
import { defineRule, type RuleContext } from "../rule";
import { importedSource } from "../state/importedSources";
import { sourcesOf } from "../state/constantSources";
import { shortText } from "./reportEffects";

export const noNondeterministicConstant = defineRule({
  meta: {
    type: "problem",
    docs: {
      id: "no-nondeterministic-constant",
      description: "Disallow constants of a module that differ from process to process in an orchestrator",
    },
    severity: "warning",
    ignoresLogging: true,
    schema: [],
    messages: {
      found:
        "`{{name}}` takes the value of `{{expression}}` when its module loads, and an orchestrator uses it: a replay in another process has another value. Read it in an activity, or pass it in the input.",
      environment:
        "`{{name}}` takes the value of `{{expression}}` when its module loads, and an orchestrator uses it: it may have changed when the orchestrator is replayed. Pass it in the input.",
    },
  },
  create: (context) => {
    const imported = new Map<Node | undefined, Set<string>>();
    const lookAtImport = (node: Identifier | MemberExpression) => {
      const path = importedSource(node, context.durable);
      const around = functionAround(node);
      const known = imported.get(around) ?? new Set();
      if (path === undefined || known.has(path) || !isUsed(node, context)) return;
      imported.set(around, known.add(path));
      reportPath(path, node, context);
    };
    return {
      MemberExpression: lookAtImport,
      Identifier(node) {
        const binding = context.durable.tree.keys.variableOf(node);
        if (!binding || !isOfModule(binding) || !isUsed(node, context)) return;
        for (const source of sourcesOf(binding, context.durable)) reportSource(source, node, context);
        lookAtImport(node);
      },
    };
  },
});

function isUsed(node: Node, context: RuleContext): boolean {
  const { keys } = context.durable.tree;
  return !!functionAround(node) && !isReplayGuarded(node, keys) && !isInLogging(node, keys);
}

/** What the constant is made of is where it is found: one finding for each, however often the constant is read. */
function reportSource(source: Node, use: Identifier, context: RuleContext): void {
  const isEnvironment = context.durable.effectOf(source) === "environment";
  context.report({
    node: source,
    reachedBy: use,
    messageId: isEnvironment ? "environment" : "found",
    ...(isEnvironment && { severity: "info" as const }),
    data: { name: use.name, expression: shortText(context, readOf(source)) },
  });
}

/** A variable of the environment, not the whole of it. */
function readOf(source: Node): Node {
  const { parent } = source;
  return parent?.type === "MemberExpression" && parent.object === source ? parent : source;
}

function reportPath(path: string, use: Node, context: RuleContext): void {
  const isEnvironment = path.startsWith("process.env");
  context.report({
    node: use,
    messageId: isEnvironment ? "environment" : "found",
    ...(isEnvironment && { severity: "info" as const }),
    data: { name: shortText(context, use), expression: path },
  });
}
