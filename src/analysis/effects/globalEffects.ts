import type { Effect, Use } from "./effects";

interface GlobalEffect {
  readonly effect: Effect;
  readonly path: RegExp;
  readonly use: Use;
  /** Only without arguments: a date made of nothing reads the clock, `new Date(x)` does not. */
  readonly withoutArguments?: true;
}

/** Of the language and of Node's globals (design page analysis 7). */
const globalEffects: readonly GlobalEffect[] = [
  { effect: "wallClock", path: /^Date\.now$/, use: "call" },
  { effect: "wallClock", path: /^Date$/, use: "call" },
  { effect: "wallClock", path: /^Date$/, use: "new", withoutArguments: true },
  { effect: "wallClock", path: /^Temporal\.Now\./, use: "call" },
  { effect: "highResolutionClock", path: /^performance\.(now|mark|measure)$/, use: "call" },
  { effect: "highResolutionClock", path: /^process\.(hrtime(\.bigint)?|uptime|cpuUsage)$/, use: "call" },
  { effect: "random", path: /^Math\.random$|^crypto\.getRandomValues$/, use: "call" },
  { effect: "randomId", path: /^crypto\.randomUUID$/, use: "call" },
  { effect: "delay", path: /^(setTimeout|setInterval|setImmediate|queueMicrotask)$/, use: "call" },
  { effect: "delay", path: /^process\.nextTick$|^Atomics\.wait(Async)?$/, use: "call" },
  { effect: "threads", path: /^(Worker|SharedWorker)$/, use: "new" },
  { effect: "network", path: /^fetch$/, use: "call" },
  { effect: "network", path: /^(WebSocket|XMLHttpRequest|EventSource)$/, use: "new" },
  { effect: "environment", path: /^process\.(env|argv|pid|platform|version|arch)$/, use: "read" },
  { effect: "environment", path: /^process\.(cwd|memoryUsage)$/, use: "call" },
  { effect: "cancellation", path: /^AbortController$/, use: "new" },
  { effect: "cancellation", path: /^AbortSignal\.(timeout|any|abort)$/, use: "call" },
  { effect: "weakReference", path: /^(WeakRef|FinalizationRegistry)$/, use: "new" },
];

export function globalEffect(path: string, use: Use, argumentCount: number): Effect | undefined {
  return globalEffects.find(
    (each) => each.use === use && (!each.withoutArguments || argumentCount === 0) && each.path.test(path),
  )?.effect;
}
