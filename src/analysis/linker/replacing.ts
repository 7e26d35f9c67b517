import { withParts } from "../../syntax/referenceParts";
import type { FileSummary, Reference } from "../../syntax/summary";

/** Variables that are made of variables, one inside of the other. */
const maximalDepth = 30;

/** A reference of a file with something else in place of some of its parts; the same object where there is none of these. */
export class Replacing {
  readonly #summary: FileSummary;
  readonly #replace: (part: Reference) => Reference | undefined;
  readonly #open = new Set<string>();
  #count = 0;

  /** @param replace what stands in place of a part; undefined: the part itself */
  constructor(summary: FileSummary, replace: (part: Reference) => Reference | undefined) {
    this.#summary = summary;
    this.#replace = replace;
  }

  in(reference: Reference): Reference {
    const replaced = this.#replace(reference);
    if (replaced) {
      this.#count++;
      return replaced;
    }
    const before = this.#count;
    const result =
      reference.kind === "variable" ? this.#behind(reference) : withParts(reference, (part) => this.in(part));
    return this.#count === before ? reference : result;
  }

  #behind(reference: Reference & { readonly kind: "variable" }): Reference {
    const { key } = reference;
    const value = this.#summary.variables.get(key);
    if (!value || this.#open.has(key) || this.#open.size > maximalDepth) return reference;
    this.#open.add(key);
    try {
      return this.in(value);
    } finally {
      this.#open.delete(key);
    }
  }
}
