import type { Reference, Variable } from "@typescript-eslint/scope-manager";
import { isClass, isFunction, keyOf, methodOf, unwrap, type Node } from "../../syntax/nodes";

/**
 * Whether a variable can be handed to an activity, or come from it: no function, class, date, map, task, error or part of
 * the orchestrator's context, as far as its declaration and what is assigned to it tell.
 * @param context name of the orchestrator's context
 */
export function isStorable({ defs, references, name }: Variable, context: string): boolean {
  const isLive = defs.some(
    ({ type, node }) =>
      liveDefinitions.has(type) || (node.type === "VariableDeclarator" && node.parent.kind.includes("using")),
  );
  const values = references.flatMap(({ writeExpr }) => (writeExpr ? [writeExpr] : []));
  return (
    !isLive &&
    !references.some(isCalled) &&
    values.every((value) => isStorableValue(value, context) || plainParts.has(name))
  );
}

const liveDefinitions = new Set<string>(["FunctionName", "ClassName", "Type", "TSEnumName", "CatchClause"]);
const plainParts = new Set(["instanceId", "isReplaying", "parentInstanceId", "customStatus"]);

/** Whether the value of an expression can be stored. */
export function isStorableValue(expression: Node, context: string): boolean {
  const node = unwrap(expression);
  const all = (parts: readonly (Node | null)[]) => parts.every((part) => !part || isStorableValue(part, context));
  if (isFunction(node) || isClass(node)) return false;
  switch (node.type) {
    case "NewExpression":
      return node.callee.type === "Identifier" && /^(?:Array|Object)$/.test(node.callee.name);
    case "Literal":
      return !("regex" in node) && !("bigint" in node);
    case "ObjectExpression":
      return all(node.properties.map((part) => (part.type === "Property" ? part.value : part.argument)));
    case "ArrayExpression":
      return all(node.elements);
    case "ConditionalExpression":
      return all([node.consequent, node.alternate]);
    case "LogicalExpression":
    case "AssignmentExpression":
      return all([node.left, node.right]);
    case "SequenceExpression":
      return all(node.expressions.slice(-1));
    case "CallExpression":
      return !(isPartOf(node.callee, context) && makesTask.test(methodOf(node) ?? "")) && !isLiveCall(node.callee);
    default:
      return !(isPartOf(node, context) && isLivePart(node));
  }
}

const makesTask = /^(?:call|create|wait|all|any|signal|lock|bind)/;

function isLiveCall(callee: Node): boolean {
  return callee.type === "Identifier" && /^(?:BigInt|Symbol)$/.test(callee.name);
}

/** `context.df`, `context.df.currentUtcDateTime`; of other members it is not known what they are. */
function isLivePart(node: Node): boolean {
  if (node.type !== "MemberExpression") return true;
  return /^(?:df|log|Task|currentUtcDateTime|extraInputs|extraOutputs)$/.test(keyOf(node) ?? "");
}

function isPartOf(node: Node, context: string): boolean {
  const inner = unwrap(node);
  if (inner.type === "Identifier") return inner.name === context;
  return inner.type === "MemberExpression" && isPartOf(inner.object, context);
}

function isCalled({ identifier }: Reference): boolean {
  const { parent } = identifier;
  switch (parent.type) {
    case "CallExpression":
    case "NewExpression":
      return parent.callee === identifier;
    case "TaggedTemplateExpression":
      return parent.tag === identifier;
    default:
      return false;
  }
}
