import { functionAround, isFunction, methodOf, wrapped } from "../../syntax/nodes";
import type { CallExpression, Node, YieldExpression } from "../../syntax/nodes";
import type { Fix, RuleContext, Suggestion } from "../rule";
import { isBare } from "../tasks/expressionPlaces";
import { joinedBy } from "../tasks/joinedElements";
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
      value: "`{{name}}` gives a generator, not its result; nothing in it runs. Call it with `yield*`.",
      returned: "The orchestrator returns the generator of `{{name}}`; nothing in it runs. Return it with `yield*`.",
      joined:
        "`{{join}}` takes tasks, and this makes a generator; nothing in it runs. Run several at once as sub-orchestrations (`callSubOrchestrator`).",
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
      const join = tasks.kinds.taskMadeBy(node);
      if (callback && (join === "Task.all" || join === "Task.any"))
        for (const each of generatorsIn(callback, tasks))
          context.report({ node: each, messageId: "joined", data: { join } });
      const messageId = isGenerator(node, tasks) ? misuseOf(node, tasks) : undefined;
      if (!messageId) return;
      const data = { name: calleeText(context, node, tasks) };
      context.report({ node, messageId, data, suggest: starSuggestions(node) });
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

function generatorsIn(list: Node, tasks: Tasks): readonly Node[] {
  return joinedBy(list, tasks.kinds).filter((each) => isGenerator(each, tasks) || (isFunction(each) && each.generator));
}

/** What is wrong with a generator that nobody runs: it is dropped, or taken for what it would return in the end. */
function misuseOf(node: CallExpression, { uses }: Tasks): "notRun" | "value" | "returned" | undefined {
  const { parent } = wrapped(node);
  if (parent?.type === "ExpressionStatement" || parent?.type === "AwaitExpression") return "notRun";
  // Taking the elements out of it runs it.
  if (parent?.type === "VariableDeclarator" && parent.id.type === "ArrayPattern") return undefined;
  const use = uses.of(node);
  if (use === "dropped") return parent?.type === "VariableDeclarator" ? "notRun" : undefined;
  if (use === "returned") return functionAround(node)?.generator ? "returned" : undefined;
  return use === "value" ? "value" : undefined;
}

function starSuggestions(node: CallExpression): readonly Suggestion[] {
  const place = wrapped(node);
  const { parent } = place;
  if (!functionAround(node)?.generator || parent?.type === "AwaitExpression") return [];
  const fix: Fix = (fixer) =>
    isBare(place)
      ? fixer.insertTextBefore(place, "yield* ")
      : [fixer.insertTextBefore(place, "(yield* "), fixer.insertTextAfter(place, ")")];
  return [{ messageId: "useStar", fix }];
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
