import { functionAround, isFunction, keyOf, unwrap, wrapped } from "../../syntax/nodes";
import type { CallExpression, Node } from "../../syntax/nodes";
import type { RuleContext, Suggestion } from "../rule";
import { isBare } from "../tasks/expressionPlaces";
import { findMisreadTasks, findResultOfResult } from "../tasks/misreadTasks";
import { defineTaskRule, durableText, sdkMajor, type Tasks } from "../tasks/tasks";

export const yieldTasks = defineTaskRule({
  meta: {
    type: "problem",
    docs: { id: "yield-tasks", description: "Require that every task is yielded" },
    severity: "error",
    hasSuggestions: true,
    schema: [],
    messages: {
      dropped: "The task of `{{name}}` is never yielded: it is not scheduled, and nothing waits for it. Add `yield`.",
      timer:
        "This timer is never yielded, so it never starts, and there is nothing to cancel. Race it: `yield {{context}}.Task.any([…])`.",
      continueAsNew:
        "Before durable-functions 2.1, `continueAsNew` only gives a task: nothing continues unless it is yielded. Add `yield`.",
      value: "`{{name}}` gives a task, not its result. Add `yield`.",
      returned: "The orchestrator returns the task of `{{name}}`, not its result, and never schedules it. Add `yield`.",
      forEach: "`forEach` drops the tasks of `{{name}}`. Collect them with `map` and `yield {{context}}.Task.all(…)`.",
      misread: "`{{name}}` is a finished task, not what it gave. Read `{{name}}.result`.",
      result:
        "`yield` gives the result of a sub-orchestration, not its task: `{{name}}` is there only if that returns it.",
      addYield: "Add `yield`",
      joinAll: "Yield `Task.all` of them",
      readResult: "Read `result`",
    },
  },
  create: (context, tasks) => ({
    CallExpression(node) {
      const name = tasks.kinds.taskMadeBy(node);
      if (name === undefined) {
        checkContinueAsNew(context, node);
        return;
      }
      const use = tasks.uses.of(node);
      if (use === "used" || use === "neutral") return;
      // 1.x waits for a task that is returned, and its result is the output.
      if (use === "returned" && sdkMajor(context) < 2) return;
      // A `yield` would wait for the timer, which nobody means who cancels it.
      const isTimer = use === "dropped" && name === "createTimer" && isCancelled(node, tasks);
      const inPlace = isTimer ? [] : yieldSuggestions(node);
      const suggest = use === "forEach" ? joinSuggestions(context, node) : inPlace;
      const messageId = isTimer ? "timer" : use === "list" ? "value" : use;
      context.report({ node, messageId, data: { name, context: durableText(context, node) }, suggest });
    },
    YieldExpression(node) {
      for (const each of findMisreadTasks(node, context.durable, tasks)) {
        const name = context.sourceCode.text.slice(each.range[0], each.range[1]);
        const readResult: Suggestion = {
          messageId: "readResult",
          fix: (fixer) => fixer.insertTextAfter(each, ".result"),
        };
        context.report({ node: each, messageId: "misread", data: { name }, suggest: [readResult] });
      }
      const result = findResultOfResult(node, context.durable, tasks.kinds);
      if (!result) return;
      const name = context.sourceCode.text.slice(result.range[0], result.range[1]);
      context.report({ node: result, messageId: "result", severity: "warning", data: { name } });
    },
  }),
});

/** Its name is there to cancel it. */
function isCancelled(timer: CallExpression, { kinds }: Tasks): boolean {
  const place = wrapped(timer).parent;
  const name = place?.type === "VariableDeclarator" ? place.id : undefined;
  const reads = name ? (kinds.variableOf(name)?.references ?? []) : [];
  return reads.some(({ identifier }) => {
    const { parent } = wrapped(identifier);
    return parent?.type === "MemberExpression" && keyOf(parent) === "cancel";
  });
}

function checkContinueAsNew(context: RuleContext, node: CallExpression): void {
  if (context.durable.durableCallName(node) !== "continueAsNew" || sdkMajor(context) >= 2) return;
  if (wrapped(node).parent?.type !== "ExpressionStatement") return;
  context.report({ node, messageId: "continueAsNew", suggest: yieldSuggestions(node) });
}

/** A task that is used where it is made. */
function yieldSuggestions(node: CallExpression): readonly Suggestion[] {
  if (!functionAround(node)?.generator) return [];
  const place = wrapped(node);
  const { parent } = place;
  if (parent?.type === "MemberExpression" && keyOf(parent) === "result") return [];
  return [
    {
      messageId: "addYield",
      fix: (fixer) =>
        isBare(place)
          ? fixer.insertTextBefore(place, "yield ")
          : [fixer.insertTextBefore(place, "(yield "), fixer.insertTextAfter(place, ")")],
    },
  ];
}

/** `list.forEach(make)` → `yield df.Task.all(list.map(make))`. */
function joinSuggestions(context: RuleContext, node: CallExpression): readonly Suggestion[] {
  const callback = functionAround(node);
  const call = callback && wrapped(callback).parent;
  if (!callback || call?.type !== "CallExpression" || !functionAround(call)?.generator) return [];
  const callee = unwrap(call.callee);
  if (callee.type !== "MemberExpression" || call.parent.type !== "ExpressionStatement" || !isReturned(node)) return [];
  const df = context.durable.durableContextAt(call);
  if (df === undefined) return [];
  return [
    {
      messageId: "joinAll",
      fix: (fixer) => [
        fixer.insertTextBefore(call, `yield ${df}.Task.all(`),
        fixer.replaceText(callee.property, "map"),
        fixer.insertTextAfter(call, ")"),
      ],
    },
  ];
}

/** The callback gives the task to its caller. */
function isReturned(node: Node): boolean {
  const { parent } = wrapped(node);
  return isFunction(parent) || parent?.type === "ReturnStatement";
}
