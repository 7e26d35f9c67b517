import type { SourceFiles } from "../base/ports";
import { allRules } from "./allRules";
import { DurableCode } from "./durableCode";
import type { LeftOut, LintResult } from "./finding";
import { FindingList } from "./findingList";
import { Calls, idOf } from "./linker/calls";
import { likelyOrchestrators, registeredOrchestrators, type Orchestrator } from "./linker/orchestrators";
import { Program } from "./linker/program";
import { routesFrom, type Route } from "./linker/routes";
import type { Lint, LintRequest } from "./lintRequest";
import { runRules } from "./runRules";

/** Looks at files and everything that their orchestrators run. */
export function createLint(files: SourceFiles): Lint {
  return (request, signal) => lintOnce(new Program(files, request.followPackages), request, signal);
}

function lintOnce(program: Program, request: LintRequest, signal: AbortSignal | undefined): LintResult {
  const { orchestrators, routes } = findRoutes(program, request.files, signal);
  const findings = new FindingList(program, request.severities);
  const rules = allRules.filter(({ meta }) => request.severities[meta.docs.id] !== "off");
  const hasWide = rules.some(({ meta }) => meta.scope === "everywhere");
  for (const file of new Set([...[...routes.values()].map(({ file }) => file), ...(hasWide ? request.files : [])])) {
    signal?.throwIfAborted();
    const tree = program.treeOf(file);
    if (!tree) continue;
    const own = orchestrators.filter((each) => each.file === file).map(({ key }) => key);
    for (const report of runRules(rules, tree, new DurableCode(tree, program, new Set(own)))) {
      const { reached = [] } = routes.get(idOf({ file, key: report.functionKey })) ?? {};
      findings.add(tree, report, reached);
    }
  }
  const readFiles = new Set([...request.files, ...program.readFiles]);
  return { findings: findings.inOrder(), leftOut: unreadable(program, request.files), fileCount: readFiles.size };
}

/** A function that some orchestrator runs, and how. */
interface Reached {
  readonly file: string;
  readonly reached: readonly Route[];
}

function findRoutes(program: Program, files: readonly string[], signal: AbortSignal | undefined) {
  const calls = new Calls(program);
  const routes = new Map<string, Reached>();
  const orchestrators: Orchestrator[] = [];
  const add = (orchestrator: Orchestrator) => {
    signal?.throwIfAborted();
    orchestrators.push(orchestrator);
    for (const [id, found] of routesFrom(orchestrator, calls)) {
      const known = routes.get(id)?.reached ?? [];
      routes.set(id, { file: id.slice(0, id.indexOf("\0")), reached: [...known, ...found] });
    }
  };
  for (const file of files) {
    for (const each of registeredOrchestrators(program, file)) {
      if (!orchestrators.some((known) => idOf(known) === idOf(each))) add(each);
    }
  }
  for (const file of files) {
    for (const each of likelyOrchestrators(program, file)) if (!routes.has(idOf(each))) add(each);
  }
  return { orchestrators, routes };
}

function unreadable(program: Program, files: readonly string[]): readonly LeftOut[] {
  return files
    .filter((file) => !program.summaryOf(file))
    .map((file) => ({ file, reason: "nothing could be made of its text; mend its syntax" }));
}
