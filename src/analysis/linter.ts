import { allRules } from "./allRules";
import { DurableCode } from "./durableCode";
import type { FindingSeverity, LeftOut, LintResult, RuleId } from "./finding";
import { FindingList } from "./findingList";
import { CallGraph } from "./linker/callGraph";
import { Calls, idOf } from "./linker/calls";
import { likelyOrchestrators, registeredOrchestrators, type Orchestrator } from "./linker/orchestrators";
import type { Program } from "./linker/program";
import { Routes } from "./linker/routes";
import type { LintRequest } from "./lintRequest";
import { runRules, type FileReport } from "./runRules";
import { suppressionsOf, withoutSuppressed, type SuppressedLint } from "./suppressions";

type Severities = Readonly<Record<RuleId, FindingSeverity | "off">>;

/** What the rules found in one file; undefined: it is nested deeper than they can follow. */
type Reports = readonly FileReport[] | undefined;

/** Lints a program, and lints it again after changes; what no change touched is not looked at again. */
export class Linter {
  readonly #program: Program;
  readonly #graph: CallGraph;
  readonly #routes: Routes;
  /** Keys of the functions of a file that were orchestrators last time. */
  readonly #orchestratorsIn = new Map<string, string | undefined>();

  constructor(program: Program) {
    this.#program = program;
    const calls = new Calls(program);
    this.#graph = new CallGraph(calls);
    this.#routes = new Routes(this.#graph, calls);
  }

  /** @param request `followPackages` was decided with the program */
  lint({ files, severities }: Omit<LintRequest, "followPackages">, signal?: AbortSignal): LintResult {
    const wide = allRules.some(({ meta }) => meta.scope === "everywhere" && severities[meta.docs.id] !== "off");
    // Every tree is looked at while it is there: of a large workspace not all are kept.
    if (wide) for (const file of files) this.#reportsAtFirst(file, signal);
    this.#follow(files, signal);
    const looked = new Set([...(wide ? files : []), ...this.#graph.reached.map(({ file }) => file)]);
    const findings = new FindingList(this.#program, severities);
    const leftOut = new Map<string, LeftOut>();
    for (const file of looked) {
      signal?.throwIfAborted();
      const reports = this.#reportsIn(file, this.#orchestratorsIn.get(file) ?? "");
      for (const report of reports ?? []) this.#add(findings, file, report, severities);
      if (!reports) leftOut.set(file, { file, reason: "it is nested too deeply" });
    }
    const all = new Set([...files, ...looked]);
    for (const file of all) for (const each of this.#leftOutBy(file)) leftOut.set(each.file, each);
    const kept = withoutSuppressed(findings.inOrder(), this.#suppressed(files, severities));
    return { findings: kept, leftOut: [...leftOut.values()].sort(byFile), fileCount: all.size };
  }

  #suppressed(files: readonly string[], severities: Severities): SuppressedLint {
    const reached = new Set(this.#graph.reached.map(({ file }) => file));
    return {
      program: this.#program,
      files,
      severities,
      isReached: (file) => reached.has(file),
      reportsIn: (file) => this.#reportsIn(file, this.#orchestratorsIn.get(file) ?? "") ?? [],
    };
  }

  #follow(files: readonly string[], signal: AbortSignal | undefined): void {
    const orchestrators = new Map<string, Orchestrator>();
    const add = (each: Orchestrator) => {
      signal?.throwIfAborted();
      if (!orchestrators.has(idOf(each))) orchestrators.set(idOf(each), each);
      this.#graph.reach(each);
    };
    this.#graph.begin();
    for (const file of files) registeredOrchestrators(this.#program, file).forEach(add);
    for (const file of files) {
      for (const each of likelyOrchestrators(this.#program, file)) if (!this.#graph.isReached(each)) add(each);
    }
    this.#routes.update([...orchestrators.values()]);
    for (const file of this.#orchestratorsIn.keys()) this.#orchestratorsIn.set(file, undefined);
    for (const { file, key } of orchestrators.values())
      this.#orchestratorsIn.set(file, joinKeys(this.#orchestratorsIn.get(file), key));
  }

  #reportsAtFirst(file: string, signal: AbortSignal | undefined): void {
    signal?.throwIfAborted();
    if (!this.#orchestratorsIn.has(file)) this.#orchestratorsIn.set(file, this.#expectedOrchestrators(file));
    this.#reportsIn(file, this.#orchestratorsIn.get(file) ?? "");
  }

  /** Before anything is known of other files. */
  #expectedOrchestrators(file: string): string {
    const own = [...registeredOrchestrators(this.#program, file), ...likelyOrchestrators(this.#program, file)].filter(
      (each) => each.file === file,
    );
    return [...new Set(own.map(({ key }) => key))].reduce<string | undefined>(joinKeys, undefined) ?? "";
  }

  #reportsIn(file: string, orchestrators: string): Reports {
    return this.#program.memo.get(file, `reports ${orchestrators}`, () => {
      const tree = this.#program.treeOf(file);
      if (!tree) return [];
      suppressionsOf(this.#program, file);
      const keys = new Set(orchestrators.split("\0"));
      try {
        return runRules(allRules, tree, new DurableCode(tree, this.#program, keys));
      } catch (error) {
        if (error instanceof RangeError) return undefined;
        throw error;
      }
    });
  }

  #add(findings: FindingList, file: string, report: FileReport, severities: Severities): void {
    if (severities[report.rule.docs.id] === "off") return;
    if (report.rule.scope === "everywhere") return findings.add(file, report, [{ calls: [] }]);
    const place = { file, key: report.functionKey };
    if (this.#graph.isReached(place)) findings.add(file, report, this.#routes.to(place));
  }

  /** The file itself, and files that it imports, where they are not read as code. */
  #leftOutBy(file: string): readonly LeftOut[] {
    return this.#program.memo.get(file, "left out", () => {
      const summary = this.#program.summaryOf(file);
      if (!summary) return [{ file, reason: this.#program.whyNotRead(file) }];
      return summary.imports.flatMap((specifier) => {
        const module = this.#program.resolve(file, specifier);
        if (module?.kind !== "file" || module.file.endsWith(".json") || this.#program.isCode(module.file)) return [];
        return [{ file: module.file, reason: this.#program.whyNotRead(module.file) }];
      });
    });
  }
}

/** Keys in one text: equal when they are. */
function joinKeys(keys: string | undefined, key: string): string {
  return keys === undefined ? key : `${keys}\0${key}`;
}

function byFile(one: LeftOut, other: LeftOut): number {
  return one.file < other.file ? -1 : 1;
}
