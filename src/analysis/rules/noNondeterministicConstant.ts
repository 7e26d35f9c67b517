import { isInLogging } from "../../syntax/loggingCalls";
import { isOfModule } from "../../syntax/moduleBindings";
import { functionAround, parentOf, unwrap } from "../../syntax/nodes";
import type { Identifier, MemberExpression, Node } from "../../syntax/nodes";
import { isReplayGuarded } from "../../syntax/replayGuards";
import { moduleKey } from "../../syntax/summary";
import { defineRule, type Origin, type RuleContext } from "../rule";
import { keptSource } from "../state/keptSources";
import { rootOf } from "../state/collections";
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
    const reported = new Map<Node | undefined, Set<string>>();
    const lookAtKept = (node: Identifier | MemberExpression) => {
      if (parentCalls(node) || !mayBeKept(node, context)) return;
      const composed = isUsed(node, context) ? context.durable.importedSource(node) : undefined;
      const path = composed?.text ?? keptSource(node, context.durable);
      const around = functionAround(node);
      const known = reported.get(around) ?? new Set();
      if (path === undefined || !isUsed(node, context)) return;
      // One clock has many values, a variable of the environment has one.
      const value = path.startsWith("process.env") ? path : shortText(context, node);
      if (known.has(value)) return;
      reported.set(around, known.add(value));
      reportPath(path, node, context, composed);
    };
    return {
      MemberExpression: lookAtKept,
      Identifier(node) {
        const binding = context.durable.tree.keys.variableOf(node);
        if (!binding || !isOfModule(binding)) return;
        const sources = sourcesOf(binding, context.durable);
        if (sources.length && isUsed(node, context)) for (const each of sources) reportSource(each, node, context);
        lookAtKept(node);
      },
    };
  },
});

/** A member of a name that is declared outside of the function: of an import, a constant, a class. */
function mayBeKept(node: Identifier | MemberExpression, { durable }: RuleContext): boolean {
  const root = rootOf(node);
  const [definition] = root.type === "Identifier" ? (durable.tree.keys.variableOf(root)?.defs ?? []) : [];
  return definition !== undefined && definition.type !== "Parameter" && definition.type !== "FunctionName";
}

function isUsed(node: Node, { durable }: RuleContext): boolean {
  const { keys } = durable.tree;
  const isRun = durable.functionKeyAt(node) !== moduleKey;
  return isRun && !isAssigned(node) && !isReplayGuarded(node, keys) && !isInLogging(node, keys);
}

function isAssigned({ parent, range }: Node): boolean {
  return parent?.type === "AssignmentExpression" && parent.operator === "=" && parent.left.range === range;
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

/** A generator of ids that a module makes is no id. */
function parentCalls(node: Node): boolean {
  const parent = parentOf(node);
  return parent?.type === "CallExpression" && unwrap(parent.callee) === node;
}

function reportPath(path: string, use: Node, context: RuleContext, origin?: Origin): void {
  const isEnvironment = path.startsWith("process.env");
  context.report({
    node: use,
    ...(origin && { origin: { file: origin.file, range: origin.range } }),
    messageId: isEnvironment ? "environment" : "found",
    ...(isEnvironment && { severity: "info" as const }),
    data: { name: shortText(context, use), expression: path },
  });
}
