import type { TextRange } from "../base/sourcePlace";
import type { SummarizedFile } from "../syntax/summarize";
import type { Node, NodeVisitor } from "../syntax/nodes";
import type { DurableCode } from "./durableCode";
import type { FindingSeverity, RuleId, TextEdit } from "./finding";

/** What a rule is; of ESLint's shape, so that one file serves the editor, the command line and ESLint. */
export interface RuleMeta {
  readonly type: "problem" | "suggestion";
  readonly docs: RuleDocs;
  readonly severity: FindingSeverity;
  /** Where it looks: `orchestrators` (default), at what they run; `everywhere`, at every file that was asked for. */
  readonly scope?: "orchestrators" | "everywhere";
  /** What helpers do is less severe, or counted once for more than one place. */
  readonly inHelpers?: HelperCount;
  /** What a helper does in order to log something does not count: nothing of it comes back. */
  readonly ignoresLogging?: true;
  /** Its reports hold in code that does not parse at the moment too: they say nothing of code that may be missing. */
  readonly holdsInDamagedCode?: true;
  /** Fixes that a fix of the whole file may do unasked. */
  readonly fixable?: "code";
  readonly hasSuggestions?: true;
  readonly schema: readonly never[];
  /** `{{name}}` stands for a value of the report; `fix` is the title of the fix. */
  readonly messages: Readonly<Record<string, string>>;
}

export interface HelperCount {
  readonly severity?: FindingSeverity;
  /** `sink`: once, where it is, whoever runs it; `orchestrator`: once for each with each file of helpers. */
  readonly countedPer: "sink" | "orchestrator";
}

export interface RuleDocs {
  readonly id: RuleId;
  /** Code of the .NET analyzer where the meaning is the same. */
  readonly aka?: string;
  readonly description: string;
}

export interface Rule {
  readonly meta: RuleMeta;
  create(context: RuleContext): NodeVisitor;
}

export interface RuleContext {
  readonly filename: string;
  readonly sourceCode: Pick<SummarizedFile, "text" | "ast" | "scopeManager">;
  /** What the program knows of this file. */
  readonly durable: DurableCode;
  report(report: Report): void;
}

export interface Report {
  readonly node: Node;
  /** Code that runs, where `node` itself does not: the use of a constant, when `node` is what the constant is made of. */
  readonly reachedBy?: Node;
  /** Over the rule's own. */
  readonly severity?: FindingSeverity;
  /** What `node` has from another file, whose comments count as well. */
  readonly origin?: Origin;
  readonly messageId: string;
  readonly data?: Readonly<Record<string, string>>;
  readonly fix?: Fix | undefined;
  readonly suggest?: readonly Suggestion[];
}

export interface Origin {
  readonly file: string;
  readonly range: TextRange;
}

export interface Suggestion {
  readonly messageId: string;
  readonly data?: Readonly<Record<string, string>>;
  readonly fix: Fix;
}

export type Fix = (fixer: Fixer) => TextEdit | readonly TextEdit[];

/** Of ESLint's fixer, what rules use. */
export interface Fixer {
  replaceText(node: Node, text: string): TextEdit;
  insertTextBefore(node: Node, text: string): TextEdit;
  insertTextAfter(node: Node, text: string): TextEdit;
}

export function defineRule(rule: Rule): Rule {
  return rule;
}
