/** Measures one full replay against the SDK alone, in turn, in one process and with one copy of the SDK. */
import { singlePassPayload } from "../../src/replay/payload";
import type { ReplayHost } from "../../src/replayHost/host";
import { medianTimes, timed, type TimedWork } from "../support/benchmark";
import { generatedHistory } from "../support/generatedHistories";
import { bareReplay } from "./bareSdk";
import { installedHost, loadApp, replayWhole } from "./loadedHost";
import type { ReplayTask, ReplayTimes } from "./replayTask";

/** V8 has compiled what runs by then, of both: a process that replays many instances is like that. */
const warmUpMs = 1000;

process.on("message", (task: ReplayTask) => {
  void measure(task).then((times) => process.send?.(times));
});

async function measure(task: ReplayTask): Promise<ReplayTimes> {
  const host = installedHost();
  const baseline = sdkAlone(host, task);
  return medianTimes(task.repetitions, { baseline, ours: await replay(host, task) }, warmUpMs);
}

function sdkAlone(host: ReplayHost, { app, shape, size }: ReplayTask): TimedWork {
  const run = bareReplay(host, app, shape);
  // The SDK writes into a payload, so each run has its own, parsed as the worker does.
  const text = JSON.stringify(singlePassPayload(generatedHistory(shape, size)));
  return async () => {
    const { time, isDone } = await run(JSON.parse(text));
    if (!isDone) throw new Error("The SDK did not finish.");
    return time;
  };
}

async function replay(host: ReplayHost, task: ReplayTask): Promise<TimedWork> {
  await loadApp(host, task);
  const history = generatedHistory(task.shape, task.size);
  return () => timed(() => replayWhole(host, history));
}
