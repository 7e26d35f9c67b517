import { FindingList, type KeptFinding } from "./findingList";
import type { SettingsByFile } from "./lintSettings";
import type { CallGraph } from "./linker/callGraph";
import type { Program } from "./linker/program";
import type { Routes } from "./linker/routes";
import type { FileReport } from "./runRules";

/** More changed files than these are not looked for one by one. */
const maximalLookups = 50;

/** Findings by the file whose code is wrong. One is made anew when a file changes that its chain comes through. */
export class KeptFindings {
  readonly #program: Program;
  readonly #graph: CallGraph;
  readonly #routes: Routes;
  readonly #lists = new Map<string, FindingList>();

  constructor(program: Program, graph: CallGraph, routes: Routes) {
    this.#program = program;
    this.#graph = graph;
    this.#routes = routes;
  }

  get all(): readonly KeptFinding[] {
    return [...this.#lists.values()].flatMap((list) => [...list.findings]);
  }

  /** Files whose findings have to be made anew. */
  about(changed: ReadonlySet<string>): readonly string[] {
    const lists = [...this.#lists];
    if (changed.size > maximalLookups) return lists.map(([file]) => file);
    return lists.filter(([, list]) => [...changed].some((file) => list.isAbout(file))).map(([file]) => file);
  }

  clear(): void {
    this.#lists.clear();
  }

  put(file: string, reports: readonly FileReport[], settings: SettingsByFile): void {
    this.#lists.delete(file);
    if (!reports.length) return;
    const list = new FindingList(this.#program, settings, file);
    for (const report of reports) {
      if (!settings.isOn(report.rule.docs.id)) continue;
      const { functionKey: key, without } = report;
      const place = { file, key, ...(without !== undefined && { without }) };
      if (report.rule.scope === "everywhere") list.add(report, [{ calls: [] }]);
      else if (this.#graph.isReached(place)) list.add(report, this.#routes.to(place));
    }
    if (!list.isEmpty) this.#lists.set(file, list);
  }
}
