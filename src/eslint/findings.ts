import path from "node:path";
import type { Rule, SourceCode } from "eslint";
import type { Finding } from "../analysis/finding";
import { systemClock } from "../node/clock";
import { isCodeFile } from "../syntax/fitness";
import { OpenFileLint } from "./openFileLint";

/** The file that ESLint looks at. */
export interface OpenFile {
  /** Absolute. */
  readonly path: string;
  readonly text: string;
  /** What offsets of ours are larger by than ESLint's: it does not count a byte order mark. */
  readonly shift: number;
  readonly followPackages: boolean;
}

const lints = new Map<boolean, OpenFileLint>();
/** All rules of one run ask for the same. */
const known = new WeakMap<SourceCode, readonly Finding[]>();

/** Text without a file is taken for a file in the working folder. */
export function fileOf({ sourceCode, filename, cwd, settings }: Rule.RuleContext): OpenFile {
  const named = path.resolve(cwd, filename.replace(/[<>]/g, ""));
  return {
    path: isCodeFile(named) ? named : `${named}.js`,
    text: sourceCode.hasBOM ? `\ufeff${sourceCode.text}` : sourceCode.text,
    shift: sourceCode.hasBOM ? 1 : 0,
    followPackages: followsPackages(settings["durable-toolkit"]),
  };
}

function followsPackages(settings: unknown): boolean {
  return typeof settings === "object" && settings !== null && "followPackages" in settings && !!settings.followPackages;
}

/** What our own lint finds in the file that ESLint holds. */
export function findingsIn(sourceCode: SourceCode, file: OpenFile): readonly Finding[] {
  const before = known.get(sourceCode);
  if (before) return before;
  const { followPackages } = file;
  const lint = lints.get(followPackages) ?? new OpenFileLint(systemClock, followPackages);
  lints.set(followPackages, lint);
  const findings = lint.findingsIn(file.path, file.text);
  known.set(sourceCode, findings);
  return findings;
}
