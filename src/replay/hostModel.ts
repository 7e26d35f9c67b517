import type { HistoryEvent } from "../history/events";
import { HostEvents } from "./hostEvents";
import { nonRetriable, Work, type HostTask, type WorkOptions } from "./hostTask";
import type { Refusals } from "./refusals";
import type { Action } from "./runRecord";
import { WorkById } from "./workById";

export type RecordedWork = Extract<
  HistoryEvent,
  { type: "TaskScheduled" | "TimerCreated" | "SubOrchestrationInstanceCreated" | "EventSent" }
>;

/** A recorded row for which the code has no work, or other work. */
export interface Mismatch {
  readonly row: RecordedWork;
  readonly produced?: Work;
}

export interface Refusal {
  readonly action: number;
  readonly item: Action;
  readonly reason: string;
}

/** Starts one action with the model's help; what `hostActions.ts` does. */
export type StartAction = (model: HostModel, action: Action) => HostTask;

const rowKinds = {
  TaskScheduled: "activity",
  TimerCreated: "timer",
  SubOrchestrationInstanceCreated: "subOrchestration",
  EventSent: "entity",
} as const;

/** A timer that only splits large checkpoints (AzureStorageOrchestrationService.cs:1693-1707). */
const splittingTimer = -100;

/**
 * What the host does with the SDK's answer: starts its actions in turn, numbers the work in the order of its start, and
 * checks every recorded row against it (OutOfProcOrchestrationShim.cs over durabletask TaskOrchestrationContext.cs).
 * It goes forward through history, event by event, and can be told of further actions and cancellations on the way.
 */
export class HostModel {
  readonly events = new HostEvents();
  /** Work that no recorded row has confirmed yet, by sequence id. */
  readonly pending = new WorkById();
  /** Work whose completion has not come, by sequence id: as long as there is some, the engine completes nothing. */
  readonly open = new WorkById();
  /** One for each top-level action that was started. */
  readonly tasks: HostTask[] = [];
  readonly refusals: Refusal[] = [];
  /** Entity ids in the order of their release; undefined while no lock is held. */
  locks: string[] | undefined;
  /** A long timer is under way: the extension then treats every timer as one (DurableOrchestrationContext.cs:339-398). */
  longTimer = false;
  /** Pieces of work that were not started by the code but follow from others: retries, timer legs, polls. */
  followUps = 0;
  suspended = false;
  mismatch: Mismatch | undefined;
  /** Calls whose retry timeout passed: the host gives up, and the SDK waits for a timer that never comes. */
  readonly timedOut = new Set<number>();
  /** Set when the host itself fails the orchestration. */
  failure: string | undefined;
  episode = 0;
  /** The action that is being started, which may be nested in the current one. */
  starting: Action | undefined;
  /** By sequence id: the action that asked for a recorded piece of work. */
  readonly confirmed: (Action | undefined)[] = [];
  private readonly actions: readonly Action[];
  private readonly cancelledIn: ReadonlyMap<Action, number>;
  /** See `ReplayEngine`. */
  readonly splitsTimers: boolean;
  private readonly refusalRules: Refusals;
  private readonly start: StartAction;
  private readonly timers = new Map<Action, { readonly work: Work; readonly task: HostTask; readonly since: number }>();
  private readonly whileSuspended: HistoryEvent[] = [];
  private limit = 0;
  private cancelledUpTo = 0;
  private next = 0;
  private current = -1;
  private started = false;
  private blocked = false;
  private time = "";
  private nextId = 0;
  private composedTasks = 0;

  /** `cancelledIn`: the episode in which the code cancelled a CreateTimer action. */
  constructor(
    actions: readonly Action[],
    cancelledIn: ReadonlyMap<Action, number>,
    refusalRules: Refusals,
    start: StartAction,
    splitsTimers: boolean,
  ) {
    this.splitsTimers = splitsTimers;
    this.start = start;
    this.actions = actions;
    this.cancelledIn = cancelledIn;
    this.refusalRules = refusalRules;
  }

  /** From now on the first `limit` actions are known, and the timers cancelled up to an episode are. */
  learn(limit: number, cancelledUpTo: number): void {
    this.limit = Math.min(limit, this.actions.length);
    this.cancelledUpTo = cancelledUpTo;
    if (this.started && !this.suspended) this.advance();
  }

  /** True when every known action has been started and awaited. */
  get exhausted(): boolean {
    return this.next >= this.limit && !this.blocked && !this.suspended;
  }

  /** True when actions that come with `limit` would have been started earlier, had they been known. */
  couldHaveStarted(limit: number): boolean {
    return this.started && this.exhausted && Math.min(limit, this.actions.length) > this.limit;
  }

  /** The sequence id that the next piece of work, or the completion, gets. */
  get nextSequenceId(): number {
    return this.nextId;
  }

  /** Time of the current episode in ms since 1970: what the orchestration takes for the present. */
  get now(): number {
    return Date.parse(this.time);
  }

  apply(event: HistoryEvent): void {
    if (event.type === "OrchestratorStarted") {
      this.time = event.occurredAt;
      this.episode++;
      return;
    }
    if (event.type === "ExecutionResumed") this.resume();
    else if (this.suspended) this.whileSuspended.push(event);
    else this.process(event);
  }

  /** Index of the top-level action that is being started. */
  get currentAction(): number {
    return this.current;
  }

  /** Starts a piece of work with the next sequence id, whose completion the engine awaits. */
  schedule(options: WorkOptions, action = this.current, source = this.starting): Work {
    const work = this.send(options, action, source);
    this.open.add(work);
    return work;
  }

