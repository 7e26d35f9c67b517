import { pathInPattern } from "../../syntax/declarations";
import { isImported, isOfModule, type Binding } from "../../syntax/moduleBindings";
import { keyOf, unwrap } from "../../syntax/nodes";
import type { Node } from "../../syntax/nodes";
import type { DurableCode } from "../durableCode";
import type { Effect } from "../effects/effects";

/** What a constant that is made of something is made of as well. */
const converters = /^(parseInt|parseFloat|Number|String|Boolean|BigInt|Date)$/;
const convertingObjects = /^(Number|JSON|Math|Object|Array|Date)$/;
const maximalDepth = 12;
const effects: readonly (Effect | undefined)[] = [
  "wallClock",
  "highResolutionClock",
  "random",
  "randomId",
  "environment",
];

/** Reads of the clock, of chance and of the environment whose value a module keeps in a constant. */
export function sourcesOf(binding: Binding, durable: DurableCode): readonly Node[] {
  const value = valueOf(binding);
  if (!value) return [];
  return [...new Set(partsOf(value, durable, 0))].filter((part) => effects.includes(durable.effectOf(part)));
}

/** What a constant of the module is set to, or taken out of. */
function valueOf(binding: Binding): Node | undefined {
  const [definition] = binding.defs;
  if (!isOfModule(binding) || isImported(binding) || definition?.node.type !== "VariableDeclarator") return undefined;
  const isAssigned = binding.references.some((each) => each.isWrite() && each.init !== true);
  const { init, id } = definition.node;
  return init && !isAssigned && pathInPattern(id, definition.name) ? init : undefined;
}

/** The expressions that a value is made of: not what functions do with it, a client that is made with it is no value. */
function partsOf(node: Node, durable: DurableCode, depth: number): readonly Node[] {
  const value = unwrap(node);
  if (depth > maximalDepth) return [];
  const constant = value.type === "Identifier" ? durable.tree.keys.variableOf(value) : undefined;
  const behind = constant ? valueOf(constant) : undefined;
  const parts = behind ? [behind] : operandsOf(value);
  return [value, ...parts.flatMap((each) => partsOf(each, durable, depth + 1))];
}

function operandsOf(node: Node): readonly Node[] {
  switch (node.type) {
    case "LogicalExpression":
    case "BinaryExpression":
      return [node.left, node.right];
    case "ConditionalExpression":
      return [node.test, node.consequent, node.alternate];
    case "UnaryExpression":
      return [node.argument];
    case "TemplateLiteral":
      return node.expressions;
    case "MemberExpression":
      return [node.object];
    case "ArrayExpression":
      return node.elements.filter((each) => each !== null);
    case "ObjectExpression":
      return node.properties.flatMap((each) => (each.type === "Property" ? [each.value] : []));
    case "NewExpression":
      return isConverter(node.callee) ? node.arguments : [];
    case "CallExpression": {
      const callee = unwrap(node.callee);
      const object = callee.type === "MemberExpression" ? [callee.object] : [];
      return isConverter(callee) ? [...object, ...node.arguments] : object;
    }
    default:
      return [];
  }
}

function isConverter(node: Node): boolean {
  const callee = unwrap(node);
  if (callee.type === "Identifier") return converters.test(callee.name);
  if (callee.type !== "MemberExpression" || keyOf(callee) === undefined) return false;
  const object = unwrap(callee.object);
  return object.type === "Identifier" && convertingObjects.test(object.name);
}
