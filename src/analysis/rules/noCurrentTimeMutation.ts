import { keyOf, unwrap } from "../../syntax/nodes";
import { defineRule } from "../rule";
import { currentTimeOf } from "./currentTime";
import { shortText } from "./reportEffects";

export const noCurrentTimeMutation = defineRule({
  meta: {
    type: "problem",
    docs: { id: "no-current-time-mutation", description: "Disallow changing the date that currentUtcDateTime is" },
    severity: "warning",
    hasSuggestions: true,
    schema: [],
    messages: {
      found:
        "`{{expression}}` changes `{{current}}` itself, for all code that reads it after. Change a copy: `new Date({{current}})`.",
      copy: "Make a copy: `new Date({{current}})`",
    },
  },
  create: (context) => ({
    CallExpression(node) {
      const callee = unwrap(node.callee);
      if (callee.type !== "MemberExpression" || !/^set[A-Z]/.test(keyOf(callee) ?? "")) return;
      const current = currentTimeOf(unwrap(callee.object), context);
      if (!current) return;
      const data = { expression: shortText(context, node), current: shortText(context, current) };
      // A copy of `context.df.currentUtcDateTime` that nothing holds would be of no use.
      const isHeld = current !== unwrap(callee.object);
      const fix = { messageId: "copy", data };
      context.report({
        node,
        messageId: "found",
        data,
        suggest: isHeld ? [{ ...fix, fix: (fixer) => fixer.replaceText(current, `new Date(${data.current})`) }] : [],
      });
    },
  }),
});
