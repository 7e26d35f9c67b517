import { functionAround, methodOf, unwrap } from "../../syntax/nodes";
import type { AwaitExpression, CallExpression, FunctionNode } from "../../syntax/nodes";
import type { Fix, RuleContext, Suggestion } from "../rule";
import { asGenerator, yieldText } from "../tasks/asGenerator";
import { ownNodesOf } from "../tasks/returnedExpressions";
import { defineTaskRule, sdkMajor, type Tasks } from "../tasks/tasks";

export const noAwait = defineTaskRule({
  meta: {
    type: "problem",
    docs: { id: "no-await", description: "Disallow `async` and `await` in orchestrators" },
    severity: "error",
    fixable: "code",
    hasSuggestions: true,
    schema: [],
    messages: {
      await: "Tasks are no promises: `await` does not wait for them. Use `yield`.",
      fix: "Use yield",
      then: "Tasks are no promises and have no `{{method}}`. Use `yield`, and what follows it.",
      asyncGenerator: "An orchestrator cannot be an async generator: the first `yield` fails the run. Remove `async`.",
      asyncFunction: "An orchestrator cannot be an async function: it never runs. Make it a generator, `function*`.",
      makeGenerator: "Make it a generator function",
    },
  },
  create: (context, tasks) => {
    const visit = (node: FunctionNode) => checkFunction(context, node, tasks);
    return {
      FunctionDeclaration: visit,
      FunctionExpression: visit,
      ArrowFunctionExpression: visit,
      AwaitExpression: (node) => checkAwait(context, node, tasks),
      CallExpression: (node) => checkThen(context, node, tasks),
    };
  },
});

/** Since this version orchestrators may be async generators. */
const firstAsyncMajor = 4;

function checkFunction(context: RuleContext, node: FunctionNode, tasks: Tasks): void {
  if (!node.async || !isOrchestration(context, node, tasks)) return;
  if (node.generator && allowsAsync(context)) return;
  context.report({
    node: node.id ?? node.params[0] ?? node,
    reachedBy: node.body,
    messageId: node.generator ? "asyncGenerator" : "asyncFunction",
    suggest: generatorSuggestions(context, node, tasks),
  });
}

function allowsAsync(context: RuleContext): boolean {
  return context.durable.sdk !== undefined && sdkMajor(context) >= firstAsyncMajor;
}

/** An orchestrator, or a generator that yields tasks for one. */
function isOrchestration({ durable }: RuleContext, node: FunctionNode, { kinds }: Tasks): boolean {
  if (durable.isOrchestrator(node)) return true;
  if (!node.generator) return false;
  return [...ownNodesOf(node)].some((each) => each.type === "CallExpression" && kinds.taskMadeBy(each) !== undefined);
}

function checkAwait(context: RuleContext, node: AwaitExpression, { kinds }: Tasks): void {
  if (kinds.of(node.argument)?.kind !== "task") return;
  const around = functionAround(node);
  // The function itself is reported, with a suggestion for all of it.
  if (around && !around.generator && context.durable.isOrchestrator(around)) return;
  const fix: Fix = (fixer) => fixer.replaceText(node, yieldText(context.sourceCode.text, node));
  context.report({ node, messageId: "await", fix: around?.generator ? fix : undefined });
}

function checkThen(context: RuleContext, node: CallExpression, { kinds }: Tasks): void {
  const method = methodOf(node) ?? "";
  const callee = unwrap(node.callee);
  if (!/^(then|catch|finally)$/.test(method) || callee.type !== "MemberExpression") return;
  if (kinds.of(callee.object)?.kind === "task") context.report({ node, messageId: "then", data: { method } });
}

/** Only where all that is awaited is tasks, and the function has no `this` of those around it. */
function generatorSuggestions(context: RuleContext, node: FunctionNode, { kinds }: Tasks): readonly Suggestion[] {
  const own = [...ownNodesOf(node)];
  const awaits = own.filter((each) => each.type === "AwaitExpression");
  const isBound = !node.generator && own.some(({ type }) => type === "ThisExpression");
  const hasLoop = own.some((each) => each.type === "ForOfStatement" && each.await);
  const text = asGenerator(context.sourceCode.text, node, awaits);
  if (isBound || hasLoop || text === undefined) return [];
  if (!awaits.every((each) => kinds.of(each.argument)?.kind === "task")) return [];
  return [{ messageId: "makeGenerator", fix: (fixer) => fixer.replaceText(node, text) }];
}
