import type { HistoryEvent } from "../history/events";

/** The `df` member of the orchestration context, as far as it is watched. */
export interface DurableContext {
  isReplaying: boolean;
  customStatus?: unknown;
  currentUtcDateTime: Date;
  [member: string]: unknown;
}

/** `failed`: the value is an error, thrown into the code at its `yield`. */
export interface Resumption {
  readonly value: unknown;
  readonly failed: boolean;
  readonly isReplaying: boolean;
}

export interface SdkListener {
  /** The SDK has read the payload and made its context; the user's code comes later. */
  onContext?(): void;
  /** Before the SDK handles the event at `index` of the payload's history. */
  onEvent(index: number): void;
  /** The SDK put an action on its list. */
  onAction(action: object): void;
  /** The code cancelled a timer; `action` is the CreateTimer action. */
  onTimerCancelled(action: object): void;
  /** The code read `context.df.isReplaying`. Without a listener it stays a plain property, good to look at in a debugger. */
  readonly onReadIsReplaying?: (() => void) | undefined;
  /** Right before the user's generator resumes. */
  onResume(resumption: Resumption): void;
  /** The generator gave control back: with a yielded value, its result, or an error. */
  onPause(pause: { readonly kind: "yielded" | "returned" | "threw"; readonly value: unknown }): void;
}

/** A run that is watched. */
export interface ObservedRun {
  /** Undefined until the SDK has made it. */
  df(): DurableContext | undefined;
  /** The SDK's own action objects, as `actionsInTurn` of the engine orders those of its answer. */
  actions(): readonly object[];
  /** Tasks that the code waits for or has started, and whose completion the run has not reached, as the code names them. */
  pendingTasks(): readonly object[];
  /** The SDK has answered. */
  close(): void;
}

/** Arms `context`, the invocation context of one run over `events`, so that `listener` hears what the SDK does with it. */
export type Observe = (context: object, listener: SdkListener, events: readonly HistoryEvent[]) => ObservedRun;
