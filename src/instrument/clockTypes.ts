/** Words of the statement clock that both sides use: the child that runs the code and the debugger. */

export type StopReason = "tick" | "step" | "breakpoint";

/** What to watch for in the run that is about to start or to go on. */
export interface Arm {
  /** Stop exactly before this tick. */
  readonly stopAt?: number;
  /** Stop at the first tick from here on. */
  readonly stopFrom?: number;
  /** Stop at the first tick on one of these sites with at most this depth. */
  readonly step?: { readonly sites: readonly number[]; readonly maxDepth: number };
  readonly breakpoints?: readonly number[];
  /** Do not stop at breakpoints, but note the last hit before `stopAt`. */
  readonly noteHits?: boolean;
  /** Log tick, site and depth from this tick on, up to `stopAt`. */
  readonly logFrom?: number;
}

export interface TickLogEntry {
  readonly tick: number;
  readonly site: number;
  /** Frames of the user's code, 1 for the orchestrator itself. */
  readonly depth: number;
}

/** Where the clock stands; told at each stop. */
export interface ClockState {
  readonly tick: number;
  readonly site: number;
  readonly reason: StopReason;
  /** How many files of the user are loaded. */
  readonly files: number;
}
