import { methodOf } from "./nodes";
import type { CallExpression } from "./nodes";
import { rangeOf } from "./declarationSummaries";
import type { ReferenceReader } from "./references";
import type { NamedCall } from "./summary";

/** Methods of durable contexts and clients, and which of their arguments is the name. */
const nameArguments: Readonly<Record<string, number>> = { waitForExternalEvent: 0, raiseEvent: 1 };

export function namedCallOf(node: CallExpression, references: ReferenceReader): NamedCall | undefined {
  const method = methodOf(node);
  if (method === undefined || !Object.hasOwn(nameArguments, method)) return undefined;
  const name = node.arguments[nameArguments[method] ?? 0];
  return name && { method, name: references.read(name), range: rangeOf(name) };
}
