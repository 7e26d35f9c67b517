import type { Binding } from "../../syntax/moduleBindings";
import { isFunction, isInside, keyOf, unwrap, wrapped } from "../../syntax/nodes";
import type { CallExpression, Expression, Node } from "../../syntax/nodes";
import type { ExpressionKinds } from "./expressionKinds";
import { isLoop } from "./loops";
import { ownNodesOf } from "./returnedExpressions";

/** Whether a timer, where its `cancel` is called, has fired for certain, or when it won the race before the call. */
export type Fired = "always" | "sometimes";

const leaves = /^(Return|Throw|Break|Continue)Statement$/;

/** Of a call `timer.cancel()`, where only the timer of this variable may be meant. */
export function hasFired(call: CallExpression, timer: Binding, kinds: ExpressionKinds): Fired | undefined {
  for (let node: Node = call; node.parent && !isFunction(node.parent); node = node.parent) {
    const parent: Node = node.parent;
    if (parent.type === "TryStatement" && parent.block === node && parent.handler && isShielded(parent))
      return undefined;
    if (parent.type === "IfStatement" && parent.test !== node) {
      const won = meansFired(parent.test, timer, kinds);
      if (won !== undefined && !isGivenAnew(timer, parent, call))
        return won === (parent.consequent === node) ? "always" : undefined;
    }
    if (isCondition(parent, node) && mentions(conditionOf(parent), timer)) return undefined;
  }
  return isAfterRace(call, timer, kinds) ? "sometimes" : undefined;
}

/** `try { timer.cancel(); } catch {}`: what it throws is expected. */
function isShielded({ block }: { readonly block: Node }): boolean {
  return ![...ownNodesOf(block)].some(({ type }) => type === "YieldExpression");
}

function isCondition(parent: Node, node: Node): boolean {
  if (parent.type === "LogicalExpression") return parent.right === node;
  return (parent.type === "IfStatement" || parent.type === "ConditionalExpression") && parent.test !== node;
}

function conditionOf(parent: Node): Node | undefined {
  if (parent.type === "LogicalExpression") return parent.left;
  return parent.type === "IfStatement" || parent.type === "ConditionalExpression" ? parent.test : undefined;
}

/** True: the timer has fired where the test holds; false: where it does not; undefined: it tells nothing. */
function meansFired(test: Expression, timer: Binding, kinds: ExpressionKinds): boolean | undefined {
  const condition = unwrap(test);
  if (condition.type === "UnaryExpression" && condition.operator === "!") {
    const inner = meansFired(condition.argument, timer, kinds);
    return inner === undefined ? undefined : !inner;
  }
  if (condition.type === "MemberExpression")
    return keyOf(condition) === "isCompleted" && isRead(condition.object, timer) ? true : undefined;
  if (condition.type !== "BinaryExpression" || !/^[!=]==?$/.test(condition.operator)) return undefined;
  const { left, right } = condition;
  const other = isRead(left, timer) ? right : isRead(right, timer) ? left : undefined;
  if (!other || kinds.of(other)?.kind !== "winner") return undefined;
  return condition.operator.startsWith("=");
}

function isRead(node: Node, timer: Binding): boolean {
  const inner = unwrap(node);
  return timer.references.some(({ identifier }) => identifier === inner);
}

function mentions(node: Node | undefined, timer: Binding): boolean {
  return !!node && timer.references.some(({ identifier }) => isInside(identifier, node));
}

/** Between the two a new timer takes the name; in a loop, that may come before in the text. */
function isGivenAnew(timer: Binding, from: Node, to: Node): boolean {
  return timer.references.some(
    (each) => each.isWrite() && isInside(each.identifier, from) && each.identifier.range[0] < to.range[0],
  );
}

/** In one block, with nothing between that leaves it: the race, and then the call, whoever won. */
function isAfterRace(call: CallExpression, timer: Binding, kinds: ExpressionKinds): boolean {
  const statement = wrapped(call).parent;
  const block = statement?.parent;
  if (statement?.type !== "ExpressionStatement" || block?.type !== "BlockStatement") return false;
  const before = block.body.slice(0, block.body.indexOf(statement));
  const race = before.findLastIndex((each) => races(each, timer, kinds));
  if (race < 0) return false;
  return before.slice(race + 1).every((each) => !mayLeave(each) && !isWritten(timer, each));
}

function races(statement: Node, timer: Binding, kinds: ExpressionKinds): boolean {
  if (isLoop(statement) || !/^(ExpressionStatement|VariableDeclaration)$/.test(statement.type)) return false;
  return [...ownNodesOf(statement)].some((each) => {
    const call = each.type === "YieldExpression" && each.argument ? unwrap(each.argument) : undefined;
    if (call?.type !== "CallExpression" || kinds.taskMadeBy(call) !== "Task.any") return false;
    const [list] = call.arguments;
    const racers = (list ? kinds.leavesOf(list) : []).flatMap((leaf) =>
      leaf.type === "ArrayExpression" ? kinds.elementsOf(leaf) : [],
    );
    return racers.some((racer) => isRead(racer, timer));
  });
}

function mayLeave(statement: Node): boolean {
  return [statement, ...ownNodesOf(statement)].some(({ type }) => leaves.test(type));
}

function isWritten(timer: Binding, statement: Node): boolean {
  return timer.references.some((each) => each.isWrite() && isInside(each.identifier, statement));
}
