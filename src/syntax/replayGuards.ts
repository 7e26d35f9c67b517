import { pathInPattern, type DeclarationKeys } from "./declarations";
import { isFunction, keyOf, unwrap } from "./nodes";
import type { CallExpression, FunctionNode, Node } from "./nodes";

/** What a test says of the run: it is a replay, or it is new; undefined: nothing. */
export type Run = "replay" | "new";

interface Told {
  readonly whenTrue?: Run | undefined;
  readonly whenFalse?: Run | undefined;
}

const nothing: Told = {};
const flagName = /^_?(is|in)?_?replay(ing)?$/i;
/** `ifNotReplaying`, `whenNoReplay`, `logOutsideReplay`, `replaySafe`: what is called so keeps quiet in a replay. */
const guardingName =
  /(?:^|[a-z_])(?:not|no|non|unless|skip|outside|without)_?(?:in|on|during|while|when)?_?(?:is)?replay|replay_?(?:safe|aware)/i;
/** Aliases of aliases. */
const maximalDepth = 4;

/** `context.df.isReplaying`, a name that stands for it, or a parameter called so. */
export function isReplayFlag(node: Node, keys: DeclarationKeys): boolean {
  if (!keys.mentionsReplay) return false;
  const { whenTrue, whenFalse } = flagOf(unwrap(node), keys, 0);
  return whenTrue === "replay" && whenFalse === "new";
}

/** Code at a node never runs in a replay, as far as the function around it and those around that tell. */
export function isReplayGuarded(node: Node, keys: DeclarationKeys): boolean {
  if (!keys.mentionsReplay) return false;
  const known = keys.guardedStatements;
  const asked: Node[] = [];
  let isGuarded = false;
  for (let at = node; at.parent && !isGuarded; at = at.parent) {
    const isStatement = at.parent.type === "BlockStatement";
    const before = isStatement ? known.get(at) : undefined;
    isGuarded = before ?? guards(at, at.parent, keys);
    if (before !== undefined) break;
    if (isStatement) asked.push(at);
  }
  for (const each of asked) known.set(each, isGuarded);
  return isGuarded;
}

/** A function whose name promises that it keeps quiet in a replay. */
export function isGuardName(name: string | undefined): boolean {
  return name !== undefined && guardingName.test(name);
}

/** Name of what is called: `log` of `context.log()`, `track` of `track()`. */
export function calleeName({ callee }: Pick<CallExpression, "callee">): string | undefined {
  const called = unwrap(callee);
  if (called.type === "Identifier") return called.name;
  return called.type === "MemberExpression" ? keyOf(called) : undefined;
}

/** Positions of the parameters that a function calls only when it is not replaying: `ifNotReplaying(run)`. */
export function guardedParametersOf(node: FunctionNode, keys: DeclarationKeys): readonly number[] {
  return node.params.flatMap((parameter, index) => {
    if (parameter.type !== "Identifier") return [];
    const uses = keys.usesOf(node, parameter.name);
    return uses.length && uses.every((use) => isReplayGuarded(use, keys)) ? [index] : [];
  });
}

/** A test of the run that decides whether a node runs: `if`, `?:`, `&&` and `||`. */
export function isReplayTest(test: Node, keys: DeclarationKeys): boolean {
  if (!keys.mentionsReplay) return false;
  const { whenTrue, whenFalse } = readTest(test, keys);
  return whenTrue !== undefined || whenFalse !== undefined;
}

function guards(child: Node, parent: Node, keys: DeclarationKeys): boolean {
  if (runOf(child, parent, keys) === "new") return true;
  switch (parent.type) {
    case "BlockStatement":
    case "SwitchCase": {
      const statements = parent.type === "BlockStatement" ? parent.body : parent.consequent;
      return statements.some((each) => each.range[1] <= child.range[0] && leavesReplays(each, keys));
    }
    case "CallExpression":
      return child !== parent.callee && isFunctionOrName(child) && isGuardName(calleeName(parent));
    default:
      return false;
  }
}

/** In which run a part of a statement or an expression runs, by the test that it holds; undefined: in both. */
export function runOf(child: Node, parent: Node, keys: DeclarationKeys): Run | undefined {
  if (!keys.mentionsReplay) return undefined;
  switch (parent.type) {
    case "IfStatement":
    case "ConditionalExpression":
      return child === parent.test ? undefined : sideOf(readTest(parent.test, keys), child === parent.consequent);
    case "LogicalExpression":
      if (child !== parent.right || parent.operator === "??") return undefined;
      return sideOf(readTest(parent.left, keys), parent.operator === "&&");
    default:
      return undefined;
  }
}

function isFunctionOrName(node: Node): boolean {
  return isFunction(node) || node.type === "Identifier";
}

