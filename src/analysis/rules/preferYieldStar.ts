import { functionAround, methodOf, wrapped } from "../../syntax/nodes";
import type { CallExpression, Node, YieldExpression } from "../../syntax/nodes";
import type { RuleContext, Suggestion } from "../rule";
import { defineTaskRule, type Tasks } from "../tasks/tasks";

export const preferYieldStar = defineTaskRule({
  meta: {
    type: "problem",
    docs: { id: "prefer-yield-star", description: "Require `yield*` to run generator functions" },
    severity: "error",
    hasSuggestions: true,
    schema: [],
    messages: {
      yielded: "`yield` does not run the generator that `{{name}}` returns. Use `yield*`.",
      notRun: "`{{name}}` only makes a generator; nothing in it runs. Call it with `yield*`.",
      forEach: "`forEach` only makes the generators that this function returns; nothing in them runs. Use `for…of`.",
      useStar: "Use `yield*`",
    },
  },
  create: (context, tasks) => ({
    YieldExpression(node) {
      const { argument } = node;
      if (!argument || node.delegate || !isGenerator(argument, tasks)) return;
      context.report({
        node,
        messageId: "yielded",
        data: { name: calleeText(context, argument, tasks) },
        suggest: [{ messageId: "useStar", fix: (fixer) => fixer.replaceText(node, withStar(context, node)) }],
      });
    },
    CallExpression(node) {
      const [callback] = node.arguments;
      if (callback && methodOf(node) === "forEach" && isTaskGenerator(callback, tasks))
        context.report({ node: callback, messageId: "forEach" });
      if (!isGenerator(node, tasks) || !isUnused(node, tasks)) return;
      const data = { name: calleeText(context, node, tasks) };
      context.report({ node, messageId: "notRun", data, suggest: starSuggestions(node) });
    },
  }),
});

function isGenerator(node: Node, { kinds }: Tasks): boolean {
  const kind = kinds.of(node);
  return kind?.kind === "generator" && !kind.isAsync;
}

/** `function* (item) { yield … }` */
function isTaskGenerator(callback: Node, { kinds }: Tasks): boolean {
  const called = kinds.functionOf(callback);
  return called?.generator === true && !called.async;
}

/** A statement of its own, or what is treated as what the generator would return in the end. */
function isUnused(node: CallExpression, { uses }: Tasks): boolean {
  const place = wrapped(node);
  const { parent } = place;
  if (parent?.type === "VariableDeclarator") return parent.id.type === "Identifier" && uses.of(node) === "dropped";
  return parent?.type === "ExpressionStatement" || parent?.type === "AwaitExpression";
}

function starSuggestions(node: CallExpression): readonly Suggestion[] {
  const place = wrapped(node);
  if (!functionAround(node)?.generator || place.parent?.type === "AwaitExpression") return [];
  return [{ messageId: "useStar", fix: (fixer) => fixer.insertTextBefore(place, "yield* ") }];
}

function withStar({ sourceCode }: RuleContext, { range: [start, end] }: YieldExpression): string {
  return `yield*${sourceCode.text.slice(start + "yield".length, end)}`;
}

function calleeText({ sourceCode }: RuleContext, node: Node, { kinds }: Tasks): string {
  const [leaf] = kinds.leavesOf(node);
  if (leaf?.type !== "CallExpression") return "it";
  const [start, end] = leaf.callee.range;
  return `${sourceCode.text.slice(start, end).replace(/\s+/g, " ")}(…)`;
}
