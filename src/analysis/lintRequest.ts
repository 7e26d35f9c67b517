import type { LintResult } from "./finding";
import type { LintSettings } from "./lintSettings";

/** What to look at, and how severe each rule is. */
export interface LintRequest extends LintSettings {
  /** Absolute paths: findings whose place or chain touches one of them are returned. Helpers are followed out of them. */
  readonly files: readonly string[];
  /** Files whose exported functions count as orchestrators as well. */
  readonly roots?: readonly string[];
}

export type Lint = (request: LintRequest, signal?: AbortSignal) => LintResult;
