import type { ExecutionCompleted, Json } from "../history/events";
import type { History } from "../history/history";
import { errorMessageOf, type CodeEnd } from "./codeEnd";
import { isEngineFailure, type Comparison } from "./compare";
import { endDivergence, type FoundDivergence } from "./divergence";
import type { Outcome } from "./outcome";
import type { CodePoint, ErrorText, RunRecord } from "./runRecord";
import type { FoundWait } from "./waits";

/** An outcome whose places in the user's files are not looked up yet. */
export interface Verdict extends Pick<Outcome, "outcome" | "output" | "error" | "warnings"> {
  readonly waitingFor?: readonly FoundWait[];
  readonly divergence?: FoundDivergence;
  /** Where the code failed, when its error does not say. */
  readonly failedAt?: CodePoint;
}

/** The verdict on an instance that no worker has picked up: there is nothing to run. Undefined: there is. */
export function verdictWithoutRun(history: History): Verdict | undefined {
  if (history.events.length > 0) return undefined;
  const { instance } = history;
  const wait: FoundWait = {
    kind: "start",
    ...(instance && { name: instance.name }),
    ...(instance?.createdAt !== undefined && { since: instance.createdAt }),
  };
  return { outcome: "waiting", waitingFor: [wait], warnings: [] };
}

/** How a run over a history ended, in the words of `replay --json`. */
export function verdictOf(history: History, record: RunRecord, comparison: Comparison): Verdict {
  const { divergence, warnings } = comparison;
  if (divergence) return diverged(divergence, comparison);
  const completion = history.events.findLast((event) => event.type === "ExecutionCompleted");
  if (completion?.orchestrationStatus === "Terminated") return terminated(completion, warnings);
  const untold = comparison.codeEnd?.untold;
  if (completion && isEngineFailure(completion) && untold === undefined)
    return failedByHost(completion, comparison.hostFailure, warnings);
  if (comparison.suspended) return suspended(history, comparison);
  if (!record.state) return withoutState(history, record, completion, warnings);
  if (comparison.hostFailure !== undefined) return failedByHost(completion, comparison.hostFailure, warnings);
  switch (comparison.codeEnd?.kind) {
    case "completed":
      return completed(record, completion, comparison);
    case "failed":
      return failed(record, completion, comparison);
    case "continued":
      return continued(comparison);
    case undefined:
      return waiting(comparison);
  }
}

/** `resolve` turns a statement of the instrumented code into its place in the user's sources. */
export function outcomeOf(
  verdict: Verdict,
  history: History,
  steps: number,
  resolve: (point: CodePoint) => { readonly file: string; readonly line: number } | undefined,
): Outcome {
  const { outcome, output, error, warnings, waitingFor, divergence } = verdict;
  const placed = <T extends { readonly point?: CodePoint }>({ point, ...item }: T) => ({
    ...item,
    ...(point && resolve(point)),
  });
  return {
    outcome,
    ...(output !== undefined && { output }),
    ...(error && { error }),
    warnings,
    ...(waitingFor && { waitingFor: waitingFor.map(placed) }),
    ...(divergence && { divergence: placed(divergence) }),
    steps,
    events: history.events.length,
    episodes: history.events.filter((event) => event.type === "OrchestratorStarted").length,
  };
}

function diverged(divergence: FoundDivergence, { codeEnd, warnings }: Comparison): Verdict {
  const told = codeEnd?.untold === "sdk" ? [...warnings, sdkFailed] : warnings;
  return { outcome: "diverged", divergence, warnings: told };
}

const sdkFailed = "The SDK itself failed on this history, before the code ended.";

function terminated(completion: ExecutionCompleted, warnings: readonly string[]): Verdict {
  return { outcome: "terminated", ...(completion.result !== null && { output: completion.result }), warnings };
}

function failedByEngine(message: string, warnings: readonly string[]): Verdict {
  const warning = "The engine failed the orchestration, not its code.";
  return { outcome: "failed", error: { message }, warnings: [...warnings, warning] };
}

function failedByHost(
  completion: ExecutionCompleted | undefined,
  reason: string | undefined,
  warnings: readonly string[],
): Verdict {
  const recorded = userText(completion?.result ?? "");
  if (reason === undefined || !recorded) return failedByEngine(recorded || (reason ?? ""), warnings);
  return failedByEngine(recorded, [...warnings, reason]);
}

function suspended(history: History, { waitingFor, warnings }: Comparison): Verdict {
  const row = history.events.findLast((event) => event.type === "ExecutionSuspended");
  const reason = row?.reason ? ` (${row.reason})` : "";
  const warning = `The instance is suspended${reason}: what comes in is kept until it is resumed.`;
  return { outcome: "waiting", waitingFor, warnings: [...warnings, warning] };
}

/** The engine takes it for a failure of the orchestration: a history that ended well has not seen it. */
function withoutState(
  history: History,
  record: RunRecord,
  completion: ExecutionCompleted | undefined,
  warnings: readonly string[],
): Verdict {
  const error = record.fatal ?? { message: "The SDK gave no answer." };
  const told = [...warnings, `${sdkFailed.slice(0, -1)}: nothing was compared.`];
  if (completion?.orchestrationStatus !== "Completed") return { outcome: "failed", error, warnings: told };
  const episode = history.events.filter(({ type }) => type === "OrchestratorStarted").length;
  const end = { kind: "failed", episode, error: error.message } as const;
  return { outcome: "diverged", divergence: endDivergence(completion, episode, end, "", undefined), warnings: told };
}

