import type { History } from "../history/history";
import type { Arm } from "../instrument/clockTypes";
import {
  busySignal,
  debugGlobal,
  outputBinding,
  stopBinding,
  type DebugApi,
  type OutputMessage,
  type RunOptions,
} from "../replay/debugMessages";
import type { LoadRequest, LoadResult } from "../replay/messages";
import type { ReplayHost } from "./host";
import { stopHere } from "./stop";

/** `takeText`: the text that came last past the inspector. */
export function exposeToDebugger(host: ReplayHost, takeText: () => string): void {
  const api: DebugApi = {
    load: (request) => {
      refuseWhenBusy();
      return load(host, request);
    },
    setHistory: () => host.setHistory(JSON.parse(takeText()) as History, true),
    files: (from) => host.files.loaded(from),
    reload: () => {
      refuseWhenBusy();
      return host.reload();
    },
    start: (arm, options) => {
      refuseWhenBusy();
      return run(host, arm, options);
    },
    timeline: () => host.timeline(),
    verdict: () => host.verdict(),
    stepCount: () => host.stepCount(),
    arm: (arm) => host.clock.arm(arm),
    running: () => host.runningPlace(),
    log: () => host.clock.log,
    lastHit: () => host.clock.lastHit,
    findings: () => ({ calls: host.tape.calls, refusals: host.guard.refusals }),
    tape: () => host.tape.values,
    restoreTape: (values) => host.tape.restore(values),
    enter: () => host.enterEvaluation(),
    leave: (token) => host.leaveEvaluation(token),
    durableContext: (episode) => host.describeDurableContext(episode),
  };
  Object.defineProperty(globalThis, debugGlobal, { value: api, enumerable: false });
  host.beforeStop = () => {
    const { t, stoppedAt, reason } = host.clock;
    callBinding(
      stopBinding,
      `{"tick":${t},"site":${stoppedAt},"reason":"${reason}","files":${host.files.instrumented.size}}`,
    );
  };
}

function load(host: ReplayHost, request: LoadRequest): Promise<LoadResult> {
  stopHere();
  return host.load(request);
}

function refuseWhenBusy(): void {
  if (!otherCodeOnStack()) return;
  // Not returned: V8 would wait for the thread to become idle before it hands a result on.
  // eslint-disable-next-line @typescript-eslint/only-throw-error -- The user's code may have changed Error.
  throw busySignal;
}

/** Not with `then`, which the user's code may have changed. */
async function run(host: ReplayHost, arm: Arm, options: RunOptions): Promise<"done"> {
  if (options.interruptible) stopHere();
  await host.run(arm, options);
  return "done";
}

const RealError = Error;
const { apply, defineProperty, deleteProperty, getOwnPropertyDescriptor } = Reflect;

/**
 * Frames below the debugger's own call: anything there means that this call came as an interrupt. What the user's code
 * has changed in Error or Array must not matter here.
 */
function otherCodeOnStack(): boolean {
  const limit = getOwnPropertyDescriptor(RealError, "stackTraceLimit");
  const prepare = getOwnPropertyDescriptor(RealError, "prepareStackTrace");
  const look = (_: unknown, sites: readonly NodeJS.CallSite[]): boolean => {
    // eslint-disable-next-line @typescript-eslint/prefer-for-of -- The user's code may have changed how arrays are iterated.
    for (let index = 0; index < sites.length; index++) {
      const file = sites[index]?.getFileName();
      if (file && file !== __filename) return true;
    }
    return false;
  };
  defineProperty(RealError, "stackTraceLimit", { value: 20, configurable: true, writable: true });
  defineProperty(RealError, "prepareStackTrace", { value: look, configurable: true, writable: true });
  const others = new RealError().stack as unknown as boolean;
  if (limit) defineProperty(RealError, "stackTraceLimit", limit);
  else deleteProperty(RealError, "stackTraceLimit");
  if (prepare) defineProperty(RealError, "prepareStackTrace", prepare);
  else deleteProperty(RealError, "prepareStackTrace");
  return others;
}

export function sendThroughBinding(message: OutputMessage): void {
  callBinding(outputBinding, JSON.stringify(message));
}

function callBinding(name: string, text: string): void {
  const send = (globalThis as Record<string, unknown>)[name];
  if (typeof send === "function") apply(send, undefined, [text]);
}
