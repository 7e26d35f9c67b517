import type { Reference, ScopeManager, Variable } from "@typescript-eslint/scope-manager";
import type { Node } from "../../syntax/nodes";
import { isInsideAny } from "./selection";

/** A place where a variable is used. */
export interface VariableUse {
  readonly variable: Variable;
  readonly reference: Reference;
  readonly offset: number;
}

/** In the order of the text; what is declared nowhere is left out. */
export function usesIn(nodes: readonly Node[], { scopes }: ScopeManager): readonly VariableUse[] {
  return scopes
    .flatMap(({ references }) => references)
    .filter(({ identifier }) => isInsideAny(identifier, nodes))
    .flatMap((reference) => {
      const variable = reference.resolved;
      return variable?.defs.length ? [{ variable, reference, offset: reference.identifier.range[0] }] : [];
    })
    .toSorted((one, other) => one.offset - other.offset);
}
