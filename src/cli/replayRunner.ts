import type { ReplayResult } from "../replay/messages";
import type { PreparedReplay } from "../runner/prepareReplay";

/** Runs a prepared replay to its end. */
export interface ReplayRunner {
  /**
   * Resolves to the steps and the outcome; to those so far when `signal` aborts. `onOutput` gets what the user's code
   * prints. Throws `ToolkitError`, e.g. `app-does-not-load`.
   */
  run(replay: PreparedReplay, onOutput: (text: string) => void, signal: AbortSignal): Promise<ReplayResult>;
}
