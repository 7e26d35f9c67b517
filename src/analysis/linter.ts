import { mentionsDurable } from "../syntax/durableWords";
import { allRules } from "./allRules";
import { DurableCode } from "./durableCode";
import type { FindingSeverity, LintResult, RuleId } from "./finding";
import { inOrder } from "./findingList";
import { KeptFindings } from "./keptFindings";
import { LeftOutFiles } from "./leftOutFiles";
import { CallGraph } from "./linker/callGraph";
import { Calls } from "./linker/calls";
import { OrchestratorList } from "./linker/orchestratorList";
import type { Program } from "./linker/program";
import { Routes } from "./linker/routes";
import type { LintRequest } from "./lintRequest";
import type { Rule } from "./rule";
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
  readonly #orchestrators: OrchestratorList;
  readonly #findings: KeptFindings;
  readonly #leftOut: LeftOutFiles;
  /** Files that were asked for and that have to do with durable functions by themselves. */
  readonly #durable = new Set<string>();
  /** Files that something changed in since the last lint that came to its end. */
  readonly #changed = new Set<string>();
  #files: readonly string[] = [];
  #asked: ReadonlySet<string> = new Set();
  #settings: string | undefined;
  /** Severities are others than in the last lint that came to its end. */
  #isOtherwise = true;
  #looksWidely = true;
  #signal: AbortSignal | undefined;

  constructor(program: Program) {
    this.#program = program;
    const calls = new Calls(program);
    this.#graph = new CallGraph(calls, (file) => this.#look(file));
    this.#routes = new Routes(this.#graph, calls);
    this.#orchestrators = new OrchestratorList(program, this.#graph);
    this.#findings = new KeptFindings(program, this.#graph, this.#routes);
    this.#leftOut = new LeftOutFiles(program);
  }

  /** @param request `followPackages` was decided with the program */
  lint(request: Omit<LintRequest, "followPackages">, signal?: AbortSignal): LintResult {
    const { files, severities, roots = [] } = request;
    this.#signal = signal;
    this.#noteChanges(files, severities);
    this.#graph.begin(this.#changed);
    for (const file of files) {
      if (this.#changed.has(file)) this.#readAsked(file);
      this.#orchestrators.reachRegistered(file);
    }
    for (const file of this.#orchestrators.update(files, roots)) this.#changed.add(file);
    const looked = new Set(this.#looksWidely ? this.#durable : []);
    for (const { file } of this.#graph.reached) looked.add(file);
    this.#findAgain(looked, this.#routes.update(this.#orchestrators.all) || this.#isOtherwise, severities);
    const findings = withoutSuppressed(inOrder(this.#findings.all), this.#suppressed(severities));
    this.#changed.clear();
    this.#isOtherwise = false;
    const fileCount = new Set([...files, ...looked]).size;
    return { findings, leftOut: this.#leftOut.inOrder(), fileCount };
  }

  #noteChanges(files: readonly string[], severities: Severities): void {
    for (const file of this.#program.takeTouched()) this.#changed.add(file);
    const settings = JSON.stringify(severities);
    const isOtherwise = settings !== this.#settings;
    if (files === this.#files && !isOtherwise) return;
    const asked = new Set(files);
    for (const file of this.#files) if (!asked.has(file)) this.#forget(file);
    for (const file of files) if (isOtherwise || !this.#asked.has(file)) this.#changed.add(file);
    this.#isOtherwise ||= isOtherwise;
    this.#settings = settings;
    this.#files = files;
    this.#asked = asked;
    const isOn = ({ meta }: Rule) => severities[meta.docs.id] !== "off";
    this.#looksWidely = allRules.some((rule) => rule.meta.scope === "everywhere" && isOn(rule));
  }

  #forget(file: string): void {
    this.#changed.add(file);
    this.#durable.delete(file);
    this.#orchestrators.forget(file);
    this.#leftOut.forget(file);
  }

  /** A file that mentions nothing durable matters only where an orchestrator leads to it. */
  #readAsked(file: string): void {
    this.#signal?.throwIfAborted();
    if (mentionsDurable(this.#program.textOf(file) ?? "")) {
      this.#durable.add(file);
      this.#orchestrators.read(file);
      if (this.#looksWidely) this.#look(file);
    } else {
      this.#durable.delete(file);
      this.#orchestrators.forget(file);
    }
  }

  /** While its tree is there: of a large workspace not all are kept. */
  #look(file: string): void {
    this.#signal?.throwIfAborted();
    this.#reportsOf(file, this.#orchestrators.expectedIn(file));
    suppressionsOf(this.#program, file);
    this.#program.releaseTree(file);
  }

  #findAgain(looked: ReadonlySet<string>, isOtherwise: boolean, severities: Severities): void {
    if (isOtherwise) this.#findings.clear();
    const all = [...this.#asked, ...looked];
    const again = isOtherwise ? all : [...this.#changed, ...this.#findings.about(this.#changed)];
    for (const file of new Set(again)) {
      const reports = looked.has(file) ? this.#reportsIn(file) : undefined;
      this.#findings.put(file, reports ?? [], severities);
      if (looked.has(file)) this.#leftOut.put(file, reports ? "looked" : "deep");
      else if (this.#asked.has(file)) this.#leftOut.put(file, "passed");
      else this.#leftOut.forget(file);
    }
  }

  #suppressed(severities: Severities): SuppressedLint {
    const { reached } = this.#graph;
    return {
      program: this.#program,
      files: [...this.#durable].filter((file) => suppressionsOf(this.#program, file).length > 0),
      severities,
      isReached: (file) => reached.some((each) => each.file === file),
      reportsIn: (file) => this.#reportsIn(file) ?? [],
    };
  }

  #reportsIn(file: string): Reports {
    return this.#reportsOf(file, this.#orchestrators.keysIn(file));
  }

  #reportsOf(file: string, orchestrators: string): Reports {
    return this.#program.memo.get(file, `reports ${orchestrators}`, () => {
      const tree = this.#program.treeOf(file);
      if (!tree) return [];
      const keys = new Set(orchestrators.split("\0"));
      try {
        return runRules(allRules, tree, new DurableCode(tree, this.#program, keys));
      } catch (error) {
        if (error instanceof RangeError) return undefined;
        throw error;
      }
    });
  }
}
