import { ToolkitError } from "../base/errors";
import { nodeFiles } from "../node/files";
import { stderrLog } from "../node/stderrLog";
import type { Services } from "./command";
import { debugServer } from "./debugServer";

/** The ports of the command line on this machine. */
export function compose(): Services {
  return {
    terminal: {
      out: (text) => void process.stdout.write(text),
      error: (text) => void process.stderr.write(text),
      hasColours: process.stdout.isTTY && !process.env["NO_COLOR"],
    },
    log: stderrLog("warn"),
    files: nodeFiles,
    cwd: process.cwd(),
    environment: process.env,
    runner: { run: () => Promise.reject(new ToolkitError("internal", "Replays are not part of this build yet.")) },
    debugServer: debugServer(() =>
      Promise.reject(new ToolkitError("internal", "The debug adapter is not part of this build yet.")),
    ),
  };
}
