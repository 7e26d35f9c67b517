/** What reading or calling something does that a replay cannot repeat. */
export type Effect =
  | "wallClock"
  | "highResolutionClock"
  | "random"
  | "randomId"
  | "delay"
  | "threads"
  | "network"
  | "storage"
  | "environment"
  | "cancellation"
  | "weakReference";

/** How a value is used: called, made with `new`, or read. */
export type Use = "call" | "new" | "read";

/** Of what a module keeps in a constant, what differs from process to process. */
export const keptEffects: readonly (Effect | undefined)[] = [
  "wallClock",
  "highResolutionClock",
  "random",
  "randomId",
  "environment",
];
