/** What one pass of the user's code over a history left behind; made in the child process, read by the comparison. */

/** One action of the SDK's answer, as the engine would receive it (actionType and members: replay.md B2). */
export interface Action {
  readonly actionType: number;
  readonly functionName?: string;
  readonly input?: unknown;
  readonly instanceId?: string | null;
  readonly operation?: string;
  readonly fireAt?: string;
  readonly isCanceled?: boolean;
  readonly externalEventName?: string;
  readonly retryOptions?: RetryOptions;
  readonly compoundActions?: readonly Action[];
  readonly httpRequest?: Readonly<Record<string, unknown>>;
  readonly lockSet?: readonly { readonly name: string; readonly key: string }[];
  /** Why JSON cannot say its input: the SDK's answer then never reaches the engine. */
  readonly unsendable?: string;
}

export interface RetryOptions {
  readonly firstRetryIntervalInMilliseconds: number;
  readonly maxNumberOfAttempts: number;
  readonly backoffCoefficient?: number;
  readonly maxRetryIntervalInMilliseconds?: number;
  readonly retryTimeoutInMilliseconds?: number;
}

/** The SDK's answer to a trigger payload. */
export interface OrchestratorState {
  readonly isDone: boolean;
  /** Schema V2 and later: one list; SDK 1.x and V1: one set a `yield`. */
  readonly actions: readonly (readonly Action[])[];
  readonly output?: unknown;
  readonly error?: string;
  readonly customStatus?: unknown;
  readonly schemaVersion?: number;
  /** Why JSON cannot say the output or the custom status, which are left out then. */
  readonly unsendable?: string;
}

export interface ErrorText {
  readonly message: string;
  /** With the user's own lines (source maps applied), when the error has a stack. */
  readonly stack?: string;
}

/** A statement of the user's code: the reading of the statement clock and the site in the instrumented files. */
export interface CodePoint {
  readonly tick: number;
  readonly site: number;
}

/** Where an action was made (`callActivity(…)`) and where the code handed it to the SDK (the `yield`). */
export interface ActionPoints {
  readonly created?: CodePoint;
  readonly yielded?: CodePoint;
}

export interface RunRecord {
  /** Undefined when the SDK gave no state at all; beside `fatal`: the work of the code before the SDK failed. */
  readonly state?: OrchestratorState;
  /** The SDK's answer came as a failure. */
  readonly rejected?: boolean;
  /** The SDK refused the payload or failed itself. */
  readonly fatal?: ErrorText;
  /** The last statement of a code that has ended. */
  readonly endedAt?: CodePoint;
  /** What the user's code threw, with its true stack (the SDK keeps only the message). */
  readonly thrown?: ErrorText;
  /**
   * `actionCounts[k]`: length of the SDK's action list after the events of episode k + 1. SDK 2.x and 3.x only append
   * in between, so the prefix is the answer that the engine got at the end of that episode.
   */
  readonly actionCounts: readonly number[];
  /** For each top-level action of `state.actions[0]`, in order. */
  readonly points: readonly ActionPoints[];
  /** The call that made each action, nested ones included, in the order of a walk from the outside in. */
  readonly calls: readonly (CodePoint | undefined)[];
  /**
   * Timers that the code cancelled: the path of the CreateTimer action in `state.actions[0]` (`[3, 1]` = second child of
   * the fourth action) and the 1-based episode in which it was cancelled. The final state shows them cancelled from the start.
   */
  readonly cancellations: readonly { readonly path: readonly number[]; readonly episode: number }[];
  /** True when the code has read `isReplaying`: then live and replayed passes may differ. */
  readonly readIsReplaying: boolean;
}
