import { ToolkitError } from "../base/errors";
import { SourceFiles } from "../instrument/sourceFiles";
import type { OutputMessage } from "../replay/debugMessages";
import type { LineAnswer, LineRequest, PassReport } from "../replay/lineMessages";
import type { LoadResult, ReplayResult } from "../replay/messages";
import type { CodePoint, ErrorText } from "../replay/runRecord";
import type { FoundStep } from "../replay/steps";
import { outcomeOf, verdictWithoutRun, type Verdict } from "../replay/verdict";
import { hostFolder, startChild, type ReplayChild } from "./childProcess";
import { loadError } from "./loadError";
import type { PreparedReplay } from "./prepareReplay";
import { loadSource } from "./sourceLoader";

export interface RunReplayOptions {
  /** For loading the app and running the code together. */
  readonly timeoutMs: number;
  /** What the app prints. */
  readonly onOutput: (output: OutputMessage) => void;
  readonly signal?: AbortSignal;
}

/**
 * Replays a whole history once, without a debugger, in a child process of its own. Throws `app-does-not-load`,
 * `replay-timeout`, `child-died`; how the run itself ended is the result.
 */
export async function runReplay(prepared: PreparedReplay, options: RunReplayOptions): Promise<ReplayResult> {
  const { history } = prepared;
  const verdict = verdictWithoutRun(history);
  if (verdict) return { outcome: outcomeOf(verdict, history, 0, () => undefined), steps: [] };
  const child = startChild({
    node: prepared.node,
    channel: "lines",
    appRoot: prepared.app.root,
    environment: prepared.environment,
    allowNativeModules: prepared.allowNativeModules,
  });
  try {
    const report = await Promise.race([converse(child, prepared, options), giveUp(child, options)]);
    return await placed(report, prepared);
  } finally {
    child.dispose();
    await child.exited;
  }
}

async function converse(
  child: ReplayChild,
  prepared: PreparedReplay,
  { onOutput }: RunReplayOptions,
): Promise<PassReport> {
  const client = new LineClient(child, onOutput);
  const loaded = await client.request({ id: 1, method: "load", params: prepared.load });
  const error = loadError(loaded as LoadResult, prepared);
  if (error) throw error;
  return (await client.request({ id: 2, method: "pass", params: prepared.history })) as PassReport;
}

class LineClient {
  private readonly child: ReplayChild;
  private readonly waiting = new Map<number, (answer: Exclude<LineAnswer, { output: OutputMessage }>) => void>();

  constructor(child: ReplayChild, onOutput: (output: OutputMessage) => void) {
    this.child = child;
    child.onMessage((message) => {
      const answer = message as LineAnswer;
      if ("output" in answer) onOutput(answer.output);
      else this.waiting.get(answer.id)?.(answer);
    });
  }

  request(request: LineRequest): Promise<unknown> {
    return new Promise((resolve, reject) => {
      this.waiting.set(request.id, (answer) => {
        if ("error" in answer) reject(new ToolkitError("internal", answer.error.stack ?? answer.error.message));
        else resolve(answer.result);
      });
      this.child.send(request);
    });
  }
}

/** Settles, with an error, when the child dies, time is up or the caller gives up. */
async function giveUp(child: ReplayChild, { timeoutMs, signal }: RunReplayOptions): Promise<never> {
  const stop = new AbortController();
  const timeout = AbortSignal.any([AbortSignal.timeout(timeoutMs), stop.signal]);
  const reason = await new Promise<"died" | "time" | "aborted">((resolve) => {
    void child.exited.then(() => resolve("died"));
    timeout.addEventListener("abort", () => resolve("time"), { once: true });
    if (signal?.aborted) resolve("aborted");
    signal?.addEventListener("abort", () => resolve("aborted"), { once: true });
  });
  if (reason === "aborted") signal?.throwIfAborted();
  if (reason === "time") throw timedOut(timeoutMs);
  throw childDied((await child.exited).lastWords);
}

function timedOut(timeoutMs: number): ToolkitError {
  const text = `The code still ran after ${timeoutMs / 1000} s. Look for an endless loop between two yields: debug the replay and pause it. A longer limit: durableToolkit.replay.timeoutMs.`;
  return new ToolkitError("replay-timeout", text);
}

export function childDied(lastWords: string): ToolkitError {
  const end = lastWords.trim().split("\n").slice(-8).join("\n");
  return new ToolkitError("child-died", `The process that runs your code ended by itself.${end ? `\n${end}` : ""}`);
}

/** Puts the user's files and lines where the child only knows sites. */
async function placed(report: PassReport, { history, outFiles }: PreparedReplay): Promise<ReplayResult> {
  const files = new SourceFiles();
  const problems: string[] = [];
  for (const { file, problem } of await Promise.all(report.files.map((file) => loadSource(file, outFiles)))) {
    files.add(file);
    if (problem !== undefined) problems.push(problem);
  }
  const verdict = withMappedError(report, files, problems);
  const outcome = outcomeOf(verdict, history, report.steps.length, (point) => placeOf(files, point));
  return { outcome, steps: report.steps.map((step) => placedStep(step, files)) };
}

function withMappedError({ verdict, failedAt }: PassReport, files: SourceFiles, problems: readonly string[]): Verdict {
  const { error } = verdict;
  const warnings = [...verdict.warnings, ...problems];
  return error ? { ...verdict, error: mappedError(error, files, failedAt), warnings } : { ...verdict, warnings };
}

/**
 * An error of the child with its stack in the user's sources, without the frames of the replay and of the SDK.
 * `failedAt`: the `yield` that handed it to the code, for the error of a task: the SDK made that one, so its own stack
 * knows nothing of the code.
 */
export function mappedError(error: ErrorText, files: SourceFiles, failedAt?: CodePoint): ErrorText {
  if (error.stack === undefined) return error;
  const host = hostFolder();
  const internal = (file: string) => file.startsWith(host) || file.startsWith("node:") || sdkFile.test(file);
  const at = error.stack.indexOf(error.message);
  const end = at < 0 ? error.stack.indexOf("\n") : at + error.message.length;
  const head = end < 0 ? error.stack : error.stack.slice(0, end);
  const frames = files.mapStack(error.stack.slice(head.length), internal);
  const frame = failedAt && files.frameOfSite(failedAt.site);
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
