import type { Arm, TickLogEntry } from "../instrument/clockTypes";
import type { LoadedFile } from "../instrument/sourceFile";
import type { LoadRequest, LoadResult } from "./messages";
import type { CodePoint, ErrorText } from "./runRecord";
import type { Verdict } from "./verdict";

/** Name of the global that the debugger calls through the inspector, and of the binding that carries output back. */
export const debugGlobal = "$$durableReplayHost";
/** What is thrown at a call that came while other code was on the stack. */
export const busySignal = "$$durableReplayBusy";
export const outputBinding = "$$durableReplayOutput";
/** The binding that tells where the clock stands, right before the thread stops. */
export const stopBinding = "$$durableReplayStop";
/** Begins the one line that is no message of the inspector: the rest of it is the history, as JSON. */
export const historyMark = "$$durableReplayHistory ";

/** What the debugger asks of the child. Everything in and out is plain data. */
export interface DebugApi {
  /** As `start`, only on an idle thread. Always begins with a pause: see `RunOptions.interruptible`. */
  load(request: LoadRequest): Promise<LoadResult>;
  /** Takes the history that was sent last. */
  setHistory(): void;
  /** Instrumented files from the `from`-th on; new ones appear when the code loads modules lazily. */
  files(from: number): readonly LoadedFile[];
  /** Makes ECMAScript modules anew, for the fresh run that follows. On an idle thread, as `start`. */
  reload(): Promise<void>;
  /**
   * Starts a run; settles when it has gone through the history. Must be called on an idle thread: stopping the thread
   * inside an interrupt crashes V8, so the call throws `busySignal` when other code is on the stack, to be tried again.
   */
  start(arm: Arm, options: RunOptions): Promise<"done">;
  /** Of the last run, also when it was stopped on its way. */
  timeline(): Timeline;
  /** Of the last full run. */
  verdict(): Verdict;
  stepCount(): number;
  /** While stopped: what to watch for when the run goes on. */
  arm(arm: Arm): void;
  /** The innermost line of the user's code that runs at present, for code that comes to no statement. */
  running(): RuntimePlace | undefined;
  log(): readonly TickLogEntry[];
  lastHit(): number;
  findings(): Findings;
  tape(): readonly unknown[];
  restoreTape(values: readonly unknown[]): void;
  /** Around an evaluation: `enter` gives the token for `leave`, which undoes what evaluated code did to the clock. */
  enter(): EvaluationToken;
  leave(token: EvaluationToken): void;
  /** Members of the Durable context scope; `episode` is shown as it is given. */
  durableContext(episode: string): object;
}

export interface RunOptions {
  /** Load the user's modules anew before the run. */
  readonly fresh: boolean;
  /** Send none of the code's output. */
  readonly quiet: boolean;
  /**
   * Begin with a pause. While Node's inspector carries out a call it hands on no further messages, until the thread has
   * been paused once; after that they reach running code, too.
   */
  readonly interruptible?: boolean;
}

/** One full run, event by event; arrays are indexed like the history's events, as far as the run came. */
export interface Timeline {
  /** Ticks of the whole run. */
  readonly ticks: number;
  /** Ticks before the event: the first statement at or after it is the next tick. */
  readonly eventTicks: readonly number[];
  /** What `isReplaying` was when the event reached the code. */
  readonly replaying: readonly boolean[];
  /** The last statement that began in a generator: the `yield` where a waiting instance waits. */
  readonly waitsAt?: CodePoint;
  /** The `yield` that handed the escaped error to the code, when it came from a task. */
  readonly failedAt?: CodePoint;
  /** The error that left the code, with places of the files as they run. */
  readonly thrown?: ErrorText;
}

export interface Findings {
  readonly calls: readonly NondeterministicCall[];
  readonly refusals: readonly Refusal[];
}

/** A place in a file as it runs, instrumented: line and column from 1. */
export interface RuntimePlace {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** A call that gives another value on each replay. */
export interface NondeterministicCall extends RuntimePlace {
  readonly api: string;
  readonly tick: number;
}

/** `load`: the app's modules load; `run`: the orchestrator runs; `idle`: neither. */
export type GuardPhase = "idle" | "load" | "run";

/** Something the code tried that a replay must not do. */
export interface Refusal extends Partial<RuntimePlace> {
  readonly api: string;
  readonly phase: GuardPhase;
  /** The native library that was to be loaded: its file. */
  readonly library?: string;
}

export interface OutputMessage {
  readonly level: "info" | "warn" | "error" | "debug";
  readonly text: string;
  readonly place?: RuntimePlace;
}

export interface EvaluationToken {
  readonly tick: number;
  readonly tapeMark: number;
  readonly inUserCode: boolean;
}
