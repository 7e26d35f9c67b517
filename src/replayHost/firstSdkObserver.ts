import type { HistoryEvent } from "../history/events";
import { actionTypes } from "../replay/actionTypes";
import { turnOf } from "../replay/engine";
import type { Action } from "../replay/runRecord";
import { onDurableContext, watchDurableContext } from "./durableContext";
import { onNextGenerator, type ResumableGenerator } from "./nextGenerator";
import type { DurableContext, ObservedRun, SdkListener } from "./sdkListener";

/** What `yield` gives to SDK 1.x: a single task, or the set that `Task.all` and `Task.any` make (tasks/*.js). */
interface SingleTask {
  readonly isCompleted: boolean;
  readonly id?: number;
  readonly action: Action;
  readonly wasYielded: boolean;
  /** Index of the event in the payload's history. */
  readonly completionIndex?: number;
}

interface TaskSet {
  readonly isCompleted: boolean;
  readonly tasks: readonly YieldedTask[];
  readonly completionIndex?: number;
}

type YieldedTask = SingleTask | TaskSet;

/**
 * The watcher of SDK 1.x; an `Observe`. That SDK goes through no events: every call looks for its completion in the whole
 * history, and the loop over the user's generator (orchestrator.js) resumes it as long as what it yields is complete. So
 * the event that a run has reached is the latest that completed a yielded task. Seen in 1.5.4.
 */
export function observeFirstSdk(context: object, listener: SdkListener, events: readonly HistoryEvent[]): ObservedRun {
  const run = new FirstSdkRun(listener, events);
  onDurableContext(context, (df) => {
    listener.onContext?.();
    watchDurableContext(df, listener);
    run.begin(df);
  });
  return run;
}

class FirstSdkRun implements ObservedRun {
  private readonly listener: SdkListener;
  private readonly events: readonly HistoryEvent[];
  private readonly turns: Action[] = [];
  private readonly started = new Set<SingleTask>();
  private durable: DurableContext | undefined;
  private awaited: YieldedTask | undefined;
  private reached = -1;
  private stopLooking: () => void = () => undefined;

  constructor(listener: SdkListener, events: readonly HistoryEvent[]) {
    this.listener = listener;
    this.events = events;
  }

  /** The SDK calls the user's function next, and resumes what it gets. */
  begin(df: DurableContext): void {
    this.durable = df;
    this.stopLooking = onNextGenerator((generator) => this.watch(generator));
  }

  df(): DurableContext | undefined {
    return this.durable;
  }

  actions(): readonly object[] {
    return this.turns;
  }

  pendingTasks(): readonly object[] {
    const pending = [...this.started].filter(({ completionIndex = Infinity }) => completionIndex > this.reached);
    return pending.map(({ id, action }) => ({ ...(id !== undefined && { id }), ...action }));
  }

  close(): void {
    this.stopLooking();
  }

  private watch(generator: ResumableGenerator): void {
    for (const manner of ["next", "throw"] as const) {
      const real = generator[manner].bind(generator);
      const resume = (value: unknown): IteratorResult<unknown> => this.resume(() => real(value), value, manner);
      Object.defineProperty(generator, manner, { value: resume, configurable: true });
    }
  }

  private resume(
    run: () => IteratorResult<unknown>,
    value: unknown,
    manner: "next" | "throw",
  ): IteratorResult<unknown> {
    const { awaited, listener } = this;
    this.awaited = undefined;
    this.reach(this.reached < 0 ? this.startIndex() : (awaited?.completionIndex ?? -1));
    listener.onResume({ value, failed: manner === "throw", isReplaying: this.durable?.isReplaying ?? false });
    let result;
    try {
      result = run();
    } catch (error) {
      listener.onPause({ kind: "threw", value: error });
      throw error;
    }
    listener.onPause({ kind: result.done ? "returned" : "yielded", value: result.value });
    if (isTask(result.value)) this.taken(result.value, result.done ?? false);
    return result;
  }

  /** The SDK takes over a task that the code yielded, or returned. */
  private taken(task: YieldedTask, returned: boolean): void {
    this.awaited = task;
    const fresh = newTasks(task, this.started);
    if (fresh.length > 0) {
      for (const one of fresh) this.started.add(one);
      const turn = turnOf(fresh.map(({ action }) => action));
      this.turns.push(turn);
      this.listener.onAction(turn);
    }
    if ("action" in task && task.action.actionType === actionTypes.continueAsNew) return;
    if (!task.isCompleted) this.reach(this.events.length - 1);
    else if (returned) this.reach(task.completionIndex ?? -1);
  }

  private startIndex(): number {
    return this.events.findIndex(({ type }) => type === "ExecutionStarted");
  }

  private reach(index: number): void {
    const last = Math.min(index, this.events.length - 1);
    while (this.reached < last) this.listener.onEvent(++this.reached);
  }
}

/** As the SDK asks (TaskFilter.isYieldable): anything else it hands straight back to the code. */
function isTask(value: unknown): value is YieldedTask {
  const task = value as { isCompleted?: unknown; isFaulted?: unknown; yieldNewActions?: unknown } | null | undefined;
  if (!task) return false;
  return task.isCompleted !== undefined && task.isFaulted !== undefined && task.yieldNewActions !== undefined;
}

/** The single tasks below a task whose actions the SDK will take: those that it has not taken before. */
function newTasks(task: YieldedTask, started: ReadonlySet<SingleTask>): SingleTask[] {
  if ("tasks" in task) return [...new Set(task.tasks.flatMap((part) => newTasks(part, started)))];
  return task.wasYielded || started.has(task) ? [] : [task];
}
