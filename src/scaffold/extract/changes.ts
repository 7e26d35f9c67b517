import type { Variable } from "@typescript-eslint/scope-manager";
import { isFunction, keyOf, methodOf, unwrap, type CallExpression, type Node } from "../../syntax/nodes";
import { nodesIn } from "./selection";
import type { VariableUse } from "./variableUses";

/** Methods that change what they are called on. */
const changing =
  /^(?:push|pop|shift|unshift|splice|sort|reverse|fill|copyWithin|set|add|delete|clear|append|set[A-Z]\w*)$/;
/** Methods that hand out a part of what they are called on. */
const partOf = /^(?:find|findLast|at|pop|shift|get)$/;
/** Methods that hand out something new with the same parts in it. */
const copyOf = /^(?:filter|slice|concat|flat|values|entries|toSorted|toReversed|toSpliced|with|map|flatMap)$/;

/** Variables whose values code changes in place; those that merely are other names for such a value lead to it. */
export function changedVariables(
  nodes: readonly Node[],
  uses: readonly VariableUse[],
  isOwn: (variable: Variable) => boolean,
): ReadonlySet<Variable> {
  const variableOf = new Map(uses.map(({ reference, variable }) => [reference.identifier as Node, variable]));
  const changed = new Set<Variable>();
  const visit = (origin: Origin) => {
    const variable = variableOf.get(origin.node);
    if (!variable || changed.has(variable)) return;
    changed.add(variable);
    if (isOwn(variable))
      for (const value of valuesOf(variable)) for (const next of originsOf(value, origin.isDeep)) visit(next);
  };
  for (const node of nodesIn(nodes))
    for (const target of changedBy(node)) for (const each of originsOf(target, false)) visit(each);
  return changed;
}

/** Whether an expression is, or is a part of, what the code around it changes: `(order.lines).push(…)`. */
export function isChangedAround(node: Node): boolean {
  const passed = [node];
  let inner = node;
  for (let outer = node.parent; outer; inner = outer, outer = outer.parent) {
    if (changedBy(outer).some((target) => passed.includes(target) || passed.includes(unwrap(target)))) return true;
    passed.push(outer);
    if (outer.type === "UnaryExpression" && outer.operator === "delete") return true;
    const isSeenThrough = outer.type === "MemberExpression" ? outer.object === inner : unwrap(outer) !== outer;
    if (!isSeenThrough) return false;
  }
  return false;
}

/** The values that a node changes in place. */
function changedBy(node: Node): readonly Node[] {
  switch (node.type) {
    case "AssignmentExpression":
    case "ForInStatement":
    case "ForOfStatement":
      return targetsIn(node.left);
    case "UpdateExpression":
      return targetsIn(node.argument);
    case "UnaryExpression":
      return node.operator === "delete" ? targetsIn(unwrap(node.argument)) : [];
    case "CallExpression":
      return changedByCall(node);
    default:
      return [];
  }
}

function changedByCall(call: CallExpression): readonly Node[] {
  const callee = unwrap(call.callee);
  const method = methodOf(call) ?? "";
  if (callee.type !== "MemberExpression") return [];
  const isOfObject = callee.object.type === "Identifier" && /^(?:Object|Reflect)$/.test(callee.object.name);
  if (isOfObject) return /^(?:assign|define|set|delete|freeze|seal)/.test(method) ? call.arguments.slice(0, 1) : [];
  return changing.test(method) ? [callee.object] : [];
}

/** The objects of the members that are assigned to, in patterns too. */
function targetsIn(left: Node): readonly Node[] {
  const target = unwrap(left);
  switch (target.type) {
    case "MemberExpression":
      return [target.object];
    case "ArrayPattern":
      return target.elements.flatMap((each) => (each ? targetsIn(each) : []));
    case "ObjectPattern":
      return target.properties.flatMap((each) => targetsIn(each.type === "Property" ? each.value : each.argument));
    case "AssignmentPattern":
      return targetsIn(target.left);
    case "RestElement":
      return targetsIn(target.argument);
    default:
      return [];
  }
}

interface Origin {
  readonly node: Node;
  /** A part of it is meant, which a copy shares with it. */
  readonly isDeep: boolean;
}

/** Names that a value comes from. */
function originsOf(value: Node, isDeep: boolean): readonly Origin[] {
  const node = unwrap(value);
  const all = (parts: readonly (Node | null)[], deep: boolean) =>
    parts.flatMap((part) => (part ? originsOf(part, deep) : []));
  switch (node.type) {
    case "Identifier":
      return [{ node, isDeep }];
    case "MemberExpression":
      return originsOf(node.object, true);
    case "ConditionalExpression":
      return all([node.consequent, node.alternate], isDeep);
    case "LogicalExpression":
      return all([node.left, node.right], isDeep);
    case "AssignmentExpression":
      return originsOf(node.right, isDeep);
    case "SpreadElement":
      return originsOf(node.argument, isDeep);
    case "ArrayExpression":
      return isDeep ? all(node.elements, true) : [];
    case "ObjectExpression":
      return isDeep
        ? all(
            node.properties.map((each) => (each.type === "Property" ? each.value : each)),
            true,
          )
        : [];
    case "CallExpression":
      return originsOfCall(node, isDeep);
    default:
      return [];
  }
}

function originsOfCall(call: CallExpression, isDeep: boolean): readonly Origin[] {
  const callee = unwrap(call.callee);
  if (callee.type !== "MemberExpression") return [];
  const method = keyOf(callee) ?? "";
  if (partOf.test(method)) return originsOf(callee.object, true);
  if (/^(?:sort|reverse|fill)$/.test(method)) return originsOf(callee.object, isDeep);
  if (!isDeep || !copyOf.test(method)) return [];
  return [callee.object, ...call.arguments].flatMap((each) => originsOf(each, true));
}

/** What a variable of the code may be another name for. */
function valuesOf({ defs, references }: Variable): readonly Node[] {
  const written = references.flatMap(({ writeExpr }) => (writeExpr ? [writeExpr] : []));
  return [...written, ...defs.flatMap(({ type, node, name }) => (type === "Parameter" ? handedTo(node, name) : []))];
}

/** What the caller of a callback hands to one of its parameters. */
function handedTo(node: Node, name: Node): readonly Node[] {
  const call = node.parent;
  if (!isFunction(node) || call?.type !== "CallExpression") return [];
  const callee = unwrap(call.callee);
  if (callee.type !== "MemberExpression") return [];
  const isFirst = node.params[0] !== undefined && node.params[0].range[1] >= name.range[1];
  const gathered = call.arguments[1];
  return (keyOf(callee) ?? "").startsWith("reduce") && isFirst && gathered ? [gathered] : [callee.object];
}