  /** Starts a piece of work with the next sequence id that the engine does not wait for: messages to entities. */
  send(options: WorkOptions, action = this.current, source = this.starting): Work {
    const work = new Work(options, this.nextId++, this.episode, action, source, this.time);
    this.pending.add(work);
    return work;
  }

  /** The wait for an external event, which takes no sequence id. */
  waitFor(name: string): Work {
    const work = new Work({ kind: "event", name }, -1, this.episode, this.current, this.starting, this.time);
    this.events.wait(name, work);
    return work;
  }

  /** Marks a task that may start further work on its own. */
  composed<T extends HostTask>(task: T): T {
    this.composedTasks++;
    task.whenDone(() => this.composedTasks--);
    return task;
  }

  isCancelled(action: Action): boolean {
    const episode = this.cancelledIn.get(action) ?? (action.isCanceled ? 0 : Infinity);
    return episode <= this.cancelledUpTo;
  }

  timerStarted(action: Action, work: Work, task: HostTask): void {
    if (this.cancelledIn.has(action)) this.timers.set(action, { work, task, since: this.followUps });
  }

  /**
   * The code cancelled a timer that runs already. False: other work has been numbered since, or may be; the engine, which
   * replays from the start and then sees the timer cancelled from the start, may number differently.
   */
  cancel(action: Action): boolean {
    const timer = this.timers.get(action);
    if (!timer || timer.task.done) return true;
    if (timer.since !== this.followUps || this.composedTasks > 0) return false;
    this.open.remove(timer.work.id);
    timer.task.settle(true);
    timer.work.settle(true);
    return true;
  }

  /** True when what the work waits for has come, and is kept until the instance is resumed. */
  isKept(work: Work): boolean {
    return this.whileSuspended.some((event) => completes(event, work));
  }

  refusalOf(action: Action): string | undefined {
    const reason = this.refusalRules.reasonFor(action, this.locks !== undefined);
    if (reason !== undefined) this.refusals.push({ action: this.current, item: action, reason });
    return reason;
  }

  private advance(): void {
    while (this.next < this.limit && !this.blocked && this.failure === undefined) {
      const action = this.actions[this.next];
      if (!action) return;
      this.current = this.next++;
      const task = this.start(this, action);
      this.tasks.push(task);
      if (task.done) continue;
      this.blocked = true;
      task.whenDone(this.goOn);
    }
  }

  private readonly goOn = (): void => {
    this.blocked = false;
    this.advance();
  };

  private process(event: HistoryEvent): void {
    switch (event.type) {
      case "ExecutionStarted":
        this.started = true;
        this.advance();
        break;
      case "ExecutionSuspended":
        this.suspended = true;
        break;
      case "TaskScheduled":
      case "TimerCreated":
      case "SubOrchestrationInstanceCreated":
      case "EventSent":
        this.check(event);
        break;
      case "TaskCompleted":
      case "SubOrchestrationInstanceCompleted":
        this.complete(event.taskScheduledId, false, event.result);
        break;
      case "TaskFailed":
      case "SubOrchestrationInstanceFailed":
        this.complete(event.taskScheduledId, true, isNonRetriable(event.failureDetails) ? nonRetriable : null);
        break;
      case "TimerFired":
        this.complete(event.timerId, false, null);
        break;
      case "EventRaised":
        this.events.raise(event.name, event.input);
        break;
      default:
        break;
    }
  }

  private complete(id: number, failed: boolean, result: string | null): void {
    const work = this.open.find(id);
    if (!work) return;
    this.open.remove(id);
    work.settle(failed, result);
  }

  private check(row: RecordedWork): void {
    if (row.eventId === splittingTimer) return;
    const work = this.pending.find(row.eventId);
    if (!work || !matches(work, row)) {
      this.mismatch ??= { row, ...(work && { produced: work }) };
      return;
    }
    this.pending.remove(row.eventId);
    this.confirmed[row.eventId] = work.source;
    work.since = row.occurredAt;
    work.onRecorded?.(row);
  }

  private resume(): void {
    this.suspended = false;
    for (const event of this.whileSuspended.splice(0)) this.process(event);
    if (this.started) this.advance();
  }
}

/** Kind, and name without regard to case: nothing else is checked (TaskOrchestrationContext.cs:327-462). */
function matches(work: Work, row: RecordedWork): boolean {
  if (work.kind !== rowKinds[row.type]) return false;
  if (row.type === "TimerCreated") return true;
  if (work.engineName === row.name) return true;
  const recorded = row.name.toLowerCase();
  const produced = (work.engineName ?? "").toLowerCase();
  // The name of a scheduled signal ends in its time, written by the engine.
  return produced === recorded || (produced === "op@" && recorded.startsWith("op@"));
}

function completes(event: HistoryEvent, work: Work): boolean {
  switch (event.type) {
    case "EventRaised":
      return work.kind === "event" && work.name?.toLowerCase() === event.name.toLowerCase();
    case "TimerFired":
      return work.id === event.timerId;
    case "TaskCompleted":
    case "TaskFailed":
    case "SubOrchestrationInstanceCompleted":
    case "SubOrchestrationInstanceFailed":
      return work.id === event.taskScheduledId;
    default:
      return false;
  }
}

function isNonRetriable(failureDetails: unknown): boolean {
  return (failureDetails as { IsNonRetriable?: unknown } | null)?.IsNonRetriable === true;
}
