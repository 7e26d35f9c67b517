import type { History } from "../history/history";
import { debugGlobal, outputBinding, type DebugApi, type OutputMessage } from "../replay/debugMessages";
import type { ReplayHost } from "./host";

export function exposeToDebugger(host: ReplayHost): void {
  const api: DebugApi = {
    load: (request) => (otherCodeOnStack() ? "busy" : host.load(request)),
    setHistory: (history) => host.setHistory(JSON.parse(history) as History),
    files: (from) => host.files.loaded(from),
    start: (arm, options) => (otherCodeOnStack() ? "busy" : host.run(arm, options).then(() => "done")),
    timeline: () => host.timeline(),
    verdict: () => host.verdict(),
    steps: () => host.steps(),
    arm: (arm) => host.clock.arm(arm),
    state: () => ({
      tick: host.clock.t,
      site: host.clock.stoppedAt,
      reason: host.clock.reason,
      eventIndex: host.eventIndex,
      files: host.files.instrumented.size,
    }),
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
}

/** Frames below the debugger's own call: anything there means that this call came as an interrupt. */
function otherCodeOnStack(): boolean {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 20;
  const frames = (new Error().stack ?? "").split("\n").slice(1);
  Error.stackTraceLimit = stackTraceLimit;
  const below = frames.findIndex((frame) => !frame.includes(__filename));
  return below >= 0 && frames.slice(below).some((frame) => !frame.includes("<anonymous>"));
}

export function sendThroughBinding(message: OutputMessage): void {
  const send = (globalThis as Record<string, unknown>)[outputBinding];
  if (typeof send === "function") Reflect.apply(send, undefined, [JSON.stringify(message)]);
}
