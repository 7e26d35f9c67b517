import type { SourcePlace, TextRange } from "../base/sourcePlace";
import type { ChainLink, Finding, FindingSeverity } from "./finding";
import { idOf } from "./linker/calls";
import type { Orchestrator } from "./linker/orchestrators";
import type { Program } from "./linker/program";
import type { RouteCall } from "./linker/routes";
import type { SettingsByFile } from "./lintSettings";
import type { RuleMeta } from "./rule";
import type { FileReport } from "./runRules";

/** How the code of a report comes to run; without calls: it counts where it is. */
export interface Way {
  readonly orchestrator?: Orchestrator;
  readonly calls: readonly RouteCall[];
  readonly files?: ReadonlySet<string>;
}

/** A finding, or what would be one if its rule were not off in the folder of its place: it still needs its comment. */
export interface KeptFinding extends Omit<Finding, "severity"> {
  readonly severity: FindingSeverity | "off";
  /** Where what is wrong is made, in another file: a comment there counts. */
  readonly origin?: SourcePlace;
}

/** Many ways come through one call. */
const links = new WeakMap<RouteCall, ChainLink>();

/** Findings about the code of one file, one for each call in an orchestrator and what it leads to. */
export class FindingList {
  readonly #findings = new Map<string, KeptFinding>();
  readonly #program: Program;
  readonly #settings: SettingsByFile;
  readonly #file: string;
  /** Files that ways come through. */
  readonly #about = new Set<string>();

  constructor(program: Program, settings: SettingsByFile, file: string) {
    this.#program = program;
    this.#settings = settings;
    this.#file = file;
  }

  get findings(): Iterable<KeptFinding> {
    return this.#findings.values();
  }

  /** No change of any file but its own, or of the ways, makes a finding. */
  get isEmpty(): boolean {
    return this.#findings.size === 0 && this.#about.size === 0;
  }

  /** Whether findings may be others when something changes in a file. */
  isAbout(file: string): boolean {
    return file === this.#file || this.#about.has(file);
  }

  /** Adds what was reported in the file, once for each way there. */
  add(report: FileReport, ways: readonly Way[]): void {
    const sink = this.#placeIn(this.#file, report.range);
    const [inHelper, own] = [this.#whatIsWrong(report, true), this.#whatIsWrong(report, false)];
    const { origin } = report;
    const made = origin && { origin: this.#placeIn(origin.file, origin.range) };
    const isCountedThere = report.rule.inHelpers?.countedPer === "sink";
    for (const { calls, orchestrator, files = [] } of ways) {
      for (const file of files) this.#about.add(file);
      if (report.rule.ignoresLogging && calls.some(({ isLogging }) => isLogging)) continue;
      const way = isCountedThere ? [] : calls;
      const isOneOfMany = way.length > 0 && report.rule.inHelpers !== undefined;
      const counted = isOneOfMany && orchestrator ? countKey(report.rule, orchestrator, this.#file) : undefined;
      if (counted !== undefined && this.#findings.has(counted)) continue;
      const chain = way.map((call) => this.#link(call));
      const place = chain[0]?.place ?? sink;
      const found = chain.length ? inHelper : own;
      const severity = this.#settings.severityOf(found.rule, place.file) ?? found.severity;
      const finding = { ...found, severity, place, sink, chain, ...made };
      const key = counted ?? keyOf(finding);
      if (!this.#findings.has(key)) this.#findings.set(key, finding);
    }
  }

  #whatIsWrong({ rule, message, fix, suggestions, ...own }: FileReport, isInHelper: boolean) {
    const severity = own.severity ?? (isInHelper ? rule.inHelpers?.severity : undefined) ?? rule.severity;
    return {
      rule: rule.docs.id,
      severity,
      message,
      ...(fix && { fix }),
      suggestions,
    };
  }

  #link(call: RouteCall): ChainLink {
    const known = links.get(call);
    if (known) return known;
    const { file, range, target } = call;
    const name = this.#program.summaryOf(target.file)?.functions.get(target.key)?.name;
    const link = { place: this.#placeIn(file, range), label: name ?? "function" };
    links.set(call, link);
    return link;
  }

  #placeIn(file: string, range: TextRange): SourcePlace {
    return this.#program.linesOf(file).place(file, range);
  }
}

/** Equal for two findings that are one. */
export function keyOf({ rule, place, sink, message }: KeptFinding): string {
  return [rule, place.file, place.range.start, sink.file, sink.range.start, message].join("\0");
}

/** Equal for two findings that are counted as one: of what an orchestrator comes to in a helper's file. */
function countKey(rule: RuleMeta, orchestrator: Orchestrator, sinkFile: string): string {
  return [rule.docs.id, idOf(orchestrator), sinkFile].join("\0");
}

/** By file, then by place, then by what they lead to. */
export function inOrder<Each extends KeptFinding>(findings: readonly Each[]): readonly Each[] {
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
