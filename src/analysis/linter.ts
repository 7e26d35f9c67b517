import { mentionsDurable } from "../syntax/durableWords";
import { allRules } from "./allRules";
import { DurableCode } from "./durableCode";
import type { DamagedFile, LintResult } from "./finding";
import { inOrder } from "./findingList";
import { KeptFindings } from "./keptFindings";
import { LeftOutFiles } from "./leftOutFiles";
import { CallGraph } from "./linker/callGraph";
import { Calls } from "./linker/calls";
import { OrchestratorList } from "./linker/orchestratorList";
import type { Program } from "./linker/program";
import { Routes } from "./linker/routes";
import type { LintRequest } from "./lintRequest";
import { SettingsByFile } from "./lintSettings";
import type { Rule } from "./rule";
import { runRules, type FileReport } from "./runRules";
import { suppressionsOf, withoutSuppressed, type SuppressedLint } from "./suppressions";

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
  /** Files with comments that turn rules off. */
  readonly #suppressing = new Set<string>();
  /** Of files whose code does not parse, the first error. */
  readonly #errors = new Map<string, number>();
  /** Files that something changed in since the last lint that came to its end. */
  readonly #changed = new Set<string>();
  #files: readonly string[] = [];
  #asked: ReadonlySet<string> = new Set();
  /** Files that orchestrators lead to. */
  #reached: ReadonlySet<string> = new Set();
  /** So many of them nobody asked for. */
  #reachedUnasked = 0;
  /** The graph holds what these files and roots lead to, but for what changed since. */
  #followed: { readonly files: readonly string[]; readonly roots: readonly string[] } | undefined;
  #settings = new SettingsByFile({ severities: {} });
  #settingsText: string | undefined;
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
    const { files, roots = [] } = request;
    this.#signal = signal;
    this.#noteChanges(request);
    const isAsBefore = this.#leadsWhereItLed(files, roots);
    if (!isAsBefore) this.#follow(files, roots);
    const hasOtherWays = !isAsBefore && this.#routes.update(this.#orchestrators.all);
    this.#findAgain(hasOtherWays || this.#isOtherwise);
    const findings = withoutSuppressed(inOrder(this.#findings.all), this.#suppressed());
    this.#changed.clear();
    this.#isOtherwise = false;
    this.#followed = { files, roots };
    const fileCount = this.#asked.size + this.#reachedUnasked;
    return { findings, leftOut: this.#leftOut.inOrder(), damaged: this.#damaged(), fileCount };
  }

  /** Looks again at what changed, which mostly calls what it called. */
  #leadsWhereItLed(files: readonly string[], roots: readonly string[]): boolean {
    const followed = this.#followed;
    this.#followed = undefined;
    if (followed?.files !== files || followed.roots.length + roots.length > 0 || this.#isOtherwise) return false;
    const areSame = [...this.#changed].map((file) => !this.#asked.has(file) || this.#readAsked(file));
    return areSame.every(Boolean) && this.#graph.isAsBefore(this.#changed);
  }

  #follow(files: readonly string[], roots: readonly string[]): void {
    this.#graph.begin(this.#changed);
    for (const file of files) {
      if (this.#changed.has(file)) this.#readAsked(file);
      this.#orchestrators.reachRegistered(file);
    }
    for (const file of this.#orchestrators.update(files, roots)) this.#changed.add(file);
    this.#reached = new Set(this.#graph.reached.map(({ file }) => file));
    this.#reachedUnasked = [...this.#reached].filter((file) => !this.#asked.has(file)).length;
  }

  #noteChanges({ files, severities, folders }: Omit<LintRequest, "followPackages">): void {
    for (const file of this.#program.takeTouched()) this.#changed.add(file);
    const settingsText = JSON.stringify([severities, folders]);
    const isOtherwise = settingsText !== this.#settingsText;
    if (files === this.#files && !isOtherwise) return;
    const asked = new Set(files);
    for (const file of this.#files) if (!asked.has(file)) this.#forget(file);
    for (const file of files) if (isOtherwise || !this.#asked.has(file)) this.#changed.add(file);
    if (isOtherwise) this.#settings = new SettingsByFile({ severities, ...(folders && { folders }) });
    this.#isOtherwise ||= isOtherwise;
    this.#settingsText = settingsText;
    this.#files = files;
    this.#asked = asked;
    const isOn = ({ meta }: Rule) => this.#settings.isOn(meta.docs.id);
    this.#looksWidely = allRules.some((rule) => rule.meta.scope === "everywhere" && isOn(rule));
  }

  #forget(file: string): void {
    this.#changed.add(file);
    this.#durable.delete(file);
    this.#suppressing.delete(file);
    this.#orchestrators.forget(file);
    this.#leftOut.forget(file);
  }

  /**
   * A file that mentions nothing durable matters only where an orchestrator leads to it.
   * @returns whether it has the orchestrators that it had
   */
  #readAsked(file: string): boolean {
    this.#signal?.throwIfAborted();
    if (!mentionsDurable(this.#program.textOf(file) ?? "")) {
      this.#durable.delete(file);
      return this.#orchestrators.forget(file);
    }
    this.#durable.add(file);
    const isAsBefore = this.#orchestrators.read(file);
    if (this.#looksWidely) this.#look(file);
    else this.#noteSuppressions(file);
    return isAsBefore;
  }

  /** While its tree is there: of a large workspace not all are kept. */
  #look(file: string): void {
    this.#signal?.throwIfAborted();
    this.#reportsOf(file, this.#orchestrators.expectedIn(file));
    this.#noteSuppressions(file);
    this.#program.releaseTree(file);
  }

  #noteError(file: string, error: number | undefined): void {
    if (error === undefined) this.#errors.delete(file);
    else this.#errors.set(file, error);
  }

  #damaged(): readonly DamagedFile[] {
    const seen = [...this.#errors].filter(([file]) => this.#asked.has(file) || this.#reached.has(file)).sort();
    return seen.map(([file, error]) => {
      const { start } = this.#program.linesOf(file).place(file, { start: error, end: error });
      return { file, line: start.line };
    });
  }

  #noteSuppressions(file: string): void {
    if (suppressionsOf(this.#program, file).length) this.#suppressing.add(file);
    else this.#suppressing.delete(file);
  }

  #findAgain(isOtherwise: boolean): void {
    if (isOtherwise) this.#findings.clear();
    const again = isOtherwise
      ? [...this.#asked, ...this.#reached]
      : [...this.#changed, ...this.#findings.about(this.#changed)];
    for (const file of new Set(again)) {
      const isLooked = this.#reached.has(file) || (this.#looksWidely && this.#durable.has(file));
      const reports = isLooked ? this.#reportsIn(file) : undefined;
      this.#findings.put(file, reports ?? [], this.#settings);
      for (const { origin } of reports ?? []) if (origin) this.#noteSuppressions(origin.file);
      if (isLooked) this.#leftOut.put(file, reports ? "looked" : "deep");
      else if (this.#asked.has(file)) this.#leftOut.put(file, "passed");
      else this.#leftOut.forget(file);
    }
  }

  #suppressed(): SuppressedLint {
    return {
      program: this.#program,
      suppressing: this.#suppressing,
      isAsked: (file) => this.#durable.has(file),
      severityOf: (rule, file) => this.#settings.severityOf(rule, file),
      isReached: (file) => this.#reached.has(file),
      reportsIn: (file) => this.#reportsIn(file) ?? [],
    };
  }

  #reportsIn(file: string): Reports {
    return this.#reportsOf(file, this.#orchestrators.keysIn(file));
  }

  #reportsOf(file: string, orchestrators: string): Reports {
    return this.#program.memo.get(file, `reports ${orchestrators}`, () => {
      const tree = this.#program.treeOf(file);
      this.#noteError(file, tree?.errors[0]);
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
