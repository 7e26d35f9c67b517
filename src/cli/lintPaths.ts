import path from "node:path";
import { filesToLint } from "../analysis/filesToLint";
import type { LintResult } from "../analysis/finding";
import { createLint } from "../analysis/lint";
import { NodeSourceFiles } from "../node/sourceFiles";
import { usage } from "./arguments";

/**
 * Lints files, folders and patterns (absolute); no paths: the working folder. A path that names nothing is a usage
 * error. Loads TypeScript's parser, which takes a quarter of a second.
 */
export function lintPaths(
  paths: readonly string[],
  cwd: string,
  followPackages: boolean,
  signal: AbortSignal,
): LintResult {
  const sources = new NodeSourceFiles();
  const { files, leftOut, unknown } = filesToLint(sources, paths.length ? paths : [cwd]);
  const [missing] = unknown;
  if (missing !== undefined) throw usage(`There is no file, folder or match for ${path.relative(cwd, missing)}.`);
  const result = createLint(sources)({ files, severities: {}, followPackages }, signal);
  return { ...result, leftOut: [...leftOut, ...result.leftOut] };
}
