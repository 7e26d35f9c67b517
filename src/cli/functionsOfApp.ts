import { createLintSession } from "../analysis/lintSession";
import { takenBy } from "../analysis/names/takenBy";
import type { SourceFiles } from "../base/ports";
import type { TakenName } from "../scaffold/facts";

/** The functions of the app in a folder, as its files are on disk. */
export function functionsOfApp(files: SourceFiles, root: string): readonly TakenName[] {
  return takenBy(createLintSession(files).names().functions(root));
}
