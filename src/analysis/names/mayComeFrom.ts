import { partsOf } from "../../syntax/referenceParts";
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
    case "function":
    case "class":
    case "this":
    case "super":
      return origins.own;
    default:
      return partsOf(reference).some(may);
  }
}
