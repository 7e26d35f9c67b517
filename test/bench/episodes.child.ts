/** Measures one pass through all episodes of a run against the SDK that replays the payload of each. */
import { payloadOfEpisode } from "../../src/replay/payload";
import type { ReplayHost } from "../../src/replayHost/host";
import { medianTimes, timed, type TimedWork } from "../support/benchmark";
import { generatedHistory } from "../support/generatedHistories";
import { bareReplay } from "./bareSdk";
import { installedHost, loadApp, replayWhole } from "./loadedHost";
import type { ReplayTask, ReplayTimes } from "./replayTask";

process.on("message", (task: ReplayTask) => {
  void measure(task).then((times) => process.send?.(times));
});

async function measure(task: ReplayTask): Promise<ReplayTimes> {
  const host = installedHost();
  const baseline = everyPayload(host, task);
  return medianTimes(task.repetitions, { baseline, ours: await onePass(host, task) });
}

/** Payloads are made outside the time that counts: the SDK has them ready. */
function everyPayload(host: ReplayHost, { app, shape, size }: ReplayTask): TimedWork {
  const run = bareReplay(host, app, shape);
  const history = generatedHistory(shape, size);
  return async () => {
    let sum = 0;
    for (let episode = 1; episode <= size; episode++) {
      const { time, isDone } = await run(payloadOfEpisode(history, episode));
      if (isDone) throw new Error(`The SDK finished in episode ${episode} of ${size}.`);
      sum += time;
    }
    return sum;
  };
}

/** Compares each episode with what was recorded, and places each of its events in the code. */
async function onePass(host: ReplayHost, task: ReplayTask): Promise<TimedWork> {
  await loadApp(host, task);
  const history = generatedHistory(task.shape, task.size);
  return () =>
    timed(async () => {
      await replayWhole(host, history);
      const visited = new Set(host.steps().map(({ episode }) => episode)).size;
      if (visited < task.size) throw new Error(`${visited} of ${task.size} episodes were visited.`);
    });
}
