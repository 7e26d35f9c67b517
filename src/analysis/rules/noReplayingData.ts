import { isLoggingOnly } from "../../syntax/loggingCalls";
import { functionAround, keyOf, unwrap } from "../../syntax/nodes";
import type { CallExpression, Node } from "../../syntax/nodes";
import { isReplayFlag } from "../../syntax/replayGuards";
import { defineRule, type RuleContext } from "../rule";
import { shortText } from "./reportEffects";

export const noReplayingData = defineRule({
  meta: {
    type: "problem",
    docs: { id: "no-replaying-data", description: "Disallow isReplaying as data" },
    severity: "warning",
    schema: [],
    messages: {
      found:
        "`{{expression}}` is `false` in the run and `true` in its replay, so this data differs. Let only logging depend on it.",
    },
  },
  create: (context) => {
    const check = (node: Node) => {
      if (isReplayFlag(node, context.durable.tree.keys) && becomesData(node, context))
        context.report({ node, messageId: "found", data: { expression: shortText(context, node) } });
    };
    return { MemberExpression: check, Identifier: check };
  },
});

/** Returned by the orchestrator, stored in an object, or handed to a durable call. */
function becomesData(flag: Node, context: RuleContext): boolean {
  for (let at = flag; at.parent; at = at.parent) {
    const { parent } = at;
    switch (parent.type) {
      case "CallExpression":
        return parent.callee !== at && isDataOf(parent, context);
      case "AssignmentExpression":
        return parent.right === at && isStored(unwrap(parent.left));
      case "ReturnStatement": {
        const around = functionAround(parent);
        return !!around && context.durable.isOrchestrator(around);
      }
      case "Property":
        if (parent.value !== at) return false;
        break;
      case "ConditionalExpression":
        // The branch rule looks at what is chosen.
        return false;
      case "LogicalExpression":
        if (parent.left === at && parent.operator !== "??") return false;
        break;
      default:
        if (!isPartOfValue(parent)) return false;
    }
  }
  return false;
}

function isPartOfValue({ type }: Node): boolean {
  return /^(UnaryExpression|BinaryExpression|ObjectExpression|ArrayExpression|SpreadElement|TemplateLiteral)$|^TS\w*Expression$/.test(
    type,
  );
}

function isDataOf(call: CallExpression, context: RuleContext): boolean {
  return !isLoggingOnly(call, context.durable.tree.keys) && context.durable.durableCallName(call) !== undefined;
}

function isStored(target: Node): boolean {
  return (
    target.type === "MemberExpression" && !/log|trace|track|telemetry|replay|quiet|silent/i.test(keyOf(target) ?? "")
  );
}
