import { relativeTo } from "../../base/paths";
import type { FoundFunction } from "../../project/foundFunctions";
import type { AppIndex } from "./appIndex";
import type { NameService } from "./nameService";
import { isTestFile } from "./testFiles";

/** What the index knows of functions that are registered in code. */
export function foundFunctions({ functions }: AppIndex): readonly FoundFunction[] {
  return functions.flatMap(({ name, kind, place, handler, functionJson }) => {
    const { file, start } = handler ?? place;
    return functionJson === undefined ? [{ name, kind, file, line: start.line, registeredIn: place.file }] : [];
  });
}

/** Those that an app registers once it runs. @param sources files with which that begins; none: it is not known */
export function functionsFrom(names: NameService, root: string, sources: readonly string[]): readonly FoundFunction[] {
  const found = foundFunctions(names.functions(root));
  if (!sources.length) return found.filter(({ registeredIn }) => !isTestFile(relativeTo(root, registeredIn) ?? ""));
  const loaded = names.loadedFrom(root, sources);
  return found.filter(({ registeredIn }) => loaded.has(registeredIn));
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
