import assert from "node:assert/strict";
import { fork } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { CallGraph } from "../../src/analysis/linker/callGraph";
import { Calls } from "../../src/analysis/linker/calls";
import { registeredOrchestrators } from "../../src/analysis/linker/orchestrators";
import { Program } from "../../src/analysis/linker/program";
import { benchmark, median, type Measured } from "../support/benchmark";
import { generateWorkspace, type GeneratedWorkspace } from "../support/generatedWorkspace";
import { memorySourceFiles } from "../support/memorySourceFiles";
import type { LintTask, LintTimes, TypingPlace } from "./lintTask";

const sizes = [100, 1_000];
/** Each round runs ours and both baselines: a machine that is shared is faster at one time than at another. */
const coldRounds = 5;
/** Files of each kind in which a statement is typed. */
const typedFiles = 4;
/** One keystroke of the baseline takes seconds in a helper that a hundred orchestrators run. */
const baselineFiles = 1;
const baselineKeystrokes = 3;
const typing = {
  helper: { behind: "let sum = order.amount;", statement: "\n  if (sum > 100) sum -= price1(order);" },
  orchestrator: { behind: "let sum = 0;", statement: "\n  const at = Date.now();" },
};

benchmark("lint-key", () =>
  overSizes(async (size, workspace, folder) => [
    ...(await keystrokes("helper", size, workspace, folder)),
    ...(await keystrokes("orchestrator", size, workspace, folder)),
  ]),
);

benchmark("lint-cold", () =>
  overSizes((size, { codeFiles }, folder) => coldRows(size, folder, inFolder(folder, codeFiles))),
);

async function overSizes(
  measure: (size: number, workspace: GeneratedWorkspace, folder: string) => Promise<readonly Measured[]>,
): Promise<readonly Measured[]> {
  const rows: Measured[] = [];
  for (const size of sizes) {
    const workspace = generateWorkspace(size);
    const folder = write(workspace);
    try {
      rows.push(...(await measure(size, workspace, folder)));
    } finally {
      fs.rmSync(folder, { recursive: true });
    }
  }
  return rows;
}

function write({ files }: GeneratedWorkspace): string {
  const folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "durable-lint-")));
  for (const [file, text] of Object.entries(files)) {
    const [written = ""] = inFolder(folder, [file]);
    fs.mkdirSync(path.dirname(written), { recursive: true });
    fs.writeFileSync(written, text);
  }
  return folder;
}

function inFolder(folder: string, files: readonly string[]): readonly string[] {
  return files.map((file) => path.join(folder, file.replace("/workspace/", "")));
}

async function coldRows(size: number, folder: string, files: readonly string[]): Promise<readonly Measured[]> {
  const runs: Record<LintTask["by"], LintTimes[]> = { ours: [], plugin: [], bare: [] };
  for (let round = 0; round < coldRounds; round++)
    for (const by of ["ours", "plugin", "bare"] as const) runs[by].push(await inChild({ by, folder, files }));
  const { ours, plugin, bare } = runs;
  assert.deepEqual(plugin[0]?.findings, ours[0]?.findings, "ESLint and we find the same");
  const time = (of: readonly LintTimes[], what: "times" | "cpu") => median(of.flatMap((each) => each[what]));
  const memory = Math.max(...ours.map((each) => each.memory)).toFixed(0);
  const row = (what: string, baseline: number, mine: number, target: string) => ({
    what,
    size,
    ours: mine,
    baseline,
    target,
  });
  return [
    row(
      `from nothing (${memory} MB) against ESLint with our rules`,
      time(plugin, "times"),
      time(ours, "times"),
      "ratio ≤ 0.33, ≤ 400 MB",
    ),
    row("the same, time of all processors", time(plugin, "cpu"), time(ours, "cpu"), "–"),
    row("from nothing against ESLint without rules", time(bare, "times"), time(ours, "times"), "–"),
  ];
}

async function keystrokes(
  where: keyof typeof typing,
  size: number,
  workspace: GeneratedWorkspace,
  folder: string,
): Promise<readonly Measured[]> {
  const { behind, statement } = typing[where];
  const places = placesIn(workspace, where).map(({ file, files }) => {
    const text = workspace.files[file] ?? "";
    const [own = ""] = inFolder(folder, [file]);
    return { file: own, offset: text.indexOf(behind) + behind.length, files: inFolder(folder, files) };
  });
  const files = inFolder(folder, workspace.codeFiles);
  const ours = await inChild({
    by: "ours",
    folder,
    files,
    typing: { places, statement, passes: 2, keystrokes: statement.length },
  });
  const typed = { places: places.slice(0, baselineFiles), statement, passes: 1, keystrokes: baselineKeystrokes };
  const plugin = await inChild({
    by: "plugin",
    folder,
    files: typed.places.flatMap((each) => each.files),
    typing: typed,
  });
  const expected = ours.findings.filter((each) => plugin.findings.includes(each));
  assert.deepEqual(plugin.findings, expected, "ESLint finds nothing that we do not find");
  const baseline = median(plugin.times);
  const row = (what: string, mine: number, target: string) => ({ what, size, ours: mine, baseline, target });
  return [
    row(`keystroke in ${where}, p50`, median(ours.times), "p50 ≤ 8 ms, ratio ≤ 0.2"),
    row(`keystroke in ${where}, p95`, late(ours.times), "p95 ≤ 25 ms"),
    row(`keystroke in ${where}, p50 of all processors`, median(ours.cpu), "–"),
  ];
}

/** Files to type in, each with the files of the orchestrators that run it. */
function placesIn(workspace: GeneratedWorkspace, where: keyof typeof typing): readonly Omit<TypingPlace, "offset">[] {
  const program = new Program(memorySourceFiles(workspace.files));
  const reached = workspace.codeFiles.flatMap((file) => {
    const graph = new CallGraph(new Calls(program), () => undefined);
    graph.begin(new Set());
    const orchestrators = registeredOrchestrators(program, file);
    for (const each of orchestrators) graph.reach(each);
    return orchestrators.length ? [{ file, runs: new Set(graph.reached.map((each) => each.file)) }] : [];
  });
  const all = where === "helper" ? workspace.helpers : workspace.badOrchestrators;
  const step = Math.max(1, Math.floor(all.length / typedFiles));
  return all
    .filter((_, index) => index % step === 0)
    .slice(0, typedFiles)
    .map((file) => ({
      file,
      files: [...new Set([file, ...reached.filter(({ runs }) => runs.has(file)).map((each) => each.file)])],
    }));
}

function late(times: readonly number[]): number {
  return [...times].sort((one, other) => one - other)[Math.floor(times.length * 0.95)] ?? Number.NaN;
}

function inChild(task: LintTask): Promise<LintTimes> {
  const program = task.by === "ours" && !task.typing ? "lintThread.child.js" : "lint.child.js";
  const child = fork(path.resolve("dist/test", program));
  return new Promise<LintTimes>((resolve, reject) => {
    child.once("message", (times) => resolve(times as LintTimes));
    child.once("exit", (code) => reject(new Error(`The child of the benchmark ended with ${code}.`)));
    child.send(task);
  }).finally(() => child.kill());
}
