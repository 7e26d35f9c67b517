import type { History } from "../../src/history/history";
import { ReplayHost } from "../../src/replayHost/host";
import { orchestrators } from "../support/generatedHistories";
import type { ReplayTask } from "./replayTask";

/** The program of the child process, with its hooks, in this process. */
export function installedHost(): ReplayHost {
  const host = new ReplayHost(__filename, __dirname, () => undefined);
  host.install();
  return host;
}

/** Loads the app as a replay does. */
export async function loadApp(host: ReplayHost, { app, shape }: ReplayTask): Promise<void> {
  const loaded = await host.load({
    appRoot: app.root,
    orchestrator: orchestrators[shape],
    files: [app.files[orchestrators[shape]] ?? ""],
    entryFiles: [],
    ...(app.sdkMajor === 2 && { functionJson: { bindingName: "context", directory: app.root } }),
    sdkMajor: app.sdkMajor,
    knownFunctions: [],
  });
  if (!loaded.loaded || !loaded.registered || host.files.instrumented.size === 0)
    throw new Error(JSON.stringify(loaded));
}

/** Replays a whole run, and throws where it does not end as recorded. */
export async function replayWhole(host: ReplayHost, history: History): Promise<void> {
  host.setHistory(history);
  await host.run({}, { fresh: false, quiet: false });
  const { outcome, warnings } = host.verdict();
  if (outcome !== "completed" || warnings.length > 0) throw new Error(`${outcome}: ${warnings.join(" ")}`);
}
