import { unwrap } from "../../syntax/nodes";
import { defineRule, type Fix } from "../rule";
import { reportData, visitEffect, type EffectNode } from "./reportEffects";

export const noWallClock = defineRule({
  meta: {
    type: "problem",
    docs: {
      id: "no-wall-clock",
      aka: "DURABLE0001",
      description: "Disallow reading the wall clock in an orchestrator",
    },
    severity: "warning",
    holdsInDamagedCode: true,
    ignoresLogging: true,
    fixable: "code",
    schema: [],
    messages: {
      found: "`{{expression}}` gives a new value on each replay. Use `{{context}}.currentUtcDateTime`.",
    },
  },
  create: (context) =>
    visitEffect(context, "wallClock", (node) => {
      const df = context.durable.durableContextAt(node);
      context.report({
        node,
        messageId: "found",
        data: reportData(context, node),
        fix: df === undefined ? undefined : fixOf(node, df),
      });
    }),
});

/** Milliseconds for milliseconds, and a date of its own, that may be changed, for a date; others are left to people. */
function fixOf(node: EffectNode, df: string): Fix | undefined {
  if (node.type === "MemberExpression") return undefined;
  const callee = unwrap(node.callee);
  const isNew = node.type === "NewExpression" && callee.type === "Identifier" && callee.name === "Date";
  if (isNew) return (fixer) => fixer.replaceText(node, `new Date(${df}.currentUtcDateTime)`);
  const isNow = callee.type === "MemberExpression" && unwrap(callee.object).type === "Identifier";
  const object = isNow ? unwrap(callee.object) : undefined;
  if (object?.type !== "Identifier" || object.name !== "Date") return undefined;
  return (fixer) => fixer.replaceText(node, `${df}.currentUtcDateTime.getTime()`);
}
