import type { CallExpression, Node } from "../../syntax/nodes";
import { defineRule, type Fix, type RuleContext } from "../rule";
import { reportData, shortText, visitEffect, type EffectNode } from "./reportEffects";

export const noRandomId = defineRule({
  meta: {
    type: "problem",
    docs: {
      id: "no-random-id",
      aka: "DURABLE0002",
      description: "Disallow random ids in an orchestrator",
    },
    severity: "warning",
    ignoresLogging: true,
    holdsInDamagedCode: true,
    fixable: "code",
    schema: [],
    messages: {
      found: "`{{expression}}` gives a new id on each replay. Use `{{context}}.newGuid({{context}}.instanceId)`.",
      fix: "Use {{context}}.newGuid",
      nameless:
        "`{{expression}}` without a name gives instances the same ids. Use `{{context}}.newGuid({{context}}.instanceId)`.",
    },
  },
  create: (context) => {
    const visitor = visitEffect(context, "randomId", (node) => reportRandom(node, context));
    return {
      ...visitor,
      CallExpression(node) {
        visitor.CallExpression?.(node);
        if (context.durable.durableCallName(node) === "newGuid" && !node.arguments.length)
          reportNameless(node, context);
      },
    };
  },
});

function reportRandom(node: EffectNode, context: RuleContext): void {
  const df = context.durable.durableContextAt(node);
  // Short ids have a form of their own, which no GUID has.
  const isGuid = /uuid/i.test(shortText(context, node)) && "arguments" in node && !node.arguments.length;
  const fix = df !== undefined && isGuid ? newGuid(node, df) : undefined;
  context.report({ node, messageId: "found", data: reportData(context, node), fix });
}

/** The SDK makes ids of the name, the time and a counter (durable-functions 3.5, `newGuid`). */
function reportNameless(node: CallExpression, context: RuleContext): void {
  const df = context.durable.durableContextAt(node);
  const fix = df === undefined ? undefined : newGuid(node, df);
  context.report({ node, messageId: "nameless", data: reportData(context, node), fix });
}

function newGuid(node: Node, df: string): Fix {
  return (fixer) => fixer.replaceText(node, `${df}.newGuid(${df}.instanceId)`);
}