/** `if (isReplaying) return;` */
function leavesReplays(statement: Node, keys: DeclarationKeys): boolean {
  if (statement.type !== "IfStatement") return false;
  const told = readTest(statement.test, keys);
  if (told.whenFalse === "new" && leaves(statement.consequent)) return true;
  return told.whenTrue === "new" && !!statement.alternate && leaves(statement.alternate);
}

export function leaves(statement: Node): boolean {
  const last = statement.type === "BlockStatement" ? statement.body.at(-1) : statement;
  return !!last && /^(Return|Throw|Continue|Break)Statement$/.test(last.type);
}

function sideOf({ whenTrue, whenFalse }: Told, isTrue: boolean): Run | undefined {
  return isTrue ? whenTrue : whenFalse;
}

function readTest(node: Node, keys: DeclarationKeys, depth = 0): Told {
  const test = unwrap(node);
  if (depth > maximalDepth) return nothing;
  switch (test.type) {
    case "UnaryExpression": {
      const { whenTrue, whenFalse } = test.operator === "!" ? readTest(test.argument, keys, depth + 1) : nothing;
      return { whenTrue: whenFalse, whenFalse: whenTrue };
    }
    case "LogicalExpression": {
      const sides = [test.left, test.right].map((side) => readTest(side, keys, depth + 1));
      // `df && df.isReplaying`: what has no durable context is no replay.
      if (test.operator !== "??" && asksForOwner(test.left, test.operator, test.right)) return sides[1] ?? nothing;
      if (test.operator === "&&") return { whenTrue: sides.find(({ whenTrue }) => whenTrue)?.whenTrue };
      if (test.operator === "||") return { whenFalse: sides.find(({ whenFalse }) => whenFalse)?.whenFalse };
      // `isReplaying ?? false`: the other side stands in where the SDK has not said yet.
      return sides[0] ?? nothing;
    }
    case "BinaryExpression":
      return readComparison(test.left, test.operator, test.right, keys, depth);
    default:
      return flagOf(test, keys, depth);
  }
}

/** The left side only asks whether there is the object that the right side, or its negation, reads a member of. */
function asksForOwner(left: Node, operator: "&&" | "||", right: Node): boolean {
  const test = unwrap(left);
  if (test.type === "LogicalExpression" && test.operator === operator)
    return asksForOwner(test.left, operator, right) && asksForOwner(test.right, operator, right);
  const owner = pathOf(operator === "&&" ? test : negated(test));
  const read = pathOf(negated(unwrap(right)) ?? right);
  return owner !== undefined && !!read?.startsWith(`${owner}.`);
}

function negated(node: Node): Node | undefined {
  return node.type === "UnaryExpression" && node.operator === "!" ? unwrap(node.argument) : undefined;
}

/** `this.context.df`. */
function pathOf(node: Node | undefined): string | undefined {
  const value = node && unwrap(node);
  if (value?.type === "Identifier") return value.name;
  if (value?.type === "ThisExpression") return "this";
  const object = value?.type === "MemberExpression" ? pathOf(value.object) : undefined;
  const name = value?.type === "MemberExpression" ? keyOf(value) : undefined;
  return object !== undefined && name !== undefined ? `${object}.${name}` : undefined;
}

/** `isReplaying === false`. */
function readComparison(left: Node, operator: string, right: Node, keys: DeclarationKeys, depth: number): Told {
  const value = right.type === "Literal" && typeof right.value === "boolean" ? right.value : undefined;
  const isEquality = /^[!=]==?$/.test(operator);
  if (value === undefined || !isEquality) return nothing;
  const told = readTest(left, keys, depth + 1);
  const isSame = value === operator.startsWith("=");
  return isSame ? told : { whenTrue: told.whenFalse, whenFalse: told.whenTrue };
}

function flagOf(node: Node, keys: DeclarationKeys, depth: number): Told {
  const flag: Told = { whenTrue: "replay", whenFalse: "new" };
  if (node.type === "MemberExpression") return flagName.test(keyOf(node) ?? "") ? flag : nothing;
  if (node.type === "CallExpression") return /^is_?replaying$/i.test(calleeName(node) ?? "") ? flag : nothing;
  if (node.type !== "Identifier") return nothing;
  const [definition] = keys.variableOf(node)?.defs ?? [];
  if (definition?.node.type === "VariableDeclarator") {
    const path = pathInPattern(definition.node.id, definition.name);
    if (path?.length) return flagName.test(path.at(-1) ?? "") ? flag : nothing;
    const { init } = definition.node;
    if (init && isConstant(definition.node)) return readTest(init, keys, depth + 1);
  }
  return flagName.test(node.name) ? flag : nothing;
}

function isConstant(declarator: Node): boolean {
  return declarator.parent?.type === "VariableDeclaration" && declarator.parent.kind === "const";
}
