import type { DeclarationKeys } from "./declarations";
import { keyOf, unwrap, wrapped } from "./nodes";
import type { NewExpression, Node } from "./nodes";

/** Methods of durable contexts and clients whose first argument is the id of an entity. */
const takingMethods = new Set(["callEntity", "signalEntity", "readEntityState"]);

/** Methods that take the id which `new df.EntityId(…)` makes: as it is made, or out of the variable that keeps it. */
export function methodsTaking(made: NewExpression, keys: DeclarationKeys): readonly string[] {
  const { parent } = wrapped(made);
  const kept = parent?.type === "VariableDeclarator" ? keys.readsOf(parent) : [];
  return [...new Set([made, ...kept].flatMap(methodTaking))].sort();
}

function methodTaking(id: Node): readonly string[] {
  const argument = wrapped(id);
  const call = argument.parent;
  if (call?.type !== "CallExpression" || call.arguments[0] !== argument) return [];
  const callee = unwrap(call.callee);
  const name = callee.type === "MemberExpression" ? keyOf(callee) : undefined;
  return name !== undefined && takingMethods.has(name) ? [name] : [];
}
