import { createLintSession, type LintSession } from "../../src/analysis/lintSession";
import { benchmark, median, type Measured } from "../support/benchmark";
import { generateWorkspace, type GeneratedWorkspace } from "../support/generatedWorkspace";
import { memorySourceFiles } from "../support/memorySourceFiles";

const sizes = [100, 1_000];
const repetitions = 5;
/** Files of each kind in which a statement is typed. */
const typedFiles = 4;
const inHelper = { behind: "let sum = order.amount;", typed: "\n  if (sum > 100) sum -= price1(order);" };
const inOrchestrator = { behind: "let sum = 0;", typed: "\n  const at = Date.now();" };

benchmark("lint-key", () =>
  Promise.resolve(
    sizes.flatMap((size) => {
      const workspace = generateWorkspace(size);
      const session = open(workspace);
      session.lint();
      return [
        ...rows("helper", size, keystrokes(session, workspace, workspace.helpers, inHelper)),
        ...rows("orchestrator", size, keystrokes(session, workspace, workspace.badOrchestrators, inOrchestrator)),
      ];
    }),
  ),
);

benchmark("lint-cold", () =>
  Promise.resolve(
    sizes.map((size) => {
      const workspace = generateWorkspace(size);
      const times = Array.from({ length: repetitions }, () => timeOf(() => open(workspace).lint()));
      return { what: "whole workspace from nothing", size, ours: median(times), target: "ratio ≤ 0.33" };
    }),
  ),
);

function open(workspace: GeneratedWorkspace): LintSession {
  const session = createLintSession(memorySourceFiles(workspace.files));
  session.setFiles(workspace.codeFiles);
  return session;
}

function rows(where: string, size: number, times: readonly number[]): readonly Measured[] {
  const late = [...times].sort((one, other) => one - other)[Math.floor(times.length * 0.95)] ?? Number.NaN;
  return [
    { what: `keystroke in ${where}, p50`, size, ours: median(times), target: "p50 ≤ 8 ms" },
    { what: `keystroke in ${where}, p95`, size, ours: late, target: "p95 ≤ 25 ms" },
  ];
}

/** Types a statement character by character in some files, twice: the first time warms up. */
function keystrokes(
  session: LintSession,
  workspace: GeneratedWorkspace,
  files: readonly string[],
  { behind, typed }: typeof inHelper,
): readonly number[] {
  const step = Math.max(1, Math.floor(files.length / typedFiles));
  const chosen = files.filter((_, index) => index % step === 0).slice(0, typedFiles);
  const pass = () => chosen.flatMap((file) => typeIn(session, file, workspace.files[file] ?? "", behind, typed));
  pass();
  return pass();
}

function typeIn(session: LintSession, file: string, text: string, behind: string, typed: string): readonly number[] {
  const at = text.indexOf(behind) + behind.length;
  const times = Array.from(typed, (_, index) =>
    timeOf(() => {
      session.change([{ file, text: text.slice(0, at) + typed.slice(0, index + 1) + text.slice(at) }]);
      session.lint();
    }),
  );
  session.change([{ file, text }]);
  session.lint();
  return times;
}

function timeOf(work: () => unknown): number {
  const from = performance.now();
  work();
  return performance.now() - from;
}
