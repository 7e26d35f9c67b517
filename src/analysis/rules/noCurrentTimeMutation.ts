import { keyOf, unwrap } from "../../syntax/nodes";
import type { Node } from "../../syntax/nodes";
import { defineRule, type RuleContext } from "../rule";
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

/** Aliases of aliases. */
const maximalDepth = 4;

/** `context.df.currentUtcDateTime`, or where a variable got it from. */
function currentTimeOf(node: Node, context: RuleContext, depth = 0): Node | undefined {
  if (node.type === "MemberExpression")
    return context.durable.durableMemberName(node) === "currentUtcDateTime" ? node : undefined;
  if (node.type !== "Identifier" || depth > maximalDepth) return undefined;
  const variable = context.durable.tree.keys.variableOf(node);
  const [definition] = variable?.defs ?? [];
  const declarator = definition?.node;
  if (declarator?.type !== "VariableDeclarator" || declarator.id.type !== "Identifier" || !declarator.init)
    return undefined;
  const isAssigned = variable?.references.some((each) => each.isWrite() && each.init !== true);
  return isAssigned ? undefined : currentTimeOf(unwrap(declarator.init), context, depth + 1);
}
