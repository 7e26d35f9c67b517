import type { SourcePlace, TextRange } from "../base/sourcePlace";

/** Kebab-case id of a rule: `no-wall-clock`. */
export type RuleId = string;

export type FindingSeverity = "error" | "warning" | "info" | "hint";

/** One report of a rule. Counted once, shown in every file of its chain. */
export interface Finding {
  readonly rule: RuleId;
  readonly severity: FindingSeverity;
  /** What is wrong and what to do instead, in one or two sentences. */
  readonly message: string;
  /** In the orchestrator: what is wrong, or the call there that leads to it. */
  readonly place: SourcePlace;
  /** What is wrong itself; equals `place` when the orchestrator does it without a helper. */
  readonly sink: SourcePlace;
  /** Call sites from the one in the orchestrator to the last before the sink; empty when the orchestrator does it itself. */
  readonly chain: readonly ChainLink[];
  /** What a fix of the whole file may do unasked; acts at the sink. */
  readonly fix?: CodeFix;
  /** What the user may pick, one by one. */
  readonly suggestions: readonly CodeFix[];
}

/** A call on the way to the sink; `label` names what it calls: `priceOf`. */
export interface ChainLink {
  readonly place: SourcePlace;
  readonly label: string;
}

/** Edits of one file that mend a finding. */
export interface CodeFix {
  /** In the imperative: "Use context.df.currentUtcDateTime". */
  readonly title: string;
  readonly file: string;
  readonly edits: readonly TextEdit[];
}

export interface TextEdit {
  readonly range: TextRange;
  readonly text: string;
}

/** A file that was not looked at, or not to its end, and why, worded for the user. */
export interface LeftOut {
  readonly file: string;
  readonly reason: string;
}

/** A file whose code does not parse, and was judged around that; `line`: of the first error, from 1. */
export interface DamagedFile {
  readonly file: string;
  readonly line: number;
}

export interface LintResult {
  readonly findings: readonly Finding[];
  readonly leftOut: readonly LeftOut[];
  readonly damaged: readonly DamagedFile[];
  /** Files that were looked at, for the line that sums up. */
  readonly fileCount: number;
}
