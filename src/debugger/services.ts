import type { Log } from "../base/ports";
import type { LaunchArguments } from "../contributions/launchArguments";
import type { EarlyChild, PreparedReplay } from "../runner/prepareReplay";

/** What a replay needs from the program it runs in: the extension, or the command line. */
export interface ReplayServices {
  /** Finds app, history and Node; what it starts meanwhile ends with `early.signal`. Throws `ToolkitError`. */
  prepare(launch: LaunchArguments, early: Pick<EarlyChild, "channel" | "signal" | "load">): Promise<PreparedReplay>;
  /** Setting `durableToolkit.replay.timeoutMs`, for a launch that has none. */
  readonly timeoutMs: number;
  readonly log: Log;
}
