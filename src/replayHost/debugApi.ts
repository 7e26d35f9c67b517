import type { History } from "../history/history";
import type { LoadRequest, LoadResult } from "../replay/messages";
import type { Arm, StopReason, TickLogEntry } from "./clock";
import type { FileReport } from "./fileReport";
import { fileReports } from "./fileReport";
import type { Pass, ReplayHost, RunOptions } from "./host";
import type { NondeterministicCall } from "./tape";
import type { OutputMessage } from "./output";
import type { Refusal } from "./guard";

/** Name of the global that the debugger calls through the inspector, and of the binding that carries output back. */
export const debugGlobal = "$$durableReplayHost";
export const outputBinding = "$$durableReplayOutput";

/** Where the clock stands; read at each stop. */
export interface ClockState {
  readonly tick: number;
  readonly site: number;
  readonly reason: StopReason;
  /** Index of the history event that the SDK handles. */
  readonly eventIndex: number;
}

/** What the debugger asks of the child. Everything in and out is plain data. */
export interface DebugApi {
  load(request: LoadRequest): Promise<LoadResult>;
  /** `history`: as JSON text, so that the inspector carries one string. */
  setHistory(history: string): void;
  /** Instrumented files from the `from`-th on; new ones appear when the code loads modules lazily. */
  files(from: number): readonly FileReport[];
  /**
   * Starts a run. Must be called on an idle thread: stopping the thread inside an interrupt crashes V8, so the call
   * answers "busy" when other code is on the stack, and the debugger tries again.
   */
  start(arm: Arm, options: RunOptions): Promise<Pass> | "busy";
  /** While stopped: what to watch for when the run goes on. */
  arm(arm: Arm): void;
  state(): ClockState;
  log(): readonly TickLogEntry[];
  lastHit(): number;
  findings(): { readonly calls: readonly NondeterministicCall[]; readonly refusals: readonly Refusal[] };
  tape(): readonly unknown[];
  restoreTape(values: readonly unknown[]): void;
  /** Around an evaluation: `enter` gives the token for `leave`, which undoes what evaluated code did to the clock. */
  enter(): EvaluationToken;
  leave(token: EvaluationToken): void;
  /** Members of the Durable context scope. */
  durableContext(): object;
}

export interface EvaluationToken {
  readonly tick: number;
  readonly tapeMark: number;
  readonly inUserCode: boolean;
}

export function exposeToDebugger(host: ReplayHost): void {
  const api: DebugApi = {
    load: (request) => host.load(request),
    setHistory: (history) => host.setHistory(JSON.parse(history) as History),
    files: (from) => fileReports(host.files, from),
    start: (arm, options) => (otherCodeOnStack() ? "busy" : host.run(arm, options)),
    arm: (arm) => host.clock.arm(arm),
    state: () => ({
      tick: host.clock.t,
      site: host.clock.stoppedAt,
      reason: host.clock.reason,
      eventIndex: host.eventIndex,
    }),
    log: () => host.clock.log,
    lastHit: () => host.clock.lastHit,
    findings: () => ({ calls: host.tape.calls, refusals: host.guard.refusals }),
    tape: () => host.tape.values,
    restoreTape: (values) => host.tape.restore(values),
    enter: () => host.enterEvaluation(),
    leave: (token) => host.leaveEvaluation(token),
    durableContext: () => host.describeDurableContext(),
  };
  Object.defineProperty(globalThis, debugGlobal, { value: api, enumerable: false });
}

/** Frames below the debugger's own call: anything there means that this call came as an interrupt. */
function otherCodeOnStack(): boolean {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 20;
  const frames = (new Error().stack ?? "").split("\n").slice(1);
  Error.stackTraceLimit = stackTraceLimit;
  const below = frames.findIndex((frame) => !frame.includes(__filename));
  return below >= 0 && frames.slice(below).some((frame) => !frame.includes("<anonymous>"));
}

export function sendThroughBinding(message: OutputMessage): void {
  const send = (globalThis as Record<string, unknown>)[outputBinding];
  if (typeof send === "function") Reflect.apply(send, undefined, [JSON.stringify(message)]);
}
