import type { ErrorText } from "./runRecord";

export type OutcomeKind = "completed" | "failed" | "waiting" | "terminated" | "diverged" | "stuck";

export type WaitKind = "activity" | "timer" | "event" | "subOrchestration" | "entity" | "start";

/** Something the instance waits for. Contract: `replay --json` and `durable/outcome`. */
export interface WaitingFor {
  readonly kind: WaitKind;
  readonly name?: string;
  /** ISO 8601 UTC: when it was scheduled or first waited for. For timers see also `until`. */
  readonly since?: string;
  /** Timers: when it fires. */
  readonly until?: string;
  readonly file?: string;
  readonly line?: number;
}

/** A unit of scheduled work as one side of a divergence saw it. */
export interface WorkItem {
  readonly kind: "activity" | "timer" | "subOrchestration" | "entity" | "event" | "continueAsNew" | "completion";
  readonly name?: string;
}

/** Code and history disagree; the first place where they do. */
export interface Divergence {
  /** Sequence id of the recorded or produced work. */
  readonly eventId: number;
  /** From 1. */
  readonly episode: number;
  /** Absent: the code does more than is recorded. */
  readonly recorded?: WorkItem & { readonly rowKey: string };
  /** Absent: the code no longer does what is recorded. */
  readonly produced?: WorkItem;
  readonly file?: string;
  readonly line?: number;
  /** The engine comes to this with the code that was recorded, too; a warning says why. */
  readonly unchangedCodeToo?: boolean;
  /** The code fails after a call that a replay refuses; `isCertain`: because of it. */
  readonly refusedCall?: { readonly api: string; readonly isCertain: boolean };
  /** One sentence for people, e.g. "History has TaskScheduled `ChargeCard` (#4). Code scheduled `ChargeCardV2`." */
  readonly message: string;
}

/** The last object of `replay --json`, and the body of the event `durable/outcome`. */
export interface Outcome {
  readonly outcome: OutcomeKind;
  readonly output?: unknown;
  readonly error?: ErrorText;
  readonly waitingFor?: readonly WaitingFor[];
  readonly steps: number;
  readonly events: number;
  readonly episodes: number;
  readonly divergence?: Divergence;
  readonly warnings: readonly string[];
}
