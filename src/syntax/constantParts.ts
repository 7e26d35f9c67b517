import { pathInPattern, type DeclarationKeys } from "./declarations";
import { isImported, isOfModule, type Binding } from "./moduleBindings";
import { keyOf, unwrap } from "./nodes";
import type { Node } from "./nodes";
import { isPlainValue } from "./plainValues";
import type { ConstantPart, Reference } from "./summary";

/** What a constant that is made of something is made of as well. */
const converters = /^(parseInt|parseFloat|Number|String|Boolean|BigInt|Date)$/;
const convertingObjects = /^(Number|JSON|Math|Object|Array|Date)$/;
const maximalDepth = 12;

/** What a constant of the module is made of, as far as calls, the environment and imports go. */
export function constantPartsOf(
  constant: Binding,
  keys: DeclarationKeys,
  read: (node: Node) => Reference,
): readonly ConstantPart[] {
  const parts: ConstantPart[] = [];
  const look = (node: Node, path: readonly string[], depth: number): void => {
    const value = unwrap(node);
    if (depth > maximalDepth || value.type === "Literal") return;
    const part = partOf(value, keys, read);
    if (part) parts.push({ ...part, path });
    if (value.type === "ObjectExpression") {
      for (const each of value.properties) {
        const name = each.type === "Property" ? keyOf(each) : undefined;
        if (each.type === "Property" && name !== undefined) look(each.value, [...path, name], depth + 1);
      }
      return;
    }
    const variable = value.type === "Identifier" ? keys.variableOf(value) : undefined;
    const behind = variable ? valueOfConstant(variable) : undefined;
    for (const each of behind ? [behind] : operandsOf(value)) look(each, path, depth + 1);
  };
  const value = valueOfConstant(constant);
  if (value && !isPlainNumber(value)) look(value, [], 0);
  return parts;
}

function isPlainNumber(value: Node): boolean {
  return value.type === "Literal" || (isPlainValue(value) && !operandsOf(unwrap(value)).length);
}

function partOf(node: Node, keys: DeclarationKeys, read: (node: Node) => Reference): ConstantPart | undefined {
  const part = (use: ConstantPart["use"], of: Node, shown: Node, argumentCount = 0): ConstantPart => {
    const [start, end] = shown.range;
    return { use, of: read(of), argumentCount, range: { start, end }, path: [] };
  };
  switch (node.type) {
    case "CallExpression":
      return part("call", node.callee, node, node.arguments.length);
    case "NewExpression":
      return part("new", node.callee, node, node.arguments.length);
    case "MemberExpression": {
      const object = unwrap(node.object);
      if (object.type !== "Identifier" || object.name !== "process") return undefined;
      // A variable of the environment, not the whole of it.
      const { parent } = node;
      return part("read", node, parent.type === "MemberExpression" && parent.object === node ? parent : node);
    }
    case "Identifier": {
      const variable = keys.variableOf(node);
      return variable && isImported(variable) ? part("name", node, node) : undefined;
    }
    default:
      return undefined;
  }
}

/** What a constant of the module is set to, or taken out of. */
export function valueOfConstant(binding: Binding): Node | undefined {
  const [definition] = binding.defs;
  if (!isOfModule(binding) || isImported(binding) || definition?.node.type !== "VariableDeclarator") return undefined;
  const isAssigned = binding.references.some((each) => each.isWrite() && each.init !== true);
  const { init, id } = definition.node;
  return init && !isAssigned && pathInPattern(id, definition.name) ? init : undefined;
}

/** The expressions that a value is made of: not what functions do with it, a client that is made with it is no value. */
export function operandsOf(node: Node): readonly Node[] {
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
