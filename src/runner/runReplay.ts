import { SourceFiles } from "../instrument/sourceFiles";
import type { PassReport } from "../replay/lineMessages";
import type { ReplayResult } from "../replay/messages";
import type { CodePoint, ErrorText } from "../replay/runRecord";
import type { FoundStep } from "../replay/steps";
import { outcomeOf, verdictWithoutRun, type Verdict } from "../replay/verdict";
import { hostFolder } from "./childProcess";
import type { PreparedReplay } from "./prepareReplay";
import { refusalWarnings, withFailurePlace, withRefusedCall } from "./refusals";
import { ReplayProcess, type ReplayOptions } from "./replayProcess";
import { loadSource } from "./sourceLoader";

/**
 * Replays a whole history once, without a debugger, in a child process of its own. Throws `app-does-not-load`,
 * `replay-timeout`, `child-died`; how the run itself ended is the result.
 */
export async function runReplay(prepared: PreparedReplay, options: ReplayOptions): Promise<ReplayResult> {
  const result = resultWithoutRun(prepared);
  if (result) return result;
  const child = new ReplayProcess(prepared, options.onOutput);
  try {
    return await replayIn(child, prepared, options);
  } finally {
    child.dispose();
    await child.exited;
  }
}

/** As `runReplay`, in a child process that has replayed other histories of the same app, or will. */
export async function replayIn(
  child: ReplayProcess,
  prepared: PreparedReplay,
  options: ReplayOptions,
): Promise<ReplayResult> {
  return resultWithoutRun(prepared) ?? placed(await child.pass(prepared, options), prepared);
}

function resultWithoutRun({ history }: PreparedReplay): ReplayResult | undefined {
  const verdict = verdictWithoutRun(history);
  return verdict && { outcome: outcomeOf(verdict, history, 0, () => undefined), steps: [] };
}

/** Puts the user's files and lines where the child only knows sites. */
async function placed(report: PassReport, { history, outFiles }: PreparedReplay): Promise<ReplayResult> {
  const files = new SourceFiles();
  const problems: string[] = [];
  for (const { file, problem } of await Promise.all(report.files.map((file) => loadSource(file, outFiles)))) {
    files.add(file);
    if (problem !== undefined) problems.push(problem);
  }
  const mapped = withMappedError(report, files, problems);
  const verdict = withRefusedCall(withFailurePlace(mapped, report.thrown, files), report.refusals);
  const outcome = outcomeOf(verdict, history, report.steps.length, (point) => placeOf(files, point));
  return { outcome, steps: report.steps.map((step) => placedStep(step, files)) };
}

function withMappedError(
  { verdict, failedAt, refusals }: PassReport,
  files: SourceFiles,
  problems: readonly string[],
): Verdict {
  const { error, failedAt: placed = failedAt } = verdict;
  const warnings = [...verdict.warnings, ...refusalWarnings(refusals, files), ...problems];
  return error ? { ...verdict, error: mappedError(error, files, placed), warnings } : { ...verdict, warnings };
}

/**
 * An error of the child with its stack in the user's sources, without the frames of the replay and of the SDK.
 * `failedAt`: the `yield` that handed it to the code, for the error of a task: the SDK made that one, so its own stack
 * knows nothing of the code.
 */
export function mappedError(error: ErrorText, files: SourceFiles, failedAt?: CodePoint): ErrorText {
  const frame = failedAt && files.frameOfSite(failedAt.site);
  if (error.stack === undefined) return frame === undefined ? error : { ...error, stack: `${error.message}\n${frame}` };
  const host = hostFolder();
  const internal = (file: string) => file.startsWith(host) || file.startsWith("node:") || sdkFile.test(file);
  const at = error.stack.indexOf(error.message);
  const end = at < 0 ? error.stack.indexOf("\n") : at + error.message.length;
  const head = end < 0 ? error.stack : error.stack.slice(0, end);
  const frames = files.mapStack(error.stack.slice(head.length), internal);
  return { ...error, stack: `${head}${frame === undefined ? "" : `\n${frame}`}${frames}`.trimEnd() };
}

const sdkFile = /[\\/]node_modules[\\/](durable-functions|@azure[\\/]functions)[\\/]/;

function placedStep({ point, ...step }: FoundStep, files: SourceFiles): ReplayResult["steps"][number] {
  const place = point && (step.event.type === "ExecutionStarted" ? startOf(files, point) : placeOf(files, point));
  return { ...step, ...(place ?? { file: "", line: 0 }) };
}

export function placeOf(files: SourceFiles, { site }: CodePoint): { file: string; line: number } | undefined {
  const place = files.placeOfSite(site);
  return place && { file: place.file, line: place.line };
}

/** Where the function of a statement begins. */
function startOf(files: SourceFiles, { site }: CodePoint): { file: string; line: number } | undefined {
  const found = files.find(site);
  const range = found?.file.functions[found.site.functionIndex];
  const place = range && found.file.placeOfLoaded(range.line, range.column);
  return place && { file: place.file, line: place.line };
}
