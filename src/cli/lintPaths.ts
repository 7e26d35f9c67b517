import path from "node:path";
import { filesToLint } from "../analysis/filesToLint";
import type { LintResult } from "../analysis/finding";
import { createLint } from "../analysis/lint";
import { allRules } from "../analysis/allRules";
import type { RuleMeta } from "../analysis/rule";
import { NodeSourceFiles } from "../node/sourceFiles";
import { usage } from "./arguments";
import { fixFiles, type Fixed } from "./lintFix";
import { readSeverities } from "./lintSeverities";

export interface LintWish {
  /** Absolute: files, folders and patterns; none: the working folder. */
  readonly paths: readonly string[];
  readonly cwd: string;
  /** As `no-wall-clock=error`. */
  readonly rules: readonly string[];
  readonly followPackages: boolean;
  readonly fix: boolean;
}

export interface LintedPaths extends Fixed {
  readonly rules: readonly RuleMeta[];
}

/**
 * Lints what is wished for. A path that names nothing is a usage error. Loads TypeScript's parser, which takes a quarter
 * of a second.
 */
export function lintPaths({ paths, cwd, rules, followPackages, fix }: LintWish, signal: AbortSignal): LintedPaths {
  const severities = readSeverities(rules);
  const sources = new NodeSourceFiles();
  const { files, leftOut, unknown } = filesToLint(sources, paths.length ? paths : [cwd]);
  const [missing] = unknown;
  if (missing !== undefined) throw usage(`There is no file, folder or match for ${path.relative(cwd, missing)}.`);
  const lint = (): LintResult => {
    const result = createLint(sources)({ files, severities, followPackages }, signal);
    return { ...result, leftOut: [...leftOut, ...result.leftOut] };
  };
  const fixed = fix ? fixFiles(files, sources, lint) : { result: lint(), fixCount: 0, fileCount: 0 };
  return { ...fixed, rules: allRules.map(({ meta }) => meta) };
}
