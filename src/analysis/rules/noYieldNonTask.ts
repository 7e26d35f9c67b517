import type { Node, YieldExpression } from "../../syntax/nodes";
import type { RuleContext, Suggestion } from "../rule";
import { defineTaskRule, durableText, sdkMajor, type Tasks } from "../tasks/tasks";

export const noYieldNonTask = defineTaskRule({
  meta: {
    type: "problem",
    docs: { id: "no-yield-non-task", description: "Disallow yielding what is no task" },
    severity: "error",
    hasSuggestions: true,
    schema: [],
    messages: {
      tasks: "Only a task can be yielded, not an array. Use `yield {{context}}.Task.all(…)`.",
      result: "This is what a yielded task gave, not a task: yielding it fails the run. Remove `yield`.",
      data: "Only tasks can be yielded: this fails the run. Remove `yield`.",
      joinAll: "Yield `Task.all` of them",
      remove: "Remove `yield`",
    },
  },
  create: (context, tasks) => ({
    YieldExpression(node) {
      if (node.delegate) return;
      const kind = kindOf(node, tasks);
      // 1.x hands what is no task back to the orchestrator. Tasks in an array are lost there too.
      if (!kind || (kind !== "tasks" && sdkMajor(context) < 2)) return;
      const { argument } = node;
      const suggest = argument ? suggestions(context, node, argument, kind) : [];
      context.report({ node, messageId: kind, data: { context: durableText(context, node) }, suggest });
    },
  }),
});

type NonTask = "tasks" | "result" | "data";

function kindOf({ argument }: YieldExpression, { kinds }: Tasks): NonTask | undefined {
  if (!argument) return "data";
  const kind = kinds.of(argument)?.kind;
  return kind === "tasks" || kind === "result" || kind === "data" ? kind : undefined;
}

function suggestions(
  context: RuleContext,
  node: YieldExpression,
  argument: Node,
  kind: NonTask,
): readonly Suggestion[] {
  const [start, end] = argument.range;
  const text = context.sourceCode.text.slice(start, end);
  if (kind !== "tasks") return [{ messageId: "remove", fix: (fixer) => fixer.replaceText(node, text) }];
  const join = `${durableText(context, node)}.Task.all(${text})`;
  return [{ messageId: "joinAll", fix: (fixer) => fixer.replaceText(argument, join) }];
}
