/**
 * Watches an orchestration run from inside durable-functions 2.x and 3.x without touching its modules: the SDK assigns
 * `context.df` and hands its executor along (`taskOrchestratorExecutor`), right before it calls `executor.execute`.
 * That also works for bundled apps and for several copies of the SDK. Seen in 2.0.2, 2.1.4, 3.0.0, 3.1.0, 3.5.0.
 */
export interface Executor {
  actions: object[];
  currentTask: SdkTask;
  /** By sequence id, or by message id for entity calls. */
  openTasks: Record<string, SdkTask>;
  /** By event name; the newest waiter last. */
  openEvents: Record<string, SdkTask[]>;
  execute: (
    this: Executor,
    context: object,
    history: readonly object[],
    schemaVersion: number,
    fn: (context: object) => Generator,
  ) => unknown;
  processEvent: (this: Executor, event: object) => void;
  addToActions: (this: Executor, action: object) => void;
}

export interface SdkTask {
  readonly id?: number | string | false;
  readonly actionObj?: object;
  readonly isPlayed: boolean;
  cancel?(): void;
}

/** The `df` member of the orchestration context, as far as it is watched. */
export interface DurableContext {
  taskOrchestratorExecutor?: Executor;
  isReplaying: boolean;
  customStatus?: unknown;
  currentUtcDateTime: Date;
  [member: string]: unknown;
}

/** `failed`: the value is an error, thrown into the code at its `yield`. */
export interface Resumption {
  readonly value: unknown;
  readonly failed: boolean;
  readonly isReplaying: boolean;
}

export interface SdkListener {
  /** Before the SDK handles the event at `index` of the payload's history. */
  onEvent(index: number): void;
  /** The SDK put an action on its list. */
  onAction(action: object): void;
  /** The code cancelled a timer; `action` is the CreateTimer action. */
  onTimerCancelled(action: object): void;
  /** The code read `context.df.isReplaying`. Without a listener it stays a plain property, good to look at in a debugger. */
  readonly onReadIsReplaying?: (() => void) | undefined;
  /** Right before the user's generator resumes. */
  onResume(resumption: Resumption): void;
  /** The generator gave control back: with a yielded value, its result, or an error. */
  onPause(pause: { readonly kind: "yielded" | "returned" | "threw"; readonly value: unknown }): void;
}

/** Arms `context`, the invocation context of one run, so that `listener` hears of everything the SDK does with it. */
export function observe(context: object, listener: SdkListener): { readonly df: () => DurableContext | undefined } {
  let durable: DurableContext | undefined;
  Object.defineProperty(context, "df", {
    configurable: true,
    enumerable: true,
    get: () => durable,
    set(value: DurableContext) {
      durable = value;
      Object.defineProperty(context, "df", { configurable: true, enumerable: true, writable: true, value });
      watchTimers(value, listener);
      if (listener.onReadIsReplaying) watchIsReplaying(value, listener.onReadIsReplaying);
      if (value.taskOrchestratorExecutor) watchExecutor(value.taskOrchestratorExecutor, value, listener);
    },
  });
  return { df: () => durable };
}

function watchExecutor(executor: Executor, df: DurableContext, listener: SdkListener): void {
  const { execute, processEvent, addToActions } = executor;
  let index = -1;
  executor.execute = function (context, history, schemaVersion, fn) {
    return execute.call(
      this,
      context,
      history,
      schemaVersion,
      (inner) => new WatchedGenerator(fn(inner), executor, df, listener) as unknown as Generator,
    );
  };
  executor.processEvent = function (event) {
    listener.onEvent(++index);
    processEvent.call(this, event);
  };
  executor.addToActions = function (action) {
    const before = this.actions.length;
    addToActions.call(this, action);
    if (this.actions.length > before) listener.onAction(action);
  };
}

/** The SDK itself only writes it. */
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

function watchTimers(df: DurableContext, listener: SdkListener): void {
  const createTimer = df["createTimer"];
  if (typeof createTimer !== "function") return;
  df["createTimer"] = function (this: unknown, ...args: unknown[]) {
    const timer = Reflect.apply(createTimer, this, args) as SdkTask | undefined;
    if (timer?.cancel) watchCancel(timer, listener);
    return timer;
  };
}

function watchCancel(timer: SdkTask, listener: SdkListener): void {
  const cancel = timer.cancel?.bind(timer);
  timer.cancel = () => {
    cancel?.();
    if (timer.actionObj) listener.onTimerCancelled(timer.actionObj);
  };
}

/** Stands between the SDK and the user's generator; only the user's code runs below `next` and `throw`. */
class WatchedGenerator {
  private readonly generator: Generator;
  private readonly executor: Executor;
  private readonly df: DurableContext;
  private readonly listener: SdkListener;

  constructor(generator: Generator, executor: Executor, df: DurableContext, listener: SdkListener) {
    this.generator = generator;
    this.executor = executor;
    this.df = df;
    this.listener = listener;
  }

  next(value: unknown): IteratorResult<unknown> {
    this.resumed(value, false);
    return this.run("next", value);
  }

  throw(error: unknown): IteratorResult<unknown> {
    this.resumed(error, true);
    return this.run("throw", error);
  }

  /**
   * The pass covers all episodes at once, but each statement shows what `isReplaying` was when it first ran: 3.3.1 and
   * later say true for every event before the last OrchestratorStarted, earlier versions only look at the task.
   */
  private resumed(value: unknown, failed: boolean): void {
    const isReplaying = this.executor.currentTask.isPlayed;
    this.df.isReplaying = isReplaying;
    this.listener.onResume({ value, failed, isReplaying });
  }

  private run(resume: "next" | "throw", value: unknown): IteratorResult<unknown> {
    let result;
    try {
      result = this.generator[resume](value);
    } catch (error) {
      this.listener.onPause({ kind: "threw", value: error });
      throw error;
    }
    this.listener.onPause({ kind: result.done ? "returned" : "yielded", value: result.value });
    return result;
  }
}
