import type { FindingSeverity, LintResult, RuleId } from "./finding";

/** What to look at, and how severe each rule is. */
export interface LintRequest {
  /** Absolute paths: findings whose place or chain touches one of them are returned. Helpers are followed out of them. */
  readonly files: readonly string[];
  /** Over the rules' own severities. */
  readonly severities: Readonly<Record<RuleId, FindingSeverity | "off">>;
  /** Follow the code of packages as well; `lint.followPackages`. */
  readonly followPackages: boolean;
  /** Files whose exported functions count as orchestrators as well. */
  readonly roots?: readonly string[];
}

export type Lint = (request: LintRequest, signal?: AbortSignal) => LintResult;
