import { onDurableContext, watchDurableContext } from "./durableContext";
import type { DurableContext, ObservedRun, SdkListener } from "./sdkListener";

/**
 * Watches an orchestration run from inside durable-functions 2.x and 3.x without touching its modules: the SDK assigns
 * `context.df` and hands its executor along (`taskOrchestratorExecutor`), right before it calls `executor.execute`.
 * That also works for bundled apps and for several copies of the SDK. Seen in 2.0.2, 2.1.4, 3.0.0, 3.1.0, 3.5.0.
 */
interface Executor {
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

interface SdkTask {
  readonly id?: number | string | false;
  readonly actionObj?: object;
  readonly isPlayed: boolean;
}

/** The watcher of SDK 2.x and 3.x; an `Observe`. */
export function observe(context: object, listener: SdkListener): ObservedRun {
  let durable: DurableContext | undefined;
  let executor: Executor | undefined;
  onDurableContext(context, (df) => {
    durable = df;
    listener.onContext?.();
    watchDurableContext(df, listener);
    executor = df["taskOrchestratorExecutor"] as Executor | undefined;
    if (executor) watchExecutor(executor, df, listener);
  });
  return {
    df: () => durable,
    actions: () => executor?.actions ?? [],
    pendingTasks: () => (executor ? pendingTasks(executor) : []),
    close: () => undefined,
  };
}

function pendingTasks({ openTasks, openEvents }: Executor): object[] {
  const tasks = [...Object.values(openTasks), ...Object.values(openEvents).flat()];
  return tasks.map((task) => ({ id: task.id, ...task.actionObj }));
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

/**
 * Stands between the SDK and the user's generator; only the user's code runs below `next` and `throw`. Each of the two calls
 * it by itself: V8 describes every frame of the stack at each stop.
 */
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
    let result;
    try {
      result = this.generator.next(value);
    } catch (error) {
      throw this.threw(error);
    }
    return this.paused(result);
  }

  throw(error: unknown): IteratorResult<unknown> {
    this.resumed(error, true);
    let result;
    try {
      result = this.generator.throw(error);
    } catch (thrown) {
      throw this.threw(thrown);
    }
    return this.paused(result);
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

  private paused(result: IteratorResult<unknown>): IteratorResult<unknown> {
    this.listener.onPause({ kind: result.done ? "returned" : "yielded", value: result.value });
    return result;
  }

  private threw(error: unknown): unknown {
    this.listener.onPause({ kind: "threw", value: error });
    return error;
  }
}
