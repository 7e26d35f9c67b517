import type { DeclarationKeys } from "./declarations";
import { functionAround, isFunction, keyOf, parentOf, unwrap } from "./nodes";
import type { FunctionNode, Identifier, Node } from "./nodes";
import { leaves } from "./replayGuards";

/** The parameter, by its position, that is left out when a test is true or when it is false. */
interface Told {
  readonly whenTrue?: number | undefined;
  readonly whenFalse?: number | undefined;
}

const nothing: Told = {};
const maximalDepth = 6;

/**
 * Position of the parameter of the function around a node without which alone the node runs: `at ?? clock()`,
 * `(at = clock()) => …`, `if (!at) return clock()`. Undefined: it runs whatever is given.
 */
export function omittedParameterAt(node: Node, keys: DeclarationKeys): number | undefined {
  const known = keys.omittedStatements;
  const asked: Node[] = [];
  let position: number | undefined;
  for (let at = node; at.parent && !isFunction(at) && position === undefined; at = at.parent) {
    const isStatement = at.parent.type === "BlockStatement";
    const isKnown = isStatement && known.has(at);
    position = isKnown ? known.get(at) : omittedBetween(at, at.parent, keys);
    if (isKnown) break;
    if (isStatement) asked.push(at);
  }
  for (const each of asked) known.set(each, position);
  return position;
}

/** Positions of the parameters that a function has something in place of, looks whether they are there, or hands on. */
export function optionalParametersOf(node: FunctionNode, keys: DeclarationKeys): readonly number[] {
  return node.params.flatMap((parameter, index) => {
    const inner = parameter.type === "TSParameterProperty" ? parameter.parameter : parameter;
    if (inner.type === "AssignmentPattern") return [index];
    if (inner.type !== "Identifier") return [];
    return keys.usesOf(node, inner.name).some(isLookedAt) ? [index] : [];
  });
}

/** Position of the parameter of the function around it that a name is, while nothing else was assigned to it. */
export function parameterAt(node: Node, keys: DeclarationKeys): number | undefined {
  const name = unwrap(node);
  if (name.type !== "Identifier") return undefined;
  const variable = keys.variableOf(name);
  const [definition] = variable?.defs ?? [];
  if (!variable || definition?.type !== "Parameter" || definition.node !== functionAround(name)) return undefined;
  const isOther = variable.references.some(
    (each) => each.isWrite() && !each.init && each.identifier.range[0] < name.range[0],
  );
  return isOther ? undefined : positionOf(definition.name, definition.node);
}

/** What stands in place of a parameter that is left out. */
export interface ParameterDefault {
  /** Of the parameter. */
  readonly position: number;
  readonly value: Node;
  /** Names on the way from it to what is meant: `now` of `clock.now`. */
  readonly path: readonly string[];
}

/**
 * What a name of a parameter, or of a member of one, stands for where nothing is given: `(now = clock) => now()`,
 * `(now ?? clock)()`.
 */
export function defaultOf(node: Node, keys: DeclarationKeys): ParameterDefault | undefined {
  const inner = unwrap(node);
  if (inner.type === "MemberExpression") {
    const name = keyOf(inner);
    const owner = name === undefined ? undefined : defaultOf(inner.object, keys);
    return owner && name !== undefined ? { ...owner, path: [...owner.path, name] } : undefined;
  }
  if (inner.type === "LogicalExpression") {
    const position = inner.operator === "&&" ? undefined : parameterAt(inner.left, keys);
    return position === undefined ? undefined : { position, value: inner.right, path: [] };
  }
  const [definition] = keys.variableOf(inner)?.defs ?? [];
  const pattern = definition?.type === "Parameter" ? definition.name.parent : undefined;
  if (pattern?.type !== "AssignmentPattern") return undefined;
  const position = parameterAt(inner, keys);
  return position === undefined ? undefined : { position, value: pattern.right, path: [] };
}

function positionOf(name: Identifier | Node, { params }: FunctionNode): number | undefined {
  const position = params.findIndex((parameter) => {
    const inner = parameter.type === "TSParameterProperty" ? parameter.parameter : parameter;
    return inner === name || (inner.type === "AssignmentPattern" && inner.left === name);
  });
  return position < 0 ? undefined : position;
}

