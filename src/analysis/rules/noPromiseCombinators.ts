import { functionAround, isFunction, unwrap } from "../../syntax/nodes";
import type { CallExpression, Node } from "../../syntax/nodes";
import type { RuleContext } from "../rule";
import { promiseCombinator } from "../tasks/promiseCombinators";
import { returnedExpressions } from "../tasks/returnedExpressions";
import { defineTaskRule, durableText, type Tasks } from "../tasks/tasks";

export const noPromiseCombinators = defineTaskRule({
  meta: {
    type: "problem",
    docs: { id: "no-promise-combinators", description: "Disallow mixing promises and tasks in joins" },
    severity: "error",
    hasSuggestions: true,
    schema: [],
    messages: {
      combinator: "`Promise.{{name}}` knows nothing of tasks. Use `yield {{context}}.Task.{{join}}(…)`.",
      promise:
        "`Task.{{join}}` takes tasks only; this is a promise. Do its work in an activity, or add its value to the results afterwards.",
      replace: "Use `{{context}}.Task.{{join}}`",
    },
  },
  create: (context, tasks) => ({
    CallExpression(node) {
      const name = promiseCombinator(node, tasks.kinds);
      if (name !== undefined) reportCombinator(context, node, name);
      const made = tasks.kinds.taskMadeBy(node);
      if (made !== "Task.all" && made !== "Task.any") return;
      const [list] = node.arguments;
      for (const promise of list ? promisesIn(list, tasks) : []) {
        context.report({ node: promise, messageId: "promise", data: { join: made.slice("Task.".length) } });
      }
    },
  }),
});

function reportCombinator(context: RuleContext, node: CallExpression, name: string): void {
  const df = durableText(context, node);
  const join = name.startsWith("all") ? "all" : "any";
  const data = { name, join, context: df };
  // What follows may read `allSettled`'s objects; and tasks are joined where a `yield` can stand.
  const isJoinable = functionAround(node)?.generator === true && context.durable.durableContextAt(node) !== undefined;
  context.report({
    node,
    messageId: "combinator",
    data,
    suggest:
      isJoinable && name !== "allSettled"
        ? [{ messageId: "replace", data, fix: (fixer) => fixer.replaceText(node.callee, `${df}.Task.${join}`) }]
        : [],
  });
}

function promisesIn(list: Node, { kinds }: Tasks): readonly Node[] {
  return kinds
    .leavesOf(list)
    .flatMap((leaf) => elementsOf(leaf, kinds))
    .flatMap((element) => (kinds.of(element)?.kind === "promise" ? [element] : []));
}

/** The expressions that the elements of an array come from: those of a literal, what the callback of `map` returns. */
function elementsOf(list: Node, kinds: Tasks["kinds"]): readonly Node[] {
  if (list.type === "ArrayExpression") {
    return kinds
      .elementsOf(list)
      .flatMap((each) =>
        each.type === "SpreadElement"
          ? kinds.leavesOf(each.argument).flatMap((leaf) => elementsOf(leaf, kinds))
          : [each],
      );
  }
  if (list.type !== "CallExpression") return [];
  const callee = unwrap(list.callee);
  const isMap =
    callee.type === "MemberExpression" && callee.property.type === "Identifier" && callee.property.name === "map";
  const callback = isMap && list.arguments[0] ? kinds.functionOf(list.arguments[0]) : undefined;
  if (!callback) return [];
  return isFunction(callback) && callback.async ? [callback] : returnedExpressions(callback);
}
