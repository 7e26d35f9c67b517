import { messageOf } from "../base/errors";
import { nodeFiles } from "../node/files";
import { NodeSourceFiles } from "../node/sourceFiles";
import { stderrLog } from "../node/stderrLog";
import { runReplay } from "../runner/runReplay";
import type { Services } from "./command";
import { debugServer } from "./debugServer";
import { serveSession } from "./debugSession";
import { rulePagesIn } from "./rulePages";

/** The ports of the command line on this machine; `root`: folder of the package. */
export function compose(root: string): Services {
  const log = stderrLog("warn");
  return {
    terminal: {
      out: (text) => void process.stdout.write(text),
      error: (text) => void process.stderr.write(text),
      hasColours: process.stdout.isTTY && !process.env["NO_COLOR"],
    },
    log,
    files: nodeFiles,
    sources: () => new NodeSourceFiles(),
    cwd: process.cwd(),
    environment: process.env,
    runner: {
      run: (replay, { onOutput, ...options }) =>
        runReplay(replay, { ...options, onOutput: ({ text }) => onOutput(`${text}\n`) }),
    },
    // All of it in one chunk, which the other commands do not load.
    lintPaths: async (...all) => (await import("./lintPaths")).lintPaths(...all),
    rulePage: rulePagesIn(root),
    debugServer: debugServer(serveSession, (error) => log.warn(messageOf(error))),
  };
}
