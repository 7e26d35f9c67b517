import { isDiscarded, isInLogging } from "../../syntax/loggingCalls";
import { isFunction, parentOf, unwrap } from "../../syntax/nodes";
import type { Node } from "../../syntax/nodes";
import { isReplayTest } from "../../syntax/replayGuards";
import { branchMatters, servesLogs } from "../replaying/consequences";
import { defineRule, type RuleContext } from "../rule";
import { shortText } from "./reportEffects";

export const noReplayingBranch = defineRule({
  meta: {
    type: "problem",
    docs: { id: "no-replaying-branch", description: "Disallow code that depends on isReplaying, logging aside" },
    severity: "warning",
    schema: [],
    messages: {
      found:
        "`{{expression}}` makes a replay take another way than the run it repeats. Let only logging depend on `isReplaying`.",
    },
  },
  create: (context) => {
    const check = (test: Node | null, isWrong: () => boolean) => {
      if (test && isReplayTest(test, context.durable.tree.keys) && isWrong()) report(test, context);
    };
    return {
      IfStatement: (node) => check(node.test, () => branchMatters(node, context.durable)),
      ConditionalExpression: (node) => check(node.test, () => isUsed(node, context)),
      WhileStatement: (node) => check(node.test, () => true),
      DoWhileStatement: (node) => check(node.test, () => true),
      ForStatement: (node) => check(node.test, () => true),
    };
  },
});

function report(node: Node, context: RuleContext): void {
  context.report({ node, messageId: "found", data: { expression: shortText(context, node) } });
}

/** `const price = isReplaying ? 1 : 2`; a choice between two functions is one of loggers. */
function isUsed(node: Extract<Node, { type: "ConditionalExpression" }>, context: RuleContext): boolean {
  const declarator = parentOf(node);
  const variable =
    declarator?.type === "VariableDeclarator" && declarator.id.type === "Identifier"
      ? context.durable.tree.keys.variableOf(declarator.id)
      : undefined;
  if (variable && servesLogs(variable, context.durable)) return false;
  if (isDiscarded(node) || isInLogging(node, context.durable.tree.keys)) return false;
  return ![node.consequent, node.alternate].some((side) => isLoggerLike(unwrap(side)));
}

function isLoggerLike(node: Node): boolean {
  if (isFunction(node)) return true;
  const called = node.type === "CallExpression" || node.type === "NewExpression" ? unwrap(node.callee) : node;
  const last = called.type === "MemberExpression" ? called.property : called;
  return last.type === "Identifier" && /log|track|telemetry|trace|noop|void|silent|quiet|null/i.test(last.name);
}
