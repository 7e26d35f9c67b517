import { isFunction, methodOf, unwrap } from "./nodes";
import type { CallExpression, Node } from "./nodes";
import type { ReferenceReader } from "./references";
import { rangeOf } from "./declarationSummaries";
import type { Reference, RegisteredKind, RegistrationCall } from "./summary";

const durableMethods: ReadonlyMap<string, RegisteredKind> = new Map([
  ["orchestration", "orchestration"],
  ["orchestrator", "orchestration"],
  ["activity", "activity"],
  ["entity", "entity"],
]);

/** Methods of `app` in @azure/functions 4, and of `app.client` in durable-functions 3. */
const otherTriggers = new Set(
  (
    "http get put post patch deleteRequest timer storageBlob storageQueue serviceBusQueue serviceBusTopic eventHub " +
    "eventGrid cosmosDB sql mySql warmup webPubSub generic mcpTool mcpResource"
  ).split(" "),
);

/** A call that may register a function: the linker knows whether its callee is the library's. */
export function registrationOf(
  node: CallExpression,
  references: ReferenceReader,
  within: string,
): RegistrationCall | undefined {
  const method = methodOf(node) ?? durableMethodBehind(node, references);
  const kind = kindOf(node, method);
  if (!kind) return undefined;
  // `df.orchestrator(handler)` and the very old `df(handler)` take no name.
  const isNamed = method !== undefined && !isUnnamed(node, method);
  const [first, second] = node.arguments;
  const handler = isNamed ? second : first;
  const handlerReference = handler && handlerOf(references.read(handler));
  return {
    kind,
    callee: references.read(node.callee),
    ...(isNamed && first && { name: references.read(first), nameRange: rangeOf(first) }),
    ...(handlerReference && { handler: handlerReference }),
    range: rangeOf(node),
    within,
  };
}

/** Whether a call looks like a registration, by the name of its method. */
export function mayRegister(node: CallExpression): boolean {
  return kindOf(node, methodOf(node)) !== undefined;
}

/** `const { activity } = df.app`, `const register = df.app.activity`: the method that a variable holds. */
function durableMethodBehind(node: CallExpression, references: ReferenceReader): string | undefined {
  const callee = references.read(node.callee);
  const held = callee.kind === "variable" ? references.variables.get(callee.key) : undefined;
  return held?.kind === "member" && durableMethods.has(held.name) ? held.name : undefined;
}

function kindOf(node: CallExpression, method: string | undefined): RegisteredKind | undefined {
  if (method === undefined) {
    const [first] = node.arguments;
    return unwrap(node.callee).type === "Identifier" && node.arguments.length === 1 && isGeneratorFunction(first)
      ? "orchestration"
      : undefined;
  }
  return durableMethods.get(method) ?? (otherTriggers.has(method) && isOnApp(node) ? "other" : undefined);
}

function isUnnamed(node: CallExpression, method: string): boolean {
  return method === "orchestrator" || (method === "entity" && node.arguments.length === 1);
}

function isGeneratorFunction(node: Node | undefined): boolean {
  return !!node && isFunction(node) && node.generator;
}

/** `app.http`, `df.app.client.http`: of many objects that have methods of such names, those that are called app. */
function isOnApp(node: CallExpression): boolean {
  const callee = unwrap(node.callee);
  if (callee.type !== "MemberExpression") return false;
  const object = unwrap(callee.object);
  const name =
    object.type === "Identifier"
      ? object.name
      : object.type === "MemberExpression" && object.property.type === "Identifier"
        ? object.property.name
        : "";
  return /app$|^client$/i.test(name);
}

/** `{ handler: pay }` or `pay`. */
function handlerOf(reference: Reference): Reference {
  return reference.kind === "object" ? (reference.members["handler"] ?? reference) : reference;
}
