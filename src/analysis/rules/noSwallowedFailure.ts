import { functionAround, isFunction, methodOf, unwrap } from "../../syntax/nodes";
import type { Node } from "../../syntax/nodes";
import type { RuleContext } from "../rule";
import { isLoop } from "../tasks/loops";
import { ownNodesOf } from "../tasks/returnedExpressions";
import { defineTaskRule } from "../tasks/tasks";

export const noSwallowedFailure = defineTaskRule({
  meta: {
    type: "problem",
    docs: {
      id: "no-swallowed-failure",
      description: "Disallow losing the failure of a task",
    },
    severity: "warning",
    schema: [],
    messages: {
      empty: "The failure of a task is lost here: nobody sees that it failed. Handle it, or throw it again.",
      loggedOnly:
        "The failure of a task is only logged, and the instance completes as if all were well. Throw it again.",
      finally: "`return` in `finally` drops every failure of the tasks above. Return after it.",
    },
  },
  create: (context) => ({
    TryStatement(node) {
      if (!functionAround(node)?.generator || !yields(node.block)) return;
      const [leave] = node.finalizer ? [...ownNodesOf(node.finalizer)].filter(isReturn) : [];
      if (leave) context.report({ node: leave, messageId: "finally" });
      const { handler } = node;
      if (!handler || triesAgain(node.block, handler.body.body.length > 0)) return;
      const place = handler.param ?? handler;
      if (!handler.body.body.length) context.report({ node: place, messageId: "empty" });
      else if (!leave && isLastOfFunction(node) && handler.body.body.every((each) => onlyLogs(each, context)))
        context.report({ node: place, messageId: "loggedOnly" });
    },
  }),
});

function isReturn({ type }: Node): boolean {
  return type === "ReturnStatement";
}

function yields(node: Node): boolean {
  return [...ownNodesOf(node)].some(({ type }) => type === "YieldExpression");
}

/** In a loop, it is how one tries again; what goes through a list and never leaves early does not. */
function triesAgain(block: Node, isHandled: boolean): boolean {
  const leaves: boolean = [...ownNodesOf(block)].some(({ type }) => /^(Break|Return)Statement$/.test(type));
  for (let outer = block.parent; outer && !isFunction(outer); outer = outer.parent)
    if (isLoop(outer) && (leaves || isHandled || outer.type !== "ForOfStatement")) return true;
  return false;
}

function isLastOfFunction(node: Node): boolean {
  for (let inner: Node = node; inner.parent && !isFunction(inner); inner = inner.parent) {
    const { parent } = inner;
    if (parent.type === "BlockStatement" && parent.body.at(-1) !== inner) return false;
  }
  return true;
}

const loggers = /^(log|info|warn|error|debug|trace|verbose|track[A-Z]\w*)$/;

function onlyLogs(statement: Node, context: RuleContext): boolean {
  if (statement.type === "IfStatement") return onlyLogs(statement.consequent, context) && !statement.alternate;
  if (statement.type === "BlockStatement") return statement.body.every((each) => onlyLogs(each, context));
  const call = statement.type === "ExpressionStatement" ? unwrap(statement.expression) : undefined;
  if (call?.type !== "CallExpression" || context.durable.durableCallName(call) !== undefined) return false;
  const callee = unwrap(call.callee);
  return loggers.test(methodOf(call) ?? (callee.type === "Identifier" ? callee.name : ""));
}
