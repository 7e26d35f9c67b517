import { LineIndex } from "../base/lineIndex";
import type { SourcePlace, TextRange } from "../base/sourcePlace";
import type { SummarizedFile } from "../syntax/summarize";
import type { ChainLink, Finding, FindingSeverity, RuleId } from "./finding";
import type { Program } from "./linker/program";
import type { Route, RouteCall } from "./linker/routes";
import type { FileReport } from "./runRules";

/** Findings of many files, one for each call in an orchestrator and what it leads to. */
export class FindingList {
  readonly #findings = new Map<string, Finding>();
  readonly #lines = new Map<string, LineIndex>();
  readonly #program: Program;
  readonly #severities: Readonly<Record<RuleId, FindingSeverity | "off">>;

  constructor(program: Program, severities: Readonly<Record<RuleId, FindingSeverity | "off">>) {
    this.#program = program;
    this.#severities = severities;
  }

  /** Adds what was reported in a file, seen from every orchestrator that comes there, or where it is. */
  add(tree: SummarizedFile, report: FileReport, routes: readonly Route[]): void {
    const sink = this.#placeIn(tree.file, report.range);
    const ways = report.rule.scope === "everywhere" ? [[]] : routes.map(({ calls }) => calls);
    for (const calls of ways) {
      const chain = calls.map((call) => this.#link(call));
      const place = chain[0]?.place ?? sink;
      const { id } = report.rule.docs;
      const key = [id, place.file, place.range.start, sink.file, sink.range.start, report.message].join("\0");
      if (this.#findings.has(key)) continue;
      this.#findings.set(key, { ...this.#whatIsWrong(report), place, sink, chain });
    }
  }

  #whatIsWrong({ rule, message, fix, suggestions }: FileReport) {
    const severity = this.#severities[rule.docs.id];
    return {
      rule: rule.docs.id,
      severity: severity === undefined || severity === "off" ? rule.severity : severity,
      message,
      ...(fix && { fix }),
      suggestions,
    };
  }

  #link({ file, range, target }: RouteCall): ChainLink {
    const name = this.#program.summaryOf(target.file)?.functions.get(target.key)?.name;
    return { place: this.#placeIn(file, range), label: name ?? "function" };
  }

  #placeIn(file: string, range: TextRange): SourcePlace {
    const known = this.#lines.get(file) ?? new LineIndex(this.#program.treeOf(file)?.text ?? "");
    this.#lines.set(file, known);
    return known.place(file, range);
  }

  /** By file, then by place. */
  inOrder(): readonly Finding[] {
    return [...this.#findings.values()].sort(
      (one, other) => compare(one.place.file, other.place.file) || one.place.range.start - other.place.range.start,
    );
  }
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
