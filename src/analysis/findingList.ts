import type { SourcePlace, TextRange } from "../base/sourcePlace";
import type { ChainLink, Finding, FindingSeverity, RuleId } from "./finding";
import type { Program } from "./linker/program";
import type { RouteCall } from "./linker/routes";
import type { FileReport } from "./runRules";

/** Findings of many files, one for each call in an orchestrator and what it leads to. */
export class FindingList {
  readonly #findings = new Map<string, Finding>();
  readonly #program: Program;
  readonly #severities: Readonly<Record<RuleId, FindingSeverity | "off">>;

  constructor(program: Program, severities: Readonly<Record<RuleId, FindingSeverity | "off">>) {
    this.#program = program;
    this.#severities = severities;
  }

  /**
   * Adds what was reported in a file.
   * @param ways calls from each orchestrator that comes there; one without calls: it counts where it is
   */
  add(file: string, report: FileReport, ways: readonly (readonly RouteCall[])[]): void {
    const sink = this.#placeIn(file, report.range);
    for (const calls of ways) {
      const chain = calls.map((call) => this.#link(call));
      const place = chain[0]?.place ?? sink;
      const finding = { ...this.#whatIsWrong(report), place, sink, chain };
      const key = keyOf(finding);
      if (!this.#findings.has(key)) this.#findings.set(key, finding);
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
    return this.#program.linesOf(file).place(file, range);
  }

  inOrder(): readonly Finding[] {
    return inOrder([...this.#findings.values()]);
  }
}

/** Equal for two findings that are one. */
export function keyOf({ rule, place, sink, message }: Finding): string {
  return [rule, place.file, place.range.start, sink.file, sink.range.start, message].join("\0");
}

/** By file, then by place, then by what they lead to. */
export function inOrder(findings: readonly Finding[]): readonly Finding[] {
  return [...findings].sort(
    (one, other) =>
      compare(one.place.file, other.place.file) ||
      one.place.range.start - other.place.range.start ||
      compare(one.sink.file, other.sink.file) ||
      one.sink.range.start - other.sink.range.start ||
      compare(one.rule, other.rule) ||
      compare(one.message, other.message),
  );
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
