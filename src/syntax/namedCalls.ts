import type { DeclarationKeys } from "./declarations";
import { methodsTaking } from "./entityIds";
import { keyOf, unwrap } from "./nodes";
import type { CallExpression, NewExpression } from "./nodes";
import { rangeOf } from "./declarationSummaries";
import type { ReferenceReader } from "./references";
import type { NamedCall } from "./summary";

/** Methods of durable contexts and clients, and which of their arguments is the name. */
const nameArguments: ReadonlyMap<string, number> = new Map([
  ["callActivity", 0],
  ["callActivityWithRetry", 0],
  ["callSubOrchestrator", 0],
  ["callSubOrchestratorWithRetry", 0],
  ["startNew", 0],
  ["waitForExternalEvent", 0],
  ["raiseEvent", 1],
]);

export function namedCallOf(
  node: CallExpression | NewExpression,
  references: ReferenceReader,
  keys: DeclarationKeys,
  within: string,
): NamedCall | undefined {
  const method = nameOf(node);
  const index = method === undefined ? undefined : argumentOf(node, method);
  const name = index === undefined ? undefined : node.arguments[index];
  if (method === undefined || !name) return undefined;
  const takenBy = node.type === "NewExpression" ? methodsTaking(node, keys) : [];
  const callee = references.read(node.callee);
  const named = { method, callee, name: references.read(name), range: rangeOf(name), within };
  return takenBy.length ? { ...named, takenBy } : named;
}

function argumentOf({ type }: CallExpression | NewExpression, method: string): number | undefined {
  if (type === "NewExpression") return method === "EntityId" ? 0 : undefined;
  return nameArguments.get(method);
}

/** `EntityId` may be imported by its own name. */
function nameOf(node: CallExpression | NewExpression): string | undefined {
  const callee = unwrap(node.callee);
  if (callee.type === "MemberExpression") return keyOf(callee);
  return node.type === "NewExpression" && callee.type === "Identifier" ? callee.name : undefined;
}
