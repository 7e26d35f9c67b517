import { createLintSession } from "../analysis/lintSession";
import { foundFunctions, functionsFrom } from "../analysis/names/foundFunctions";
import { takenBy, type TakenNames } from "../analysis/names/takenBy";
import type { SourceFiles } from "../base/ports";
import type { FoundFunction } from "../project/foundFunctions";

/** The functions of the app in a folder, as its files are on disk. */
export function functionsOfApp(files: SourceFiles, root: string): TakenNames {
  return takenBy(createLintSession(files).names().functions(root));
}

/** Those that its code registers, as the code is followed: in loops, by names that are put together. */
export function functionsInCode(files: SourceFiles, root: string): readonly FoundFunction[] {
  return foundFunctions(createLintSession(files).names().functions(root));
}

/** Those that it registers once it runs; `sources`: where following its code begins. */
export function functionsWhenRun(files: SourceFiles, root: string, sources: readonly string[]) {
  return functionsFrom(createLintSession(files).names(), root, sources);
}
