import type { ReplayResult } from "../replay/messages";
import type { PreparedReplay } from "../runner/prepareReplay";

export interface RunOptions {
  readonly timeoutMs: number;
  /** Gets what the user's code prints. */
  readonly onOutput: (text: string) => void;
  readonly signal: AbortSignal;
}

/** Runs a prepared replay to its end. */
export interface ReplayRunner {
  /**
   * Resolves to the steps and the outcome; to those so far when `signal` aborts. Throws `ToolkitError`, e.g.
   * `app-does-not-load`.
   */
  run(replay: PreparedReplay, options: RunOptions): Promise<ReplayResult>;
}
