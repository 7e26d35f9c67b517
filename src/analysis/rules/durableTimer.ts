import { functionAround, parentOf, unwrap } from "../../syntax/nodes";
import type { CallExpression, Node } from "../../syntax/nodes";
import type { RuleContext, Suggestion } from "../rule";
import type { EffectNode } from "./reportEffects";

/** A timer of the process that the code waits for: what is waited for, and the milliseconds. */
interface Wait {
  readonly promise: Node;
  readonly milliseconds: Node;
}

/** `yield new Promise((resolve) => setTimeout(resolve, ms))` and its kin as a durable timer. */
export function durableTimer(context: RuleContext, node: EffectNode): readonly Suggestion[] {
  const df = context.durable.durableContextAt(node);
  const wait = node.type === "CallExpression" ? waitOf(context, node) : undefined;
  if (df === undefined || !wait) return [];
  const waiting = parentOf(wait.promise);
  if (waiting?.type !== "YieldExpression" && waiting?.type !== "AwaitExpression") return [];
  if (!functionAround(waiting)?.generator) return [];
  const milliseconds = context.sourceCode.text.slice(...wait.milliseconds.range);
  const timer = `yield ${df}.createTimer(new Date(${df}.currentUtcDateTime.getTime() + ${milliseconds}))`;
  return [{ messageId: "timer", data: { context: df }, fix: (fixer) => fixer.replaceText(waiting, timer) }];
}

function waitOf(context: RuleContext, node: CallExpression): Wait | undefined {
  const [first, second] = node.arguments;
  const values = context.durable.valuesOf(node.callee);
  const isPromised = values.some((value) => value.kind === "package" && value.module === "timers/promises");
  if (isPromised) return first && { promise: node, milliseconds: first };
  const promise = promiseAround(node);
  return promise && second && { promise, milliseconds: second };
}

/** The promise of which the timer is all that is done: `new Promise((resolve) => setTimeout(resolve, ms))`. */
function promiseAround(node: CallExpression): Node | undefined {
  const executor = functionAround(node);
  const made = executor && parentOf(executor);
  if (made?.type !== "NewExpression") return undefined;
  const callee = unwrap(made.callee);
  const body = executor?.body;
  const isAll =
    body === node ||
    (body?.type === "BlockStatement" && body.body.length === 1 && node.parent.type === "ExpressionStatement");
  return isAll && callee.type === "Identifier" && callee.name === "Promise" ? made : undefined;
}
