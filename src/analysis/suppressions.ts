import { didYouMean } from "../base/nearNames";
import type { SourcePlace, TextRange } from "../base/sourcePlace";
import { directiveWord } from "../syntax/durableWords";
import { allRules } from "./allRules";
import type { CodeFix, Finding, FindingSeverity, RuleId, TextEdit } from "./finding";
import { inOrder, type KeptFinding } from "./findingList";
import type { Program } from "./linker/program";
import type { RuleMeta } from "./rule";
import { suppressionReason } from "./rules/suppressionReason";
import { unusedSuppression } from "./rules/unusedSuppression";
import { fillIn, type FileReport } from "./runRules";
import { setupRules } from "./setupRules";
import { suppressionsIn, withoutComment, withoutName } from "./suppressionComments";
import type { NamedRule, Suppression } from "./suppressionComments";

/** What is asked of the lint whose findings are suppressed. */
export interface SuppressedLint {
  readonly program: Program;
  /** Files with suppressions. */
  readonly suppressing: ReadonlySet<string>;
  /** Whether what is wrong with the suppressions of a file is said. */
  isAsked(file: string): boolean;
  /** What the user makes of a rule for findings in a file. */
  severityOf(rule: RuleId, file: string): FindingSeverity | "off" | undefined;
  /** Whether an orchestrator runs something in the file. */
  isReached(file: string): boolean;
  /** All that rules found in the file, whoever runs it. */
  reportsIn(file: string): readonly FileReport[];
}

const metas: ReadonlyMap<RuleId, RuleMeta> = new Map(allRules.map(({ meta }) => [meta.docs.id, meta]));
const setupIds: ReadonlySet<RuleId> = new Set(setupRules.map(({ docs }) => docs.id));
const ownIds: readonly RuleId[] = [unusedSuppression.meta.docs.id, suppressionReason.meta.docs.id];

/** To be called while the tree is there: it is not read again for its comments. */
export function suppressionsOf(program: Program, file: string): readonly Suppression[] {
  return program.memo.get(file, "suppressions", () => {
    if (!program.textOf(file)?.includes(directiveWord)) return [];
    const tree = program.treeOf(file);
    if (!tree) return [];
    const first = tree.ast.body.find((each) => !("directive" in each && each.directive));
    const start = first?.range[0] ?? tree.text.length;
    return suppressionsIn(tree.ast.comments ?? [], start);
  });
}

/** The findings that neither settings nor comments turn off, and what is wrong with such comments. */
export function withoutSuppressed(findings: readonly KeptFinding[], lint: SuppressedLint): readonly Finding[] {
  if (!lint.suppressing.size) return findings.filter(isOn).map(withoutOrigin);
  const used = new Set<NamedRule>();
  const isKept = (finding: KeptFinding) => {
    const places = placesOf(finding).filter(({ file }) => lint.suppressing.has(file));
    const names = places.flatMap((place) => namesFor(finding.rule, place, lint.program));
    for (const name of names) used.add(name);
    return names.length === 0;
  };
  const kept = findings.filter(isKept).filter(isOn).map(withoutOrigin);
  const asked = [...lint.suppressing].filter((file) => lint.isAsked(file));
  const own = asked.flatMap((file) => faultsIn(file, used, lint)).filter(isKept);
  return own.length ? inOrder([...kept, ...own]) : kept;
}

function isOn(finding: KeptFinding): finding is Finding & KeptFinding {
  return finding.severity !== "off";
}

/** Where it is made was asked for its comments. */
function withoutOrigin(finding: Finding & KeptFinding): Finding {
  if (!finding.origin) return finding;
  const without: { origin?: SourcePlace } & Finding = { ...finding };
  delete without.origin;
  return without;
}

function placesOf({ place, sink, chain, origin }: KeptFinding): readonly SourcePlace[] {
  return [place, sink, ...(origin ? [origin] : []), ...chain.map((link) => link.place)];
}

