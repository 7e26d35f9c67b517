import type { FoundFunction } from "../../project/foundFunctions";
import type { AppIndex } from "./appIndex";

/** What the index knows of functions that are registered in code. */
export function foundFunctions({ functions }: AppIndex): readonly FoundFunction[] {
  return functions.flatMap(({ name, kind, place, handler, functionJson }) => {
    const { file, start } = handler ?? place;
    return functionJson === undefined ? [{ name, kind, file, line: start.line, registeredIn: place.file }] : [];
  });
}

/** Orchestrators whose code is in a file, with the line on which it begins. */
export function orchestratorsIn(
  { functions }: AppIndex,
  file: string,
): readonly { readonly name: string; readonly line: number }[] {
  return functions.flatMap(({ name, kind, place, handler }) => {
    const { file: own, start } = handler ?? place;
    return kind === "orchestration" && own === file ? [{ name, line: start.line }] : [];
  });
}
