/**
 * Measures one full replay against the SDK alone, in turn, in one process and with one copy of the SDK. The SDK alone
 * runs code that is not instrumented, with a context that nobody watches and Node's own `Date`.
 */
import Module from "node:module";
import path from "node:path";
import { messageOf } from "../../src/base/errors";
import { singlePassPayload } from "../../src/replay/payload";
import type { FunctionsCore } from "../../src/replayHost/functionsCore";
import { ReplayHost } from "../../src/replayHost/host";
import { medianTimes, timed, type TimedWork } from "../support/benchmark";
import { generatedHistory, orchestrators } from "../support/generatedHistories";
import { fanOut, inTurn } from "../support/generatedApp";
import type { ReplayTask, ReplayTimes } from "./replayTask";

interface Sdk {
  readonly app: { orchestration(name: string, code: unknown): void };
}

interface OldSdk {
  orchestrator(code: unknown): (context: object) => void;
}

type BareCall = (payload: unknown, context: object) => unknown;

const RealDate = Date;

process.on("message", (task: ReplayTask) => {
  void measure(task).then((times) => process.send?.(times));
});

async function measure(task: ReplayTask): Promise<ReplayTimes> {
  const host = new ReplayHost(__filename, __dirname, () => undefined);
  host.install();
  const baseline = sdkAlone(host, task);
  return medianTimes(task.repetitions, { baseline, ours: await replay(host, task) });
}

function sdkAlone(host: ReplayHost, { app, shape, size }: ReplayTask): TimedWork {
  const functionName = orchestrators[shape];
  const callback = app.sdkMajor === 2 ? bareHandler(app.files[functionName]) : bareCallback(host, app, functionName);
  // The SDK writes into a payload, so each run has its own, parsed as the worker does.
  const text = JSON.stringify(singlePassPayload(generatedHistory(shape, size)));
  return async () => {
    const payload: unknown = JSON.parse(text);
    const context = { functionName, invocationId: "bench", df: undefined, log: () => undefined };
    const HostDate = Date;
    globalThis.Date = RealDate;
    const time = await timed(async () => {
      const answer = (await callback(payload, context)) as { readonly isDone?: boolean };
      if (!answer.isDone) throw new Error("The SDK did not finish.");
    });
    globalThis.Date = HostDate;
    return time;
  };
}

/** Registered with the SDK as any app does, but not instrumented. */
function bareCallback(host: ReplayHost, { files }: ReplayTask["app"], name: string): BareCall {
  const { registrations } = Reflect.get(host, "core") as FunctionsCore;
  const sdk = Module.createRequire(files[name] ?? "")("durable-functions") as Sdk;
  for (const orchestrator of [inTurn, fanOut]) sdk.app.orchestration(orchestrator.name, orchestrator);
  const callback = registrations.get(name.toLowerCase())?.callback;
  if (!callback) throw new Error("The SDK registered nothing.");
  return callback;
}

/** As the worker calls a function of the function.json model: its answer comes through `context.done`. */
function bareHandler(file = ""): BareCall {
  const sdk = Module.createRequire(file)("durable-functions") as OldSdk;
  const handler = sdk.orchestrator(path.basename(path.dirname(file)) === inTurn.name ? inTurn : fanOut);
  return (payload, context) =>
    new Promise((resolve, reject) => {
      const done = (error: unknown, result: unknown) => (error ? reject(new Error(messageOf(error))) : resolve(result));
      handler(Object.assign(context, { done, bindings: { context: payload }, bindingData: {}, log: () => undefined }));
    });
}

async function replay(host: ReplayHost, { app, shape, size }: ReplayTask): Promise<TimedWork> {
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
  const history = generatedHistory(shape, size);
  return () =>
    timed(async () => {
      host.setHistory(history);
      await host.run({}, { fresh: false, quiet: false });
      const { outcome, warnings } = host.verdict();
      if (outcome !== "completed" || warnings.length > 0) throw new Error(`${outcome}: ${warnings.join(" ")}`);
    });
}
