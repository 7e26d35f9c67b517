import type { Log } from "../base/ports";
import type { LaunchArguments } from "../contributions/launchArguments";
import type { PreparedReplay } from "../runner/prepareReplay";

/** What a debug session needs from the program it runs in: the extension, or the command line. */
export interface DebugServices {
  /** Finds app, history and Node. Throws `ToolkitError`. */
  prepare(launch: LaunchArguments): Promise<PreparedReplay>;
  /** Setting `durableToolkit.replay.timeoutMs`, for a launch that has none. */
  readonly timeoutMs: number;
  readonly log: Log;
}
