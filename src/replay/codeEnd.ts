import { actionTypes } from "./actionTypes";
import type { Action, RunRecord } from "./runRecord";

/** How the code ended in a run, and after the events of which episode (from 1). */
export interface CodeEnd {
  readonly kind: "completed" | "failed" | "continued";
  readonly episode: number;
  /** Of a code that failed. */
  readonly error?: string;
  /**
   * The SDK cannot tell the engine of this failure. The engine then fails the orchestration with words of its own, without
   * a look at its work: as non-deterministic when history has some (measured on 3.19.0).
   */
  readonly untold?: Untold;
  /** Index of the action that cannot be sent. */
  readonly action?: number;
}

/** `thrown`: no error with a message; `input`, `state`: what JSON cannot say; `sdk`: the SDK itself failed. */
export type Untold = "thrown" | "input" | "state" | "sdk";

/** Undefined: the code still waits, or the SDK gave no state at all. `actions`: those of the state, in turn. */
export function codeEndOf(record: RunRecord, actions: readonly Action[]): CodeEnd | undefined {
  const { state } = record;
  if (!state) return undefined;
  const unsendable = unsendableEnd(record, actions);
  if (unsendable) return unsendable;
  // The SDK stops at the event with which the code ends.
  const episode = lastEpisode(record);
  if (record.fatal) return { kind: "failed", episode, error: record.fatal.message, untold: "sdk" };
  if (record.rejected || state.error !== undefined) {
    const error = errorMessageOf(record);
    return { kind: "failed", episode, error, ...(!state.error && { untold: "thrown" }) };
  }
  if (!state.isDone) return undefined;
  const continued = state.actions.some((set) => set.some((action) => action.actionType === actionTypes.continueAsNew));
  return { kind: continued ? "continued" : "completed", episode };
}

/** The error text of a code that failed. */
export function errorMessageOf(record: RunRecord): string {
  return record.state?.error ?? record.thrown?.message ?? record.fatal?.message ?? "";
}

function unsendableEnd(record: RunRecord, actions: readonly Action[]): CodeEnd | undefined {
  const action = actions.findIndex((one) => unsendableOf(one) !== undefined);
  const first = actions[action];
  if (first) {
    const before = record.actionCounts.findIndex((count) => count > action);
    const episode = before < 0 ? lastEpisode(record) : before + 1;
    return { kind: "failed", episode, error: unsendableOf(first) ?? "", untold: "input", action };
  }
  const error = record.state?.unsendable;
  return error === undefined ? undefined : { kind: "failed", episode: lastEpisode(record), error, untold: "state" };
}

function unsendableOf(action: Action): string | undefined {
  if (action.unsendable !== undefined) return action.unsendable;
  for (const part of action.compoundActions ?? []) {
    const found = unsendableOf(part);
    if (found !== undefined) return found;
  }
  return undefined;
}

function lastEpisode({ actionCounts }: RunRecord): number {
  return Math.max(1, actionCounts.length);
}
