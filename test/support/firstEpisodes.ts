import { parsed } from "../../src/base/parsed";
import { nodeFiles } from "../../src/node/files";
import { loadRequestFor } from "../../src/project/loadRequest";
import { openApp } from "../../src/project/openApp";
import type { Outcome } from "../../src/replay/outcome";
import { prepareReplay } from "../../src/runner/prepareReplay";
import { ReplayProcess } from "../../src/runner/replayProcess";
import { replayIn } from "../../src/runner/runReplay";
import { HistoryBuilder, start } from "./replayBuilder";

/** Has the orchestrators of an app begin, one after the other in one child process, and gives what each came to. */
export async function beginAll(
  root: string,
  orchestrators: readonly string[],
  input: unknown,
  runtimeExecutable: string | undefined,
): Promise<readonly Outcome[]> {
  const options = { timeoutMs: 30_000, onOutput: () => undefined };
  const historyOf = (name: string) => new HistoryBuilder().episode([start(name, input)]).history();
  const [first = ""] = orchestrators;
  const ports = {
    files: nodeFiles,
    openApp: (folder: string) => openApp(nodeFiles, folder),
    readHistory: () => Promise.resolve({ orchestrator: first, decode: () => parsed(historyOf(first)) }),
  };
  const prepared = await prepareReplay({ appRoot: root, history: "built", runtimeExecutable }, ports, root);
  const child = new ReplayProcess(prepared, options.onOutput);
  const outcomes: Outcome[] = [];
  try {
    for (const name of orchestrators) {
      const own = { ...prepared, history: historyOf(name), load: loadRequestFor(prepared.app, name) };
      outcomes.push((await replayIn(child, own, options)).outcome);
    }
  } finally {
    child.dispose();
    await child.exited;
  }
  return outcomes;
}
