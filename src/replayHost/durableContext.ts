import type { DurableContext, SdkListener } from "./sdkListener";

/** Calls `use` with the `df` that the SDK puts on `context`, before the SDK does anything with it. */
export function onDurableContext(context: object, use: (df: DurableContext) => void): void {
  Object.defineProperty(context, "df", {
    configurable: true,
    enumerable: true,
    get: () => undefined,
    set(value: DurableContext) {
      Object.defineProperty(context, "df", { configurable: true, enumerable: true, writable: true, value });
      use(value);
    },
  });
}

/** What every version of the SDK has in common: `createTimer`, and `isReplaying`, which the SDK itself only writes. */
export function watchDurableContext(df: DurableContext, listener: SdkListener): void {
  watchTimers(df, listener);
  if (listener.onReadIsReplaying) watchIsReplaying(df, listener.onReadIsReplaying);
}

function watchIsReplaying(df: DurableContext, onRead: () => void): void {
  let isReplaying = df.isReplaying;
  Object.defineProperty(df, "isReplaying", {
    configurable: true,
    enumerable: true,
    get: () => {
      onRead();
      return isReplaying;
    },
    set: (value: boolean) => {
      isReplaying = value;
    },
  });
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