/** Names of the rule in comments about the place. */
function namesFor(rule: RuleId, { file, start, end }: SourcePlace, program: Program): readonly NamedRule[] {
  return suppressionsOf(program, file)
    .filter(({ line, fault }) => !fault && (line === undefined || line === start.line || line === end.line))
    .flatMap(({ rules }) => rules.filter(({ id }) => id === rule));
}

function faultsIn(file: string, used: ReadonlySet<NamedRule>, lint: SuppressedLint): readonly Finding[] {
  return suppressionsOf(lint.program, file).flatMap((suppression) => {
    const report = new Reporter(file, lint);
    if (suppression.fault) {
      report.unused(suppression.range, suppression.fault, {}, [removal(file, suppression, lint)]);
      return report.findings;
    }
    if (!suppression.rules.length) report.unused(suppression.range, "noRule", {}, [removal(file, suppression, lint)]);
    for (const name of suppression.rules) {
      const suggestions = [removal(file, suppression, lint, name)];
      const near = didYouMean(name.id, metas.keys());
      if (setupIds.has(name.id)) report.unused(name.range, "setUp", { rule: name.id }, suggestions);
      else if (!metas.has(name.id)) report.unused(name.range, "unknown", { rule: name.id, near }, suggestions);
      else if (!used.has(name) && isUnused(file, suppression, name.id, lint))
        report.unused(name.range, "unused", { rule: name.id }, suggestions);
    }
    const [first] = suppression.rules;
    if (first && !suppression.hasReason) report.noReason(suppression.range, first.id);
    return report.findings;
  });
}

/** Who runs a file that nothing asked for reaches is not known, so that what its rules found counts as well. */
function isUnused(file: string, { line }: Suppression, rule: RuleId, lint: SuppressedLint): boolean {
  if (lint.severityOf(rule, file) === "off" || ownIds.includes(rule)) return false;
  if (metas.get(rule)?.scope !== "everywhere" && !lint.isReached(file)) return false;
  const lines = lint.program.linesOf(file);
  return !lint.reportsIn(file).some((report) => {
    if (report.rule.docs.id !== rule) return false;
    const { start, end } = lines.place(file, report.range);
    return line === undefined || line === start.line || line === end.line;
  });
}

function removal(file: string, suppression: Suppression, { program }: SuppressedLint, name?: NamedRule): CodeFix {
  const { remove = "", removeName = "" } = unusedSuppression.meta.messages;
  const text = program.textOf(file) ?? "";
  const fix = (title: string, edit: TextEdit): CodeFix => ({ title, file, edits: [edit] });
  if (!name || suppression.rules.length === 1) return fix(remove, withoutComment(text, suppression));
  return fix(fillIn(removeName, { rule: name.id }), withoutName(text, name));
}

/** Findings about the comments of one file. */
class Reporter {
  readonly findings: Finding[] = [];
  readonly #file: string;
  readonly #lint: SuppressedLint;

  constructor(file: string, lint: SuppressedLint) {
    this.#file = file;
    this.#lint = lint;
  }

  unused(
    range: TextRange,
    message: "unused" | "setUp" | "unknown" | "noRule" | "misplaced" | "unknownWord",
    data: Readonly<Record<string, string>>,
    suggestions: readonly CodeFix[],
  ): void {
    this.#add(unusedSuppression.meta, range, fillIn(unusedSuppression.meta.messages[message] ?? "", data), suggestions);
  }

  noReason(range: TextRange, rule: RuleId): void {
    const { meta } = suppressionReason;
    this.#add(meta, range, fillIn(meta.messages["reason"] ?? "", { rule }), []);
  }

  #add({ docs, severity: own }: RuleMeta, range: TextRange, message: string, suggestions: readonly CodeFix[]): void {
    const severity = this.#lint.severityOf(docs.id, this.#file) ?? own;
    if (severity === "off") return;
    const place = this.#lint.program.linesOf(this.#file).place(this.#file, range);
    this.findings.push({ rule: docs.id, severity, message, place, sink: place, chain: [], suggestions });
  }
}
