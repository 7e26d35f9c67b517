import path from "node:path";
import { filesToLint } from "../analysis/filesToLint";
import type { LintResult } from "../analysis/finding";
import { leftOutOnce } from "../analysis/leftOutFiles";
import { createLint } from "../analysis/lint";
import { inOrder } from "../analysis/findingList";
import type { RuleMeta } from "../analysis/rule";
import { setupFindings } from "../analysis/setupFindings";
import { reportedRules } from "../analysis/setupRules";
import type { SourceReader } from "../base/ports";
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

/** The machine: what the set-up of apps is read from. */
export interface LintPlace {
  readonly files: SourceReader;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** Plain data: it may come from another thread. */
export interface LintedPaths extends Fixed {
  readonly rules: readonly RuleMeta[];
}

/** `lintPaths`, wherever it runs. */
export type LintPaths = (wish: LintWish, place: LintPlace, signal: AbortSignal) => Promise<LintedPaths>;

/** Files that stand for the set-up of their app where they are named. */
const configuration: ReadonlySet<string> = new Set([
  "host.json",
  "local.settings.json",
  "package.json",
  "function.json",
]);

/** Lints what is wished for, and the set-up of its apps. A path that names nothing is a usage error. */
export async function lintPaths(
  { paths, cwd, rules, followPackages, fix }: LintWish,
  { files: reader, environment }: LintPlace,
  signal: AbortSignal,
): Promise<LintedPaths> {
  const severities = readSeverities(rules);
  const sources = new NodeSourceFiles();
  const { files, unknown, ...found } = filesToLint(sources, paths.length ? paths : [cwd]);
  const [missing] = unknown;
  if (missing !== undefined) throw usage(`There is no file, folder or match for ${path.relative(cwd, missing)}.`);
  const ofApps = found.leftOut.map(({ file }) => file).filter((file) => configuration.has(path.basename(file)));
  const leftOut = found.leftOut.filter(({ file }) => !ofApps.includes(file));
  const lint = (): LintResult => {
    const result = createLint(sources)({ files, severities, followPackages }, signal);
    return { ...result, leftOut: leftOutOnce([...leftOut, ...result.leftOut]) };
  };
  const fixed = fix ? fixFiles(files, sources, lint) : { result: lint(), fixCount: 0, fileCount: 0 };
  const ofSetup = await setupFindings(reader, { files: [...files, ...ofApps], severities, environment });
  signal.throwIfAborted();
  const findings = inOrder([...fixed.result.findings, ...ofSetup]);
  return { ...fixed, result: { ...fixed.result, findings }, rules: reportedRules };
}
