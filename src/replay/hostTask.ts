import type { Action } from "./runRecord";
import type { HistoryEvent } from "../history/events";

/** Stands in `result` for a failure that must not be retried. */
export const nonRetriable = "non-retriable";

type Waiter = (task: HostTask) => void;

const noParts: readonly HostTask[] = [];

/** Something the host awaits: a piece of work, or a composition of several. */
export class HostTask {
  done = false;
  failed = false;
  /** JSON text of the completion, as recorded. */
  result: string | null = null;
  /** What it is composed of; of a retried call, the attempt or pause under way. */
  parts: readonly HostTask[] = noParts;
  /** Most tasks have one. */
  private waiter: Waiter | undefined;
  private others: Waiter[] | undefined;

  settle(failed: boolean, result: string | null = null): void {
    if (this.done) return;
    this.done = true;
    this.failed = failed;
    this.result = result;
    const { waiter, others } = this;
    this.waiter = this.others = undefined;
    waiter?.(this);
    if (others) for (const other of others) other(this);
  }

  whenDone(waiter: Waiter): void {
    if (this.done) waiter(this);
    else if (!this.waiter) this.waiter = waiter;
    else if (this.others) this.others.push(waiter);
    else this.others = [waiter];
  }
}

export type WorkKind = "activity" | "timer" | "subOrchestration" | "entity" | "event";

export interface WorkOptions {
  readonly kind: WorkKind;
  /** For people: name of function or event, instance id of an entity. */
  readonly name?: string;
  /** What the engine compares with the recorded row, ignoring case; timers and event waits have none. */
  readonly engineName?: string;
  /** When a timer fires, ISO 8601 UTC. */
  readonly until?: string;
}

/** One piece of work that the host has started. */
export class Work extends HostTask {
  readonly kind: WorkKind;
  readonly name: string | undefined;
  readonly engineName: string | undefined;
  readonly until: string | undefined;
  /** Sequence id; -1 for waits for external events, which take none. */
  readonly id: number;
  /** Episode in which the code asked for it, from 1. */
  readonly episode: number;
  /** Index of the top-level action that it belongs to. */
  readonly action: number;
  /** The very action that asked for it, which may be nested in the top-level one. */
  readonly source: Action | undefined;
  /** When it was scheduled or first waited for. */
  since: string;
  /** Called with the recorded row of this work. */
  onRecorded: ((row: HistoryEvent) => void) | undefined;

  constructor(
    options: WorkOptions,
    id: number,
    episode: number,
    action: number,
    source: Action | undefined,
    since: string,
  ) {
    super();
    this.kind = options.kind;
    this.name = options.name;
    this.engineName = options.engineName;
    this.until = options.until;
    this.id = id;
    this.episode = episode;
    this.action = action;
    this.source = source;
    this.since = since;
    this.onRecorded = undefined;
  }
}

/** The pieces of work that keep a task from being done; for a task that is done, none. */
export function awaitedWork(task: HostTask): readonly Work[] {
  if (task.done) return [];
  return task instanceof Work ? [task] : task.parts.flatMap(awaitedWork);
}

/** All pieces of work below a task that are not done, whether or not the task needs them still. */
export function openWork(task: HostTask): readonly Work[] {
  if (task instanceof Work) return task.done ? [] : [task];
  return task.parts.flatMap(openWork);
}
