import { actionTypes } from "./actionTypes";
import type { RunRecord } from "./runRecord";

/** How the code ended in a run, and after the events of which episode (from 1). */
export interface CodeEnd {
  readonly kind: "completed" | "failed" | "continued";
  readonly episode: number;
  /** Of a code that failed. */
  readonly error?: string;
}

/** Undefined: the code still waits, or the SDK gave no state at all. */
export function codeEndOf(record: RunRecord): CodeEnd | undefined {
  const { state } = record;
  if (!state) return undefined;
  // The SDK stops at the event with which the code ends.
  const episode = Math.max(1, record.actionCounts.length);
  // Not every error leaves a text in the state: one that is no Error does not.
  if (state.error !== undefined || (record.thrown && !state.isDone))
    return { kind: "failed", episode, error: errorMessageOf(record) };
  if (!state.isDone) return undefined;
  const continued = state.actions.some((actions) =>
    actions.some((action) => action.actionType === actionTypes.continueAsNew),
  );
  return { kind: continued ? "continued" : "completed", episode };
}

/** The error text of a code that failed. */
export function errorMessageOf(record: RunRecord): string {
  return record.state?.error ?? record.thrown?.message ?? record.fatal?.message ?? "";
}
