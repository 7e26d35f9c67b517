import { isFunction, unwrap } from "../../syntax/nodes";
import type { Node } from "../../syntax/nodes";
import type { Fixer, RuleContext } from "../rule";
import { indentationOf } from "../tasks/indentation";
import { isLoop, isUnconditional, type Loop } from "../tasks/loops";
import { ownNodesOf } from "../tasks/returnedExpressions";
import { defineTaskRule } from "../tasks/tasks";

export const noCodeAfterContinueAsNew = defineTaskRule({
  meta: {
    type: "problem",
    docs: { id: "no-code-after-continue-as-new", description: "Disallow tasks after `continueAsNew`" },
    severity: "warning",
    hasSuggestions: true,
    schema: [],
    messages: {
      goesOn: "The code goes on after `continueAsNew` and comes to more tasks. Return right after it.",
      returnHere: "Return after `continueAsNew`",
    },
  },
  create: (context) => ({
    ExpressionStatement(node) {
      const call = unwrap(node.expression);
      if (call.type !== "CallExpression" || context.durable.durableCallName(call) !== "continueAsNew") return;
      if (!goesOn(node)) return;
      const suggest =
        node.parent.type === "BlockStatement"
          ? [{ messageId: "returnHere", fix: (fixer: Fixer) => fixer.insertTextAfter(node, returnText(context, node)) }]
          : [];
      context.report({ node: call, messageId: "goesOn", suggest });
    },
  }),
});

/** Whether a `yield` comes after a statement, in its block or in those around it, before the function ends. */
function goesOn(statement: Node): boolean {
  for (let node: Node = statement; node.parent && !isFunction(node); node = node.parent) {
    const outer: Node = node.parent;
    if (outer.type === "BlockStatement" || outer.type === "SwitchCase") {
      const list: readonly Node[] = outer.type === "BlockStatement" ? outer.body : outer.consequent;
      for (const next of list.slice(list.indexOf(node) + 1)) {
        if (yields(next)) return true;
        if (/^(Return|Throw|Break|Continue)Statement$/.test(next.type)) return false;
      }
    }
    if (isLoop(outer)) return isEndless(outer) && yields(outer);
  }
  return false;
}

function isEndless(loop: Node): boolean {
  return /^(While|DoWhile|For)Statement$/.test(loop.type) && isUnconditional(loop as Loop);
}

function yields(node: Node): boolean {
  return node.type === "YieldExpression" || [...ownNodesOf(node)].some(({ type }) => type === "YieldExpression");
}

function returnText({ sourceCode }: RuleContext, node: Node): string {
  return `\n${indentationOf(sourceCode.text, node)}return;`;
}
