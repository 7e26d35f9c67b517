import { functionAround, isFunction, keyOf, methodOf, unwrap, wrapped } from "../../syntax/nodes";
import type { Identifier, Node, YieldExpression } from "../../syntax/nodes";
import type { DurableCode } from "../durableCode";
import type { ExpressionKinds } from "./expressionKinds";
import { isTaskMember } from "./taskNames";

/** A name that is another name that is… */
const maximalAliases = 4;
/** Types that people take a task for when it is one. */
const taskType = /Task|Timer|^T$/;
/** Tasks have them for the SDK alone, and much of what activities give has them as well. */
const sharedMembers = /^(id|state|timestamp|action)$/;
const elementMethods = /^(map|filter|forEach|some|every|find|flatMap)$/;

interface Search {
  readonly durable: DurableCode;
  readonly kinds: ExpressionKinds;
}

/**
 * Where a finished task is read as if it were what it gave: the winner of a yielded `Task.any`, and the tasks of a list
 * that a yielded `Task.all` has joined.
 * @returns the names that are misread, first in the text first
 */
export function findMisreadTasks(
  node: YieldExpression,
  durable: DurableCode,
  { kinds }: { readonly kinds: ExpressionKinds },
): readonly Node[] {
  const argument = node.argument && unwrap(node.argument);
  if (node.delegate || argument?.type !== "CallExpression") return [];
  const search = { durable, kinds };
  const name = kinds.taskMadeBy(argument);
  if (name === "Task.any") return misreadWinner(node, search);
  const [list] = argument.arguments;
  return name === "Task.all" && list ? misreadElements(unwrap(list), search) : [];
}

function misreadWinner(node: Node, search: Search): readonly Node[] {
  const { parent } = wrapped(node);
  if (parent?.type !== "VariableDeclarator" || parent.id.type !== "Identifier") return [];
  const reads = readsOfDeclared(parent, parent.id, search);
  const returned = reads.filter((each) => isOutput(each, search));
  if (returned.length) return returned;
  const misread = misreadUses(reads, search);
  return misread.length ? misread : misreadNumbers(reads);
}

/** `winner.id` as the id of what the winner gave: nothing compares the task or looks at more of it. */
function misreadNumbers(reads: readonly Node[]): readonly Node[] {
  const members = reads.map((read) => wrapped(read).parent);
  const isOnlyRead = members.every(
    (each) =>
      each?.type === "MemberExpression" &&
      sharedMembers.test(keyOf(each) ?? "") &&
      !/^(BinaryExpression|SwitchStatement)$/.test(wrapped(each).parent?.type ?? ""),
  );
  return isOnlyRead ? reads.slice(0, 1) : [];
}

/** `return winner;` of an orchestrator: a task cannot be written as its output. */
function isOutput(read: Node, { durable }: Search): boolean {
  const { parent } = wrapped(read);
  const around = parent?.type === "ReturnStatement" ? functionAround(parent) : undefined;
  return !!around && durable.isOrchestrator(around);
}

/** The names that read a variable, if it never takes another value. */
function readsOfDeclared(declaration: Node, name: Identifier, { durable }: Search): readonly Node[] {
  const variable = durable.tree.scopeManager.getDeclaredVariables(declaration).find((each) => each.name === name.name);
  const writes = variable?.references.filter((each) => each.isWrite() && each.init !== true) ?? [];
  if (!variable || writes.length) return [];
  return variable.references.filter((each) => each.isRead()).map(({ identifier }) => identifier);
}

function misreadElements(list: Node, search: Search): readonly Node[] {
  const variable = list.type === "Identifier" ? search.kinds.variableOf(list) : undefined;
  if (!variable || search.kinds.of(list)?.kind !== "tasks") return [];
  return variable.references
    .filter(({ identifier }) => identifier.range[0] > list.range[0])
    .flatMap(({ identifier }) => misreadUses(readsOfElements(identifier, search), search));
}

