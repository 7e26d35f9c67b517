import type { DurableContext, SdkListener } from "./sdkListener";

/**
 * The accessors of this file are the same in each run: V8 keeps an accessor as long as the shape of its object, and with
 * one of each run's own, all that the run can reach.
 */
const { defineProperty } = Reflect;

/** The one whose `df` is to come, and who wants it. */
let awaited: { readonly context: object; readonly use: (df: DurableContext) => void } | undefined;

const awaitedDf: PropertyDescriptor & ThisType<object> = {
  configurable: true,
  enumerable: true,
  get: () => undefined,
  set(value: DurableContext): void {
    defineProperty(this, "df", { configurable: true, enumerable: true, writable: true, value });
    if (awaited?.context !== this) return;
    const { use } = awaited;
    awaited = undefined;
    use(value);
  },
};

/** Calls `use` with the `df` that the SDK puts on `context`, before the SDK does anything with it. One context at a time. */
export function onDurableContext(context: object, use: (df: DurableContext) => void): void {
  awaited = { context, use };
  defineProperty(context, "df", awaitedDf);
}

/** What every version of the SDK has in common: `createTimer`, and `isReplaying`, which the SDK itself only writes. */
export function watchDurableContext(df: DurableContext, listener: SdkListener): void {
  watchTimers(df, listener);
  if (listener.onReadIsReplaying) watchIsReplaying(df, listener.onReadIsReplaying);
}

const watched = Symbol("isReplaying");

interface WatchedContext {
  [watched]: { isReplaying: boolean; onRead(): void };
}

const watchedIsReplaying: PropertyDescriptor & ThisType<WatchedContext> = {
  configurable: true,
  enumerable: true,
  get() {
    this[watched].onRead();
    return this[watched].isReplaying;
  },
  set(value: boolean) {
    this[watched].isReplaying = value;
  },
};

function watchIsReplaying(df: DurableContext, onRead: () => void): void {
  defineProperty(df, watched, { value: { isReplaying: df.isReplaying, onRead } });
  defineProperty(df, "isReplaying", watchedIsReplaying);
}

/** The action is `action` in SDK 1.x, `actionObj` later. */
interface Timer {
  readonly actionObj?: object;
  readonly action?: object;
  cancel?(): void;
}

function watchTimers(df: DurableContext, listener: SdkListener): void {
  const createTimer = df["createTimer"];
  if (typeof createTimer !== "function") return;
  df["createTimer"] = function (this: unknown, ...args: unknown[]) {
    const timer = Reflect.apply(createTimer, this, args) as Timer | undefined;
    if (timer?.cancel) watchCancel(timer, listener);
    return timer;
  };
}

function watchCancel(timer: Timer, listener: SdkListener): void {
  const cancel = timer.cancel?.bind(timer);
  timer.cancel = () => {
    cancel?.();
    const action = timer.actionObj ?? timer.action;
    if (action) listener.onTimerCancelled(action);
  };
}
