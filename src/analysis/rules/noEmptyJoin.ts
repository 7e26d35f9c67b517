import { isInside } from "../../syntax/nodes";
import type { CallExpression, Node } from "../../syntax/nodes";
import type { ExpressionKinds } from "../tasks/expressionKinds";
import { defineTaskRule, durableText, sdkMajor } from "../tasks/tasks";

export const noEmptyJoin = defineTaskRule({
  meta: {
    type: "problem",
    docs: { id: "no-empty-join", description: "Disallow joins of no tasks" },
    severity: "error",
    schema: [],
    messages: {
      empty: "`{{context}}.{{name}}` of no tasks fails the run. Join tasks, or leave it out.",
    },
  },
  create: (context, { kinds }) => ({
    CallExpression(node) {
      // 1.x and 2.x go on with a result of nothing.
      if (sdkMajor(context) < 3) return;
      const name = kinds.taskMadeBy(node);
      if ((name !== "Task.all" && name !== "Task.any") || !isEmpty(node, kinds)) return;
      context.report({ node, messageId: "empty", data: { name, context: durableText(context, node) } });
    },
  }),
});

function isEmpty(join: CallExpression, kinds: ExpressionKinds): boolean {
  const [list] = join.arguments;
  if (!list) return true;
  const [leaf, ...others] = kinds.leavesOf(list);
  if (leaf?.type !== "ArrayExpression" || others.length || leaf.elements.length) return false;
  return isInside(leaf, list) || isReadOnce(list, kinds);
}

/** Nothing else has the array in hand that could fill it. */
function isReadOnce(name: Node, kinds: ExpressionKinds): boolean {
  const references = kinds.variableOf(name)?.references ?? [];
  return references.length === 2;
}
