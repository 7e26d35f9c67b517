import { functionAround } from "../../syntax/nodes";
import type { CallExpression, Node } from "../../syntax/nodes";
import type { RuleContext } from "../rule";
import { promiseCombinator } from "../tasks/promiseCombinators";
import { joinedBy } from "../tasks/joinedElements";
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
  return joinedBy(list, kinds).filter((element) => kinds.of(element)?.kind === "promise");
}
