import { contextLoggedTo, isToldOfReplay, loggingKind } from "../../syntax/loggingCalls";
import { keyOf, parentOf, unwrap } from "../../syntax/nodes";
import type { CallExpression, Node } from "../../syntax/nodes";
import { calleeName, isGuardName, isReplayGuarded } from "../../syntax/replayGuards";
import { contextToAsk, isOfDurableClass } from "../replaying/askedContext";
import { defineRule, type RuleContext, type Suggestion } from "../rule";
import { shortText } from "./reportEffects";

export const guardLogging = defineRule({
  meta: {
    type: "suggestion",
    docs: {
      id: "guard-logging",
      aka: "DURABLE0010",
      description: "Require logging and telemetry in an orchestrator to keep quiet in a replay",
    },
    severity: "hint",
    inHelpers: { countedPer: "sink" },
    ignoresLogging: true,
    hasSuggestions: true,
    schema: [],
    messages: {
      log: "`{{expression}}` logs again on each replay. Guard it with `if (!{{context}}.isReplaying)`.",
      telemetry: "`{{expression}}` sends again on each replay. Guard it with `if (!{{context}}.isReplaying)`.",
      guard: "Guard it with `if (!{{context}}.isReplaying)`",
    },
  },
  create: (context) => ({
    CallExpression(node) {
      const { keys } = context.durable.tree;
      const kind = loggingKind(node, keys);
      // What is yielded and is no task ends the run: rules about tasks tell of it.
      if (!kind || parentOf(node)?.type === "YieldExpression") return;
      if (isReplayGuarded(node, keys) || isQuiet(node, context)) return;
      const df = contextToAsk(node, context.durable);
      // Of other helpers it is not known that orchestrators alone run them, and they cannot ask.
      if (df === undefined && !isOfDurableClass(node, context.durable)) return;
      const data = { expression: shortText(context, node), context: df ?? "context.df" };
      context.report({ node, messageId: kind, data, suggest: df === undefined ? [] : suggestionsFor(node, df) });
    },
  }),
});

/** Loggers that are safe in a replay, and contexts whose SDK takes care. */
function isQuiet(node: CallExpression, context: RuleContext): boolean {
  const callee = unwrap(node.callee);
  const logger = callee.type === "MemberExpression" ? unwrap(callee.object) : callee;
  if (isGuardName(calleeName(node)) || isGuardName(nameOf(logger)) || isMadeSafe(logger, context)) return true;
  const logs = context.durable.logsInReplay(node);
  // A context and the console do nothing else with what they are told.
  const decides = logs !== undefined || callee.type === "Identifier";
  if (decides && isToldOfReplay(node, context.durable.tree.keys)) return true;
  // What a function of the orchestrator itself logs is told of in that function.
  if (logs !== undefined) return !logs || context.durable.isOwnFunction(node.callee);
  const isContext = context.durable.isOrchestrationContext(logger) || contextLoggedTo(node, context.durable.tree.keys);
  return Number.parseInt(context.durable.sdk ?? "", 10) >= 4 && Boolean(isContext);
}

function nameOf(node: Node): string | undefined {
  if (node.type === "Identifier") return node.name;
  return node.type === "MemberExpression" ? keyOf(node) : undefined;
}

/** `const log = replaySafeLogger(context)`. */
function isMadeSafe(logger: Node, context: RuleContext): boolean {
  if (logger.type !== "Identifier") return false;
  const { keys } = context.durable.tree;
  const [definition] = keys.variableOf(logger)?.defs ?? [];
  const init = definition?.node.type === "VariableDeclarator" ? definition.node.init : undefined;
  const made = init ? unwrap(init) : undefined;
  if (made?.type !== "CallExpression") return false;
  return isGuardName(calleeName(made)) || isToldOfReplay(made, keys);
}

/** Only a whole statement. */
function suggestionsFor(node: CallExpression, df: string): readonly Suggestion[] {
  const statement = node.parent;
  if (statement.type !== "ExpressionStatement") return [];
  const isInBlock = /^(BlockStatement|Program|SwitchCase)$/.test(statement.parent.type);
  const [before, after] = isInBlock ? ["", ""] : ["{ ", " }"];
  return [
    {
      messageId: "guard",
      data: { context: df },
      fix: (fixer) => [
        fixer.insertTextBefore(statement, `${before}if (!${df}.isReplaying) `),
        ...(after ? [fixer.insertTextAfter(statement, after)] : []),
      ],
    },
  ];
}
