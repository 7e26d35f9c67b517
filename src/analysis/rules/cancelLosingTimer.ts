import type { CallExpression, Node } from "../../syntax/nodes";
import { functionAround, isFunction, keyOf, methodOf, unwrap, wrapped } from "../../syntax/nodes";
import type { RuleContext, Suggestion } from "../rule";
import type { ExpressionKinds } from "../tasks/expressionKinds";
import { hasFired } from "../tasks/firedTimers";
import { indentationOf } from "../tasks/indentation";
import { ownNodesOf } from "../tasks/returnedExpressions";
import { defineTaskRule, sdkMajor } from "../tasks/tasks";

const lastMajor = 3;

export const cancelLosingTimer = defineTaskRule({
  meta: {
    type: "problem",
    docs: {
      id: "cancel-losing-timer",
      description: "Require that a timer that lost a race is cancelled, and no other",
    },
    severity: "warning",
    hasSuggestions: true,
    schema: [],
    messages: {
      unnamed:
        "Nothing can cancel this timer when it loses: the instance stays open until it fires. Give it a name, and cancel it.",
      notCancelled:
        "`{{name}}` is not cancelled when it loses: the instance stays open until it fires. Call `{{name}}.cancel()`.",
      fired: "`{{name}}` has fired where this runs: cancelling it throws, which fails the run. Drop the call.",
      mayHaveFired:
        "`{{name}}` may have won the race: cancelling a timer that fired throws, which fails the run. Ask for `{{name}}.isCompleted` first.",
      cancel: "Cancel the timer unless it fired",
    },
  },
  create: (context, { kinds }) => ({
    CallExpression(node) {
      if (methodOf(node) === "cancel" && !node.arguments.length) checkCancel(context, node, kinds);
      if (kinds.taskMadeBy(node) !== "Task.any") return;
      const racers = racersOf(node, kinds);
      const timers = racers.filter((each) => isTimer(each, kinds));
      if (timers.length === racers.length) return;
      for (const timer of timers) checkTimer(context, node, timer, kinds);
    },
  }),
});

/** Up to 3.x, `cancel` of a timer that fired throws "Cannot cancel a completed task". */
function checkCancel(context: RuleContext, node: CallExpression, kinds: ExpressionKinds): void {
  const callee = unwrap(node.callee);
  const timer = callee.type === "MemberExpression" ? unwrap(callee.object) : undefined;
  const variable = timer?.type === "Identifier" && isTimer(timer, kinds) ? kinds.variableOf(timer) : undefined;
  if (!variable || sdkMajor(context) === lastMajor + 1) return;
  const fired = hasFired(node, variable, kinds);
  if (!fired) return;
  const messageId = fired === "always" ? "fired" : "mayHaveFired";
  const guard: Suggestion = {
    messageId: "cancel",
    fix: (fixer) =>
      fixer.replaceText(node, `if (!${variable.name}.isCompleted) ${context.sourceCode.text.slice(...node.range)}`),
  };
  const data = { name: variable.name };
  context.report({ node, messageId, data, suggest: messageId === "fired" ? [] : [guard] });
}

function racersOf(node: CallExpression, kinds: ExpressionKinds): readonly Node[] {
  const [list] = node.arguments;
  const leaves = list ? kinds.leavesOf(list) : [];
  return leaves.flatMap((leaf) => (leaf.type === "ArrayExpression" ? kinds.elementsOf(leaf) : []));
}

function isTimer(racer: Node, kinds: ExpressionKinds): boolean {
  const kind = kinds.of(racer);
  return kind?.kind === "task" && kind.name === "createTimer";
}

function checkTimer(context: RuleContext, race: CallExpression, timer: Node, kinds: ExpressionKinds): void {
  if (timer.type === "CallExpression") context.report({ node: timer, messageId: "unnamed" });
  if (timer.type !== "Identifier") return;
  const reads = kinds.variableOf(timer)?.references.filter((each) => each.isRead()) ?? [];
  if (!reads.every(({ identifier }) => isOnlyRaced(identifier, kinds))) return;
  const data = { name: timer.name };
  context.report({ node: timer, messageId: "notCancelled", data, suggest: suggestions(context, race, timer.name) });
}

/** Raced, compared, asked whether it fired: nothing that cancels it, waits for it or hands it on. */
function isOnlyRaced(read: Node, kinds: ExpressionKinds): boolean {
  const { parent } = wrapped(read);
  if (parent?.type === "BinaryExpression") return true;
  if (parent?.type === "MemberExpression") return keyOf(parent) !== "cancel";
  const call = parent?.type === "ArrayExpression" ? wrapped(parent).parent : undefined;
  if (call?.type === "CallExpression") return kinds.taskMadeBy(call) === "Task.any";
  return call?.type === "VariableDeclarator";
}

/** After the race; not before `continueAsNew`, where a cancelled timer makes a hot loop. */
function suggestions(context: RuleContext, race: CallExpression, name: string): readonly Suggestion[] {
  const statement = statementOf(race);
  const around = functionAround(race);
  if (!statement || !around || continuesAsNew(context, around)) return [];
  const indent = indentationOf(context.sourceCode.text, statement);
  const text = `\n${indent}if (!${name}.isCompleted) ${name}.cancel();`;
  return [{ messageId: "cancel", fix: (fixer) => fixer.insertTextAfter(statement, text) }];
}

function statementOf(race: Node): Node | undefined {
  for (let node: Node | undefined = race; node && !isFunction(node); node = node.parent) {
    if (node.parent?.type !== "BlockStatement") continue;
    return /^(ExpressionStatement|VariableDeclaration)$/.test(node.type) ? node : undefined;
  }
  return undefined;
}

function continuesAsNew({ durable }: RuleContext, around: Node): boolean {
  return [...ownNodesOf(around)].some(
    (each) => each.type === "CallExpression" && durable.durableCallName(each) === "continueAsNew",
  );
}