function completed(record: RunRecord, completion: ExecutionCompleted | undefined, comparison: Comparison): Verdict {
  const output = wellFormed(record.state?.output);
  const warnings = [...comparison.warnings, ...leftOpenWarning(comparison, completion)];
  const produced = JSON.stringify(output ?? null);
  if (completion && !sameJson(completion.result ?? "null", produced)) {
    warnings.push(`History has the output ${short(completion.result ?? "null")}. Code returns ${short(produced)}.`);
  }
  return { outcome: "completed", ...(output !== undefined && { output }), warnings };
}

/** As it is stored: half a pair of surrogates (an emoji that was cut in two) is no character in UTF-8. */
function wellFormed(output: unknown): unknown {
  const text = JSON.stringify(output) as string | undefined;
  if (text === undefined || !/\\ud[89a-f]/.test(text)) return output;
  const mended = (_key: string, value: unknown) =>
    typeof value === "string" ? value.replace(/\p{Surrogate}/gu, "\ufffd") : value;
  return JSON.parse(text, mended) as unknown;
}

function failed(record: RunRecord, completion: ExecutionCompleted | undefined, comparison: Comparison): Verdict {
  const { codeEnd } = comparison;
  const recorded = completion ? userText(completion.result ?? "") : undefined;
  const own = codeEnd?.error ?? errorMessageOf(record);
  const stack = (codeEnd?.untold === "sdk" ? record.fatal : record.thrown)?.stack;
  const error = (message: string): ErrorText => ({ message, ...(stack !== undefined && { stack }) });
  if (codeEnd?.untold !== undefined) {
    const warnings = [...comparison.warnings, untoldWarning(codeEnd, recorded)];
    const isEngines = completion && (isEngineFailure(completion) || isOfWorker(recorded ?? ""));
    const failed = { outcome: "failed", ...(comparison.failedAt && { failedAt: comparison.failedAt }) } as const;
    if (isEngines) return { ...failed, error: error(recorded ?? own), warnings };
    return { ...failed, error: error(own), warnings: [...warnings, ...otherError(recorded, own)] };
  }
  const warnings = [...comparison.warnings, ...leftOpenWarning(comparison, completion), ...otherError(recorded, own)];
  return { outcome: "failed", error: error(own), warnings };
}

function otherError(recorded: string | undefined, own: string): readonly string[] {
  if (recorded === undefined || recorded === own) return [];
  return [`History has the error ${short(recorded)}. Code fails with ${short(own)}.`];
}

/** How the extension words a failure of the worker of which it gets no state. */
function isOfWorker(recorded: string): boolean {
  return recorded.startsWith("One or more errors occurred. (Result: Failure");
}

/** Why the engine has words of its own for a failure of the code. */
function untoldWarning({ untold, error = "" }: CodeEnd, recorded: string | undefined): string {
  if (untold === "sdk" && recorded === undefined) return sdkFailed;
  const text = short(error.split("\n")[0] ?? "");
  const isCalledChanged = recorded?.startsWith("Non-Deterministic workflow detected") ?? false;
  const words = isCalledChanged ? "as non-deterministic, which it is not" : "in words of its own";
  const result = `so the extension fails the orchestration ${words}.`;
  switch (untold) {
    case "input":
      return `What the code hands to a call, or to continueAsNew, cannot be sent as JSON (${text}), ${result}`;
    case "state":
      return `The output or the custom status of the code cannot be sent as JSON (${text}), ${result}`;
    case "sdk":
      return `The SDK itself failed on this history (${text}), ${result}`;
    default:
      return `The code throws ${text ? `"${text}", which is no Error` : "an Error without a message"}: the SDK passes nothing of it on, ${result} Throw an Error with a message.`;
  }
}

function continued({ waitingFor, leftOpen, warnings }: Comparison): Verdict {
  const open = leftOpen.join(", ");
  const warning = open
    ? `The code continues as new; the next generation begins when ${open} is done.`
    : "The code continues as new: the next generation has not begun in this history.";
  return { outcome: "waiting", waitingFor, warnings: [...warnings, warning] };
}

function waiting({ waitingFor, stuck, note, warnings }: Comparison): Verdict {
  if (stuck === undefined)
    return { outcome: "waiting", waitingFor, warnings: note === undefined ? warnings : [note, ...warnings] };
  return { outcome: "stuck", waitingFor, warnings: [stuck, ...warnings] };
}

function leftOpenWarning({ leftOpen }: Comparison, completion: ExecutionCompleted | undefined): readonly string[] {
  if (leftOpen.length === 0) return [];
  const open = leftOpen.slice(0, 5).join(", ") + (leftOpen.length > 5 ? `, … (${leftOpen.length} in all)` : "");
  return completion
    ? [`Code ends with work open (${open}) that history does not have open: a new run would end later.`]
    : [`The code has ended; the instance stays Running until its open work is done: ${open}.`];
}

/** The engine puts the orchestrator's name in front of the error of the code. */
function userText(recorded: string): string {
  return recorded.replace(/^Orchestrator function '.*?' failed: {1,2}/, "");
}

function sameJson(left: string, right: string): boolean {
  if (left === right) return true;
  try {
    return same(JSON.parse(left) as Json, JSON.parse(right) as Json);
  } catch {
    return false;
  }
}

function same(left: Json, right: Json): boolean {
  if (left === right) return true;
  if (typeof left !== "object" || typeof right !== "object" || left === null || right === null) return false;
  if (Array.isArray(left) !== Array.isArray(right)) return false;
  const entries = Object.entries<Json>(left as Readonly<Record<string, Json>>);
  const other = right as Readonly<Record<string, Json>>;
  if (entries.length !== Object.keys(other).length) return false;
  return entries.every(([name, value]) => Object.hasOwn(other, name) && same(value, other[name] ?? null));
}

function short(text: string): string {
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}
