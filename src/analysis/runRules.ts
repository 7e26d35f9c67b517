import type { TextRange } from "../base/sourcePlace";
import { eachCodeChild } from "../syntax/codeChildren";
import type { Node } from "../syntax/nodes";
import type { SummarizedFile } from "../syntax/summarize";
import type { DurableCode } from "./durableCode";
import type { CodeFix, FindingSeverity } from "./finding";
import { fixer } from "./fixer";
import type { Fix, Origin, Report, Rule, RuleMeta } from "./rule";

/** What a rule reports in one file, before it is known which orchestrators come there. */
export interface FileReport {
  readonly rule: RuleMeta;
  readonly message: string;
  readonly range: TextRange;
  /** Key of the function that it is in. */
  readonly functionKey: string;
  /** Position of the argument of that function without which alone it comes to that. */
  readonly without?: number;
  /** What it has from another file. */
  readonly origin?: Origin;
  /** Over the rule's own. */
  readonly severity?: FindingSeverity;
  readonly fix?: CodeFix;
  readonly suggestions: readonly CodeFix[];
}

type Visit = (node: Node) => void;

/** Runs rules over one file, all in one walk. */
export function runRules(rules: readonly Rule[], tree: SummarizedFile, durable: DurableCode): readonly FileReport[] {
  const reports: FileReport[] = [];
  const visits = new Map<string, Visit[]>();
  for (const rule of rules) {
    const { meta } = rule;
    const report = (each: Report) => void reports.push(fileReport(meta, each, tree.file, durable));
    const visitor = rule.create({ filename: tree.file, sourceCode: tree, durable, report });
    for (const [type, visit] of Object.entries(visitor) as [string, Visit][]) {
      const others = visits.get(type);
      if (others) others.push(visit);
      else visits.set(type, [visit]);
    }
  }
  walk(tree.ast, visits);
  return reports;
}

function walk(root: Node, visits: ReadonlyMap<string, readonly Visit[]>): void {
  const look = (node: Node) => {
    const own = visits.get(node.type);
    if (own) for (const visit of own) visit(node);
    eachCodeChild(node, look);
  };
  look(root);
}

function fileReport(meta: RuleMeta, report: Report, file: string, durable: DurableCode): FileReport {
  const { node, reachedBy = node, origin, severity, messageId, data, fix, suggest = [] } = report;
  const message = fillIn(meta.messages[messageId] ?? messageId, data);
  const without = durable.omittedParameterAt(reachedBy);
  return {
    rule: meta,
    message,
    range: { start: node.range[0], end: node.range[1] },
    functionKey: durable.functionKeyAt(reachedBy),
    ...(without !== undefined && { without }),
    ...(origin && { origin }),
    ...(severity && { severity }),
    ...(fix && { fix: codeFix(fillIn(meta.messages["fix"] ?? message, data), file, fix) }),
    suggestions: suggest.map((each) =>
      codeFix(fillIn(meta.messages[each.messageId] ?? each.messageId, each.data), file, each.fix),
    ),
  };
}

function codeFix(title: string, file: string, fix: Fix): CodeFix {
  const edits = fix(fixer);
  return { title, file, edits: "range" in edits ? [edits] : edits };
}

/** A message with its values. */
export function fillIn(message: string, data: Readonly<Record<string, string>> = {}): string {
  return message.replace(/\{\{\s*(\w+)\s*\}\}/g, (whole, name: string) => data[name] ?? whole);
}
