import { isDiscarded, isInLogging, isLoggingOnly } from "../../syntax/loggingCalls";
import { isOfModule, type Binding } from "../../syntax/moduleBindings";
import { functionAround, keyOf, parentOf, unwrap } from "../../syntax/nodes";
import type { CallExpression, Node } from "../../syntax/nodes";
import { isReplayFlag, isReplayGuarded } from "../../syntax/replayGuards";
import type { DurableCode } from "../durableCode";

/** Variables that hold what was put into others. */
const maximalVariables = 4;
/** What is called so is kept for logs, or to tell the runs apart. */
const forPeople = /log|trac(e|k|ing)|span|telemetry|metric|monitor|replay|quiet|silent/i;
const partsOfValues =
  /^(UnaryExpression|BinaryExpression|ObjectExpression|ArrayExpression|SpreadElement|TemplateLiteral)$|^TS\w*Expression$/;
const madeOfParts = /^(Map|Set|Array|Date|\w*Error)$/;
const converters =
  /^(String|Number|Boolean|JSON\.stringify|Object\.(freeze|assign|entries|fromEntries)|Array\.(of|from))$/;
const filling = /^(push|unshift|splice|set|add|fill)$/;

/** Whether a value is returned by the orchestrator, kept in an object or a collection, or handed to a durable call. */
export function becomesData(value: Node, durable: DurableCode, depth = 0): boolean {
  for (let at = value; at.parent; at = at.parent) {
    const { parent } = at;
    switch (parent.type) {
      case "CallExpression":
        if (parent.callee === at || isLoggingOnly(parent, durable.tree.keys)) return false;
        if (durable.durableCallName(parent) !== undefined || fillsCollection(parent, durable)) return true;
        // What is made of the flag tells of it as well: `String(flag)`.
        if (!isOfLanguage(parent.callee, converters, durable)) return false;
        break;
      case "NewExpression":
        if (parent.callee === at || !isOfLanguage(parent.callee, madeOfParts, durable)) return false;
        break;
      case "AssignmentExpression":
        return parent.right === at && isKept(unwrap(parent.left), durable, depth);
      case "VariableDeclarator":
        return isKept(parent.id, durable, depth);
      case "ReturnStatement":
      case "ThrowStatement": {
        const around = functionAround(parent);
        return !!around && durable.isOrchestrator(around);
      }
      case "Property":
        if (parent.value !== at) return false;
        break;
      case "ConditionalExpression":
        // The branch rule looks at what is chosen.
        return false;
      case "LogicalExpression":
        if (parent.left === at && parent.operator !== "??") return false;
        break;
      default:
        if (!partsOfValues.test(parent.type)) return false;
    }
  }
  return false;
}

/** In a member of an object, or in a variable that becomes data itself. */
function isKept(target: Node, durable: DurableCode, depth: number): boolean {
  if (target.type === "MemberExpression") return !forPeople.test(keyOf(target) ?? "");
  if (target.type !== "Identifier" || depth >= maximalVariables || forPeople.test(target.name)) return false;
  const variable = durable.tree.keys.variableOf(target);
  // Of another name for the flag, each use is looked at as the flag's own.
  if (!variable || isReplayFlag(target, durable.tree.keys)) return false;
  return readsOf(variable).some((read) => becomesData(read, durable, depth + 1));
}

/** `states.push(flag)`, unless nothing but logging reads the collection. */
function fillsCollection(call: CallExpression, durable: DurableCode): boolean {
  const callee = unwrap(call.callee);
  if (callee.type !== "MemberExpression" || !filling.test(keyOf(callee) ?? "")) return false;
  const collection = unwrap(callee.object);
  if (collection.type === "MemberExpression") return isKept(collection, durable, maximalVariables);
  if (collection.type !== "Identifier" || forPeople.test(collection.name)) return false;
  const variable = durable.tree.keys.variableOf(collection);
  return (
    !!variable &&
    isCollection(variable) &&
    (isFromOutside(variable) || readsOf(variable).some((read) => isUsed(read, durable)))
  );
}

/** `set` and `add` are methods of clients, too: a collection is seen to be made, or comes from elsewhere. */
function isCollection({ defs }: Binding): boolean {
  const [definition] = defs;
  const made = definition?.node.type === "VariableDeclarator" ? definition.node.init : undefined;
  const value = made ? unwrap(made) : undefined;
  if (value?.type !== "NewExpression") return value?.type !== "CallExpression";
  const callee = unwrap(value.callee);
  return callee.type === "Identifier" && madeOfParts.test(callee.name);
}

function isFromOutside(variable: Binding): boolean {
  return isOfModule(variable) || variable.defs[0]?.type === "Parameter";
}

/** For more than to fill it once again, and to log it. */
function isUsed(read: Node, durable: DurableCode): boolean {
  const member = parentOf(read);
  const call = member?.type === "MemberExpression" && filling.test(keyOf(member) ?? "") ? parentOf(member) : undefined;
  if (call?.type === "CallExpression" && isDiscarded(call)) return false;
  return !isInLogging(read, durable.tree.keys) && !isReplayGuarded(read, durable.tree.keys);
}

function readsOf({ references }: Binding): readonly Node[] {
  return references.filter((each) => each.isRead()).map(({ identifier }) => identifier);
}

/** Whether a name, or a member of it, is one that no code declares. */
function isOfLanguage(node: Node, names: RegExp, { tree }: DurableCode): boolean {
  const value = unwrap(node);
  const root = value.type === "MemberExpression" ? unwrap(value.object) : value;
  if (root.type !== "Identifier" || tree.keys.variableOf(root)) return false;
  return names.test(value.type === "MemberExpression" ? `${root.name}.${keyOf(value) ?? ""}` : root.name);
}
