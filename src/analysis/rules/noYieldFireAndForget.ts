import { isFunction, unwrap, wrapped } from "../../syntax/nodes";
import type { Node, YieldExpression } from "../../syntax/nodes";
import type { RuleContext, Suggestion } from "../rule";
import { isOlder } from "../sdk/versions";
import { hasCancelledTimerBefore } from "../tasks/cancelledTimers";
import { indentationOf } from "../tasks/indentation";
import { defineTaskRule } from "../tasks/tasks";

/** Before it, `continueAsNew` did nothing unless it was yielded (durable-functions 1.x; 2.0 was its last change). */
const firstVersion = "2.1.0";

export const noYieldFireAndForget = defineTaskRule({
  meta: {
    type: "problem",
    docs: { id: "no-yield-fire-and-forget", description: "Disallow yielding calls that return no task" },
    severity: "error",
    hasSuggestions: true,
    schema: [],
    messages: {
      yielded: "`{{name}}` acts at once and returns no task: yielding it fails the run. Call it without `yield`.",
      continueAsNew:
        "`continueAsNew` returns no task: yielding it fails the run. Call it without `yield`, then return.",
      remove: "Remove `yield`",
    },
  },
  create: (context, { kinds }) => ({
    YieldExpression(node) {
      if (!node.argument || node.delegate) return;
      const kind = kinds.of(node.argument);
      if (kind?.kind !== "fireAndForget" || isOld(context)) return;
      const { name } = kind;
      context.report({
        node,
        messageId: name === "continueAsNew" ? name : "yielded",
        data: { name },
        suggest: suggestions(context, node, name),
      });
    },
  }),
});

function isOld({ durable }: RuleContext): boolean {
  return durable.sdk !== undefined && isOlder(durable.sdk, firstVersion);
}

function suggestions(context: RuleContext, node: YieldExpression, name: string): readonly Suggestion[] {
  const call = node.argument && unwrap(node.argument);
  const statement = wrapped(node).parent;
  if (!call || statement?.type !== "ExpressionStatement") return [];
  // Without the yield between them, a cancelled timer and `continueAsNew` run in a hot loop.
  if (name === "continueAsNew" && hasCancelledTimerBefore(node)) return [];
  const text = context.sourceCode.text.slice(call.range[0], call.range[1]);
  if (name !== "continueAsNew" || isLast(statement))
    return [{ messageId: "remove", fix: (fixer) => fixer.replaceText(node, text) }];
  const isInBlock = statement.parent.type === "BlockStatement";
  const both = isInBlock
    ? `${text};\n${indentationOf(context.sourceCode.text, statement)}return;`
    : `{ ${text}; return; }`;
  return [{ messageId: "remove", fix: (fixer) => fixer.replaceText(statement, both) }];
}

/** Nothing follows in the function. */
function isLast(statement: Node): boolean {
  const block = statement.parent;
  return block?.type === "BlockStatement" && block.body.at(-1) === statement && isFunction(block.parent);
}
