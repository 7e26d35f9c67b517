import Module from "node:module";
import path from "node:path";
import { messageOf } from "../../src/base/errors";
import type { FunctionsCore } from "../../src/replayHost/functionsCore";
import type { ReplayHost } from "../../src/replayHost/host";
import { timed } from "../support/benchmark";
import { fanOut, inTurn } from "../support/generatedApp";
import { orchestrators, type Shape } from "../support/generatedHistories";
import type { ReplayTask } from "./replayTask";

interface Sdk {
  readonly app: { orchestration(name: string, code: unknown): void };
}

interface OldSdk {
  orchestrator(code: unknown): (context: object) => void;
}

type BareCall = (payload: unknown, context: object) => unknown;

/** Runs code on a payload, and says how many ms that took and whether the orchestrator finished. */
export type BareReplay = (payload: unknown) => Promise<{ readonly time: number; readonly isDone: boolean }>;

const RealDate = Date;

/** The SDK alone: code that is not instrumented, with a context that nobody watches and Node's own `Date`. */
export function bareReplay(host: ReplayHost, app: ReplayTask["app"], shape: Shape): BareReplay {
  const functionName = orchestrators[shape];
  const callback = app.sdkMajor === 2 ? bareHandler(app.files[functionName]) : bareCallback(host, app, functionName);
  return async (payload) => {
    const context = { functionName, invocationId: "bench", df: undefined, log: () => undefined };
    const HostDate = Date;
    globalThis.Date = RealDate;
    let answer: { readonly isDone?: boolean } = {};
    const time = await timed(async () => {
      answer = (await callback(payload, context)) as typeof answer;
    });
    globalThis.Date = HostDate;
    return { time, isDone: answer.isDone === true };
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
