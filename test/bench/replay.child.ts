/**
 * Measures one full replay and its baseline in one process, with one copy of the SDK: first the SDK alone, before
 * anything of ours is hooked in, then the replay host as the child process of a replay runs it.
 */
import Module from "node:module";
import { singlePassPayload, type TriggerPayload } from "../../src/replay/payload";
import { ReplayHost } from "../../src/replayHost/host";
import { medianTime } from "../support/benchmark";
import { generatedHistory, orchestrators } from "../support/generatedHistories";
import { fanOut, inTurn } from "../support/generatedApp";
import type { ReplayTask, ReplayTimes } from "./replayTask";

interface Sdk {
  readonly app: { orchestration(name: string, code: unknown): void };
}

process.on("message", (task: ReplayTask) => {
  void measure(task).then((times) => process.send?.(times));
});

async function measure(task: ReplayTask): Promise<ReplayTimes> {
  const host = new ReplayHost(__filename, __dirname, () => undefined);
  const baseline = await measureSdk(host, task);
  return { baseline, ours: await measureReplay(host, task) };
}

/** Registers code that is not instrumented. The SDK keeps the core module that it finds first, so it is the host's. */
function measureSdk(host: ReplayHost, { app, shape, size, repetitions }: ReplayTask): Promise<number> {
  const core = host["core"];
  core.install();
  const sdk = Module.createRequire(app.file)("durable-functions") as Sdk;
  for (const orchestrator of [inTurn, fanOut]) sdk.app.orchestration(orchestrator.name, orchestrator);
  const functionName = orchestrators[shape];
  const callback = core.registrations.get(functionName.toLowerCase())?.callback;
  if (!callback) throw new Error("The SDK registered nothing.");
  core.clear();
  const history = generatedHistory(shape, size);
  const run = async (payload: TriggerPayload): Promise<void> => {
    const context = { functionName, invocationId: "bench", df: undefined, log: () => undefined };
    const answer = (await callback(payload, context)) as { readonly isDone?: boolean };
    if (!answer.isDone) throw new Error("The SDK did not finish.");
  };
  // The SDK writes into a payload, so each run has its own, as the worker would have parsed it.
  const text = JSON.stringify(singlePassPayload(history));
  return medianTime(run, repetitions, () => JSON.parse(text) as TriggerPayload);
}

async function measureReplay(host: ReplayHost, { app, shape, size, repetitions }: ReplayTask): Promise<number> {
  host.install();
  const loaded = await host.load({
    appRoot: app.root,
    orchestrator: orchestrators[shape],
    files: [app.file],
    entryFiles: [],
    sdkMajor: 3,
    knownFunctions: [],
  });
  if (!loaded.loaded || !loaded.registered) throw new Error(JSON.stringify(loaded));
  host.setHistory(generatedHistory(shape, size));
  const run = async (): Promise<void> => {
    await host.run({}, { fresh: false, quiet: false });
    const { outcome, warnings } = host.verdict();
    if (outcome !== "completed" || warnings.length > 0) throw new Error(`${outcome}: ${warnings.join(" ")}`);
  };
  return medianTime(run, repetitions, () => undefined);
}