/** Names of single tasks in what is done with a list of them. */
function readsOfElements(list: Node, search: Search): readonly Node[] {
  const { parent } = wrapped(list);
  if (parent?.type === "ForOfStatement" && parent.right === list) return readsOfLoop(parent.left, search);
  const call = parent?.type === "MemberExpression" ? wrapped(parent).parent : undefined;
  if (call?.type !== "CallExpression" || unwrap(call.callee) !== parent) return [];
  const method = methodOf(call) ?? "";
  const callback = call.arguments[0] && unwrap(call.arguments[0]);
  if (!isFunction(callback)) return [];
  const element = elementMethods.test(method)
    ? callback.params[0]
    : method === "reduce"
      ? callback.params[1]
      : undefined;
  return element?.type === "Identifier" ? readsOfDeclared(callback, element, search) : [];
}

function readsOfLoop(left: Node, search: Search): readonly Node[] {
  const declarator = left.type === "VariableDeclaration" ? left.declarations[0] : undefined;
  return declarator?.id.type === "Identifier" ? readsOfDeclared(declarator, declarator.id, search) : [];
}

function misreadUses(reads: readonly Node[], search: Search): readonly Node[] {
  const checked = reads.some((each) => looksAtTask(each));
  return checked ? [] : reads.filter((each) => isMisread(each, search, 0)).slice(0, 1);
}

/** Code that reads `result` of it, or compares it, knows what it has in hand. */
function looksAtTask(read: Node): boolean {
  const { parent } = wrapped(read);
  return parent?.type === "MemberExpression" && parent.object === wrapped(read) && isTaskMember(keyOf(parent) ?? "");
}

function isMisread(read: Node, search: Search, depth: number): boolean {
  const node = wrapped(read);
  const { parent } = node;
  if (isTakenForOther(read)) return true;
  if (parent?.type === "MemberExpression") return parent.object === node && isForeign(keyOf(parent), parent);
  if (parent?.type !== "VariableDeclarator" || parent.init !== node || depth > maximalAliases) return false;
  if (parent.id.type === "Identifier") {
    const reads = readsOfDeclared(parent, parent.id, search);
    return !reads.some(looksAtTask) && reads.some((each) => isMisread(each, search, depth + 1));
  }
  return (
    parent.id.type === "ObjectPattern" &&
    parent.id.properties.every((each) => each.type === "Property" && isForeign(keyOf(each), each))
  );
}

/** `winner as Approval`: it is taken for something else than a task. */
function isTakenForOther(read: Node): boolean {
  for (let at = read; at.parent && unwrap(at.parent) === read; at = at.parent) {
    const { parent } = at;
    const type =
      parent.type === "TSAsExpression" || parent.type === "TSTypeAssertion" ? parent.typeAnnotation : undefined;
    const name = type?.type === "TSTypeReference" && type.typeName.type === "Identifier" ? type.typeName.name : "Task";
    if (!taskType.test(name)) return true;
  }
  return false;
}

/** A member that no task has. */
function isForeign(name: string | undefined, node: Node): boolean {
  const isCalled = node.parent?.type === "CallExpression";
  return name !== undefined && !isCalled && !isTaskMember(name);
}

/**
 * `record.result` of what a yielded sub-orchestration gave, when nothing else is read of it: it is the result itself.
 * @returns the first such reading
 */
export function findResultOfResult(
  node: YieldExpression,
  durable: DurableCode,
  kinds: ExpressionKinds,
): Node | undefined {
  const argument = node.argument && unwrap(node.argument);
  const { parent } = wrapped(node);
  if (node.delegate || argument?.type !== "CallExpression" || parent?.type !== "VariableDeclarator") return undefined;
  if (!kinds.taskMadeBy(argument)?.startsWith("callSubOrchestrator") || parent.id.type !== "Identifier")
    return undefined;
  const members = readsOfDeclared(parent, parent.id, { durable, kinds }).map((each) => wrapped(each).parent);
  const isOnlyResult = members.every((each) => each?.type === "MemberExpression" && keyOf(each) === "result");
  return isOnlyResult ? members[0] : undefined;
}