function isLookedAt(use: Node): boolean {
  const type: string | undefined = parentOf(use)?.type;
  return (
    type !== undefined && /^(Logical|Unary|Binary|Conditional|Assignment|Call|New)Expression$|^IfStatement$/.test(type)
  );
}

function omittedBetween(child: Node, parent: Node, keys: DeclarationKeys): number | undefined {
  switch (parent.type) {
    case "AssignmentPattern":
      return child === parent.right ? defaultedBy(parent.left) : undefined;
    case "AssignmentExpression":
      return child === parent.right && /^(\?\?|\|\|)=$/.test(parent.operator)
        ? parameterAt(parent.left, keys)
        : undefined;
    case "LogicalExpression":
      return child === parent.right ? sideOf(readTest(parent.left, keys), parent.operator === "&&") : undefined;
    case "IfStatement":
    case "ConditionalExpression":
      return child === parent.test ? undefined : sideOf(readTest(parent.test, keys), child === parent.consequent);
    case "BlockStatement":
      return omittedAfter(parent.body, child, keys);
    default:
      return undefined;
  }
}

/** Of a function's own parameter, not of a part of one. */
function defaultedBy(name: Node): number | undefined {
  const around = functionAround(name);
  return around && positionOf(name, around);
}

/** `if (at) return at.toISOString();` */
function omittedAfter(statements: readonly Node[], child: Node, keys: DeclarationKeys): number | undefined {
  for (const each of statements) {
    if (each.range[1] > child.range[0]) return undefined;
    if (each.type !== "IfStatement") continue;
    const told = readTest(each.test, keys);
    if (told.whenFalse !== undefined && leaves(each.consequent)) return told.whenFalse;
    if (told.whenTrue !== undefined && each.alternate && leaves(each.alternate)) return told.whenTrue;
  }
  return undefined;
}

function sideOf({ whenTrue, whenFalse }: Told, isTrue: boolean): number | undefined {
  return isTrue ? whenTrue : whenFalse;
}

function readTest(node: Node, keys: DeclarationKeys, depth = 0): Told {
  const test = unwrap(node);
  if (depth > maximalDepth) return nothing;
  switch (test.type) {
    case "Identifier":
      return { whenFalse: parameterAt(test, keys) };
    case "UnaryExpression": {
      const { whenTrue, whenFalse } = test.operator === "!" ? readTest(test.argument, keys, depth + 1) : nothing;
      return { whenTrue: whenFalse, whenFalse: whenTrue };
    }
    case "LogicalExpression": {
      const sides = [test.left, test.right].map((side) => readTest(side, keys, depth + 1));
      if (test.operator === "&&") return { whenTrue: sides.find(({ whenTrue }) => whenTrue !== undefined)?.whenTrue };
      return { whenFalse: sides.find(({ whenFalse }) => whenFalse !== undefined)?.whenFalse };
    }
    case "BinaryExpression":
      return readComparison(test.left, test.operator, test.right, keys);
    default:
      return nothing;
  }
}

/** `at === undefined`, `at != null`, `typeof at === "undefined"`. */
function readComparison(left: Node, operator: string, right: Node, keys: DeclarationKeys): Told {
  if (!/^[!=]==?$/.test(operator)) return nothing;
  const asked = isNothing(right) ? left : isNothing(left) ? right : typeAsked(left, right);
  const position = asked && parameterAt(asked, keys);
  return operator.startsWith("=") ? { whenTrue: position } : { whenFalse: position };
}

function typeAsked(left: Node, right: Node): Node | undefined {
  const isAsked = left.type === "UnaryExpression" && left.operator === "typeof";
  return isAsked && right.type === "Literal" && right.value === "undefined" ? left.argument : undefined;
}

function isNothing(node: Node): boolean {
  if (node.type === "Identifier") return node.name === "undefined";
  return (node.type === "Literal" && node.value === null && !("regex" in node)) || isVoid(node);
}

function isVoid(node: Node): boolean {
  return node.type === "UnaryExpression" && node.operator === "void";
}
