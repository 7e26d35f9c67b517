import path from "node:path";
import type { History } from "../../src/history/history";
import { loadRequestFor } from "../../src/project/loadRequest";
import type { Outcome } from "../../src/replay/outcome";
import { prepareReplay, type PreparedReplay } from "../../src/runner/prepareReplay";
import { ReplayProcess } from "../../src/runner/replayProcess";
import { replayIn } from "../../src/runner/runReplay";
import { appCopy } from "./appCopies";
import { olderNode } from "./olderNode";
import { fixtures, historyOf, type Recording } from "./replayFixtures";
import { replayPorts } from "./replayPorts";

/** As many children at once as the smallest machine has processors. */
const atOnce = 2;

export interface Replayed {
  readonly recording: Recording;
  readonly outcome: Outcome;
}

/** Replays the recordings of an app in one child process; `sdk`: on another version of the SDK than their own. */
export async function replayAll(chosen: readonly Recording[], sdk?: string): Promise<readonly Replayed[]> {
  const apps = new Set(chosen.map(appOf));
  const waiting = [...apps].map((app) => chosen.filter((recording) => appOf(recording) === app));
  const replayed: Replayed[] = [];
  const work = async () => {
    for (let next = waiting.pop(); next; next = waiting.pop()) replayed.push(...(await replayApp(next, sdk)));
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return replayed;
}

function appOf({ app, overlay }: Recording): string {
  return `${app} ${overlay ?? ""}`;
}

async function replayApp(ofApp: readonly Recording[], sdk: string | undefined): Promise<readonly Replayed[]> {
  const options = { timeoutMs: 30_000, onOutput: () => undefined };
  const replayed: Replayed[] = [];
  let child: ReplayProcess | undefined;
  let first: PreparedReplay | undefined;
  try {
    for (const recording of ofApp) {
      const prepared: PreparedReplay = first
        ? await withHistory(first, recording)
        : await prepareRecording(recording, sdk);
      first ??= prepared;
      child ??= new ReplayProcess(prepared, options.onOutput);
      const { outcome } = await replayIn(child, prepared, options);
      replayed.push({ recording, outcome });
    }
  } finally {
    child?.dispose();
    await child?.exited;
  }
  return replayed;
}

/** The same app and Node for another recording: looking for them again takes longer than the replay. */
async function withHistory(prepared: PreparedReplay, { file }: Recording): Promise<PreparedReplay> {
  const read = await replayPorts.readHistory({ history: path.join(fixtures, "histories", file) }, prepared.app);
  const { value: history } = read.decode();
  return { ...prepared, history, load: loadRequestFor(prepared.app, orchestratorOf(history)) };
}

function orchestratorOf({ events, instance }: History): string {
  return events.find((event) => event.type === "ExecutionStarted")?.name ?? instance?.name ?? "";
}

/** `sdk`: another version of the SDK than the recording's own. */
export function prepareRecording(
  { file, app, overlay, sdk: own }: Recording,
  sdk: string | undefined,
): Promise<PreparedReplay> {
  const runtimeExecutable = (sdk ?? own) === "3.5.0" ? process.execPath : olderNode;
  const appRoot = appCopy(app, { overlay, sdk });
  const wish = { history: path.join(fixtures, "histories", file), appRoot, runtimeExecutable };
  return prepareReplay(wish, replayPorts, process.cwd());
}

/** What is wrong with an outcome, in words; undefined: it is the engine's. */
export function wrongWith({ recording, outcome }: Replayed): string | undefined {
  const diverged = outcome.divergence !== undefined;
  if (outcome.outcome !== recording.outcome || diverged !== (recording.outcome === "diverged"))
    return `${recording.outcome} expected, ${JSON.stringify(outcome)}`;
  const end = historyOf(recording.file).events.findLast((event) => event.type === "ExecutionCompleted");
  if (!end || recording.status === "Terminated" || diverged) return undefined;
  if (recording.outcome === "completed") {
    const recorded = JSON.stringify(JSON.parse(end.result ?? "null"));
    const output = JSON.stringify(outcome.output ?? null);
    return output === recorded ? undefined : `output ${recorded} expected, ${output}`;
  }
  const recorded = end.result?.replace(/^Orchestrator function '.*?' failed: {1,2}/, "");
  return outcome.error?.message === recorded ? undefined : `error ${recorded} expected, ${outcome.error?.message}`;
}

/** What is wrong, recording by recording. */
export function report(replayed: readonly Replayed[]): readonly string[] {
  return replayed
    .flatMap((one) => {
      const wrong = wrongWith(one);
      return wrong === undefined ? [] : [`${one.recording.file}: ${wrong}`];
    })
    .sort();
}
