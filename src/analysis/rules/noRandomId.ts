import { defineRule } from "../rule";
import { reportData, shortText, visitEffect } from "./reportEffects";

export const noRandomId = defineRule({
  meta: {
    type: "problem",
    docs: {
      id: "no-random-id",
      aka: "DURABLE0002",
      description: "Disallow random ids in an orchestrator",
    },
    severity: "warning",
    holdsInDamagedCode: true,
    ignoresLogging: true,
    fixable: "code",
    schema: [],
    messages: {
      found: "`{{expression}}` gives a new id on each replay. Use `{{context}}.newGuid({{context}}.instanceId)`.",
    },
  },
  create: (context) =>
    visitEffect(context, "randomId", (node) => {
      const df = context.durable.durableContextAt(node);
      // Short ids have a form of their own, which no GUID has.
      const isGuid = /uuid/i.test(shortText(context, node)) && "arguments" in node && !node.arguments.length;
      context.report({
        node,
        messageId: "found",
        data: reportData(context, node),
        fix:
          df === undefined || !isGuid
            ? undefined
            : (fixer) => fixer.replaceText(node, `${df}.newGuid(${df}.instanceId)`),
      });
    }),
});
