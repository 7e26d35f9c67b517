import { createLintSession } from "../analysis/lintSession";
import { takenBy, type TakenNames } from "../analysis/names/takenBy";
import type { SourceFiles } from "../base/ports";

/** The functions of the app in a folder, as its files are on disk. */
export function functionsOfApp(files: SourceFiles, root: string): TakenNames {
  return takenBy(createLintSession(files).names().functions(root));
}
