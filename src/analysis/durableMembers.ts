import { pathInPattern, type DeclarationKeys } from "../syntax/declarations";
import { isInside, keyOf, unwrap } from "../syntax/nodes";
import type { CallExpression, MemberExpression, Node } from "../syntax/nodes";
import type { Binding } from "../syntax/moduleBindings";

type Definition = Binding["defs"][number];

/** Parameters of these types are a `context.df` themselves. */
const durableTypes = /^(DurableOrchestrationContext|DurableOrchestrationClient)$/;

/** `callActivity` of `context.df.callActivity(…)` and `df.callActivity(…)`; undefined: no call of a durable context. */
export function durableCallName(call: CallExpression, keys: DeclarationKeys): string | undefined {
  const callee = unwrap(call.callee);
  return callee.type === "MemberExpression" ? durableMemberName(callee, keys) : undefined;
}

/** Name of a member that is read from a `context.df`, whatever the code calls that. */
export function durableMemberName(node: MemberExpression, keys: DeclarationKeys): string | undefined {
  return isDurableObject(node.object, keys) ? keyOf(node) : undefined;
}

/** `context.df`, or a name that stands for it. */
export function isDurableObject(node: Node, keys: DeclarationKeys): boolean {
  const object = unwrap(node);
  if (object.type === "MemberExpression") return keyOf(object) === "df" && !isGlobal(object.object, keys);
  if (object.type !== "Identifier") return false;
  const [definition] = keys.variableOf(object)?.defs ?? [];
  return definition ? isDurableDefinition(definition, object.name, keys) : false;
}

function isDurableDefinition({ type, node, name }: Definition, written: string, keys: DeclarationKeys): boolean {
  if (node.type === "VariableDeclarator") {
    const path = pathInPattern(node.id, name);
    if (path?.at(-1) === "df") return true;
    return path?.length === 0 && node.init !== null && isDurableObject(node.init, keys);
  }
  if (type !== "Parameter") return false;
  if (written === "df" || durableTypes.test(typeName(name) ?? "")) return true;
  const parameter = node.params.find((each) => isInside(name, each));
  return parameter !== undefined && parameter !== name && pathInPattern(parameter, name)?.at(-1) === "df";
}

/** `globalThis.df` is nobody's context. */
function isGlobal(node: Node, keys: DeclarationKeys): boolean {
  const object = unwrap(node);
  return object.type === "Identifier" && /^(globalThis|global|window)$/.test(object.name) && !keys.variableOf(object);
}

function typeName(node: Node): string | undefined {
  const annotation = (node as { typeAnnotation?: { typeAnnotation?: Node } }).typeAnnotation?.typeAnnotation;
  if (annotation?.type !== "TSTypeReference") return undefined;
  const name = annotation.typeName;
  return name.type === "Identifier" ? name.name : name.type === "TSQualifiedName" ? name.right.name : undefined;
}
