import type { FileSummary, Reference } from "../../syntax/summary";

/** Which origins of a value are of interest. */
export interface Origins {
  /** A module that the file imports. */
  imported(specifier: string): boolean;
  /** Functions and classes of the file itself. */
  readonly own: boolean;
}

/** Variables that are made of themselves end here. */
const maximalDepth = 12;

/** Whether a value may come from somewhere of interest, by what its own file says; no other file is read. */
export function mayComeFrom(reference: Reference, summary: FileSummary, origins: Origins, depth = 0): boolean {
  const may = (each: Reference) => mayComeFrom(each, summary, origins, depth + 1);
  if (depth > maximalDepth) return true;
  switch (reference.kind) {
    case "import":
      return origins.imported(reference.module);
    case "variable": {
      // Of a parameter the summary knows no value.
      const value = summary.variables.get(reference.key);
      return value !== undefined && may(value);
    }
    case "member":
      return may(reference.object);
    case "call":
      return may(reference.callee) || reference.functions.some(may);
    case "object":
      return [...Object.values(reference.members), ...reference.spreads].some(may);
    case "either":
      return reference.of.some(may);
    case "instance":
    case "awaited":
      return may(reference.of);
    case "string":
    case "global":
    case "unknown":
      return false;
    default:
      return origins.own;
  }
}
