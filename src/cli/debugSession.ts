import { defaultTimeoutMs } from "../contributions/launchArguments";
import { ReplaySession } from "../debugger/replaySession";
import type { ReplayServices } from "../debugger/services";
import { ReplayDebugSession } from "../debugger/session";
import { nodeFiles } from "../node/files";
import { stderrLog } from "../node/stderrLog";
import { openApp } from "../project/openApp";
import { prepareReplay } from "../runner/prepareReplay";
import type { ServeSession } from "./debugServer";
import { checkFirstMessage } from "./firstMessage";
import { readHistory } from "./readHistory";

const services: ReplayServices = {
  prepare: (launch, early) =>
    prepareReplay(
      launch,
      {
        files: nodeFiles,
        openApp: (root) => openApp(nodeFiles, root, process.env),
        readHistory: (wish, app) => readHistory(nodeFiles, wish, app),
      },
      process.cwd(),
      early,
    ),
  timeoutMs: defaultTimeoutMs,
  log: stderrLog("warn"),
};

/** A debug session on this machine's files and environment. */
export const serveSession: ServeSession = async (input, output) => {
  const { log } = services;
  const session = new ReplayDebugSession({
    open: (launch, signal) => ReplaySession.open(launch, services, signal),
    log,
  });
  const gone = new Promise<void>((resolve) => {
    input.once("close", resolve);
    input.once("end", resolve);
  });
  // The exit code is the command's to say, and a port has other sessions.
  session.setRunAsServer(true);
  const isClient = checkFirstMessage(input);
  session.start(input, output);
  try {
    await isClient;
    await Promise.race([session.closed, gone]);
  } finally {
    session.dispose();
  }
};
