import type { CallExpression, Node, YieldExpression } from "../../syntax/nodes";
import type { Fix, RuleContext, Suggestion } from "../rule";
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
      joined:
        "This is what a yielded task gave, not a task: joining it fails the run. Join the task, and yield only the join.",
      list: "`{{context}}.{{name}}` takes one array of tasks. Put them into `[…]`.",
      joinAll: "Yield `Task.all` of them",
      inArray: "Put them into an array",
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
    CallExpression(node) {
      const name = tasks.kinds.taskMadeBy(node);
      const [list] = node.arguments;
      if ((name === "Task.all" || name === "Task.any") && list) checkJoin(context, node, list, name, tasks);
    },
  }),
});

function checkJoin(context: RuleContext, node: CallExpression, list: Node, name: string, { kinds }: Tasks): void {
  if (kinds.of(list)?.kind === "task") {
    const fix: Fix = (fixer) => [
      fixer.insertTextBefore(list, "["),
      fixer.insertTextAfter(node.arguments.at(-1) ?? list, "]"),
    ];
    const data = { context: durableText(context, node), name };
    return context.report({ node: list, messageId: "list", data, suggest: [{ messageId: "inArray", fix }] });
  }
  if (sdkMajor(context) < 2) return;
  const [leaf, ...others] = kinds.leavesOf(list);
  if (leaf?.type !== "ArrayExpression" || others.length) return;
  // What is pushed into it later may be pushed after the join.
  for (const each of leaf.elements) {
    if (!each || each.type === "SpreadElement" || kinds.of(each)?.kind !== "result") continue;
    const { argument } = each.type === "YieldExpression" ? each : { argument: undefined };
    const suggest = argument ? suggestions(context, each as YieldExpression, argument, "result") : [];
    context.report({ node: each, messageId: "joined", suggest });
  }
}

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
  const df = context.durable.durableContextAt(node);
  if (df === undefined) return [];
  const join = `${df}.Task.all(${text})`;
  return [{ messageId: "joinAll", fix: (fixer) => fixer.replaceText(argument, join) }];
}
