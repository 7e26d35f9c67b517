import type { FileSummary, FunctionParameter, Reference } from "../../syntax/summary";
import { Replacing } from "../linker/replacing";

/** What a call gives, by position; undefined: nothing is known of it. */
export type Given = (position: number) => Reference | undefined;

const unknown: Reference = { kind: "unknown" };

/** A reference of a function with what a call gives in place of parameters. */
export interface GivenReference {
  readonly reference: Reference;
  /** Position of the first parameter that it hangs on; undefined: it hangs on none. */
  readonly position?: number;
  /** A parameter that it hangs on is compared with something. */
  readonly isCompared: boolean;
}

/** What a reference of a function stands for when it is called. */
export function whenGiven(
  summary: FileSummary,
  parameters: ReadonlyMap<string, FunctionParameter>,
  reference: Reference,
  given: Given = () => undefined,
): GivenReference {
  let first: number | undefined;
  let isCompared = false;
  const replacing = new Replacing(summary, (part) => {
    const parameter = part.kind === "variable" ? parameters.get(part.key) : undefined;
    if (!parameter) return undefined;
    first ??= parameter.position;
    isCompared ||= parameter.isCompared ?? false;
    const value = given(parameter.position);
    return value
      ? parameter.path.reduce<Reference>((object, name) => ({ kind: "member", object, name }), value)
      : unknown;
  });
  const result = replacing.in(reference);
  return { reference: result, isCompared, ...(first !== undefined && { position: first }) };
}
