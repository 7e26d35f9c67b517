import type { HistoryEvent } from "../../src/history/events";
import type { History } from "../../src/history/history";
import { rowKeyOf } from "./replayRows";

type Placed = "index" | "rowKey" | "occurredAt" | "isPlayed" | "eventId";
type Bare<Event> = Event extends HistoryEvent ? Omit<Event, Placed> & { readonly eventId?: number } : never;
/** An event without its place in history. */
export type BareEvent = Bare<HistoryEvent>;

const started = Date.parse("2026-01-01T00:00:00.000Z");

/** Writes the history of an instance down, episode by episode, one minute apart unless told otherwise. */
export class HistoryBuilder {
  private readonly events: HistoryEvent[] = [];
  private readonly instanceId: string;
  private time = started;

  constructor(instanceId = "instance") {
    this.instanceId = instanceId;
  }

  /** One wake-up: what came in, then what the engine appended; without the latter the episode is unfinished. */
  episode(incoming: readonly BareEvent[], appended?: readonly BareEvent[], minutesLater = 1): this {
    this.time += minutesLater * 60_000;
    this.add({ type: "OrchestratorStarted" });
    for (const event of incoming) this.add(event, true);
    if (!appended) return this;
    for (const event of appended) this.add(event);
    this.add({ type: "OrchestratorCompleted" });
    return this;
  }

  history(): History {
    return { hub: "TestHub", instanceId: this.instanceId, executionId: "execution", events: [...this.events] };
  }

  private add(event: BareEvent, isPlayed = false): void {
    const index = this.events.length;
    const place = { index, rowKey: rowKeyOf(index), occurredAt: new Date(this.time).toISOString(), isPlayed };
    this.events.push({ eventId: -1, ...event, ...place });
  }
}

/** Time of the n-th minute of a built history. */
export function minute(count: number): string {
  return new Date(started + count * 60_000).toISOString();
}

export function start(name: string, input: unknown = null, parentId?: string): BareEvent {
  const parentInstance = parentId === undefined ? null : { OrchestrationInstance: { InstanceId: parentId } };
  return {
    type: "ExecutionStarted",
    name,
    version: null,
    input: JSON.stringify(input),
    orchestrationInstance: null,
    parentInstance,
    tags: null,
    correlation: null,
    parentTraceContext: null,
    scheduledStartTime: null,
    generation: 0,
    generateNewTrace: false,
  };
}

export function activity(eventId: number, name: string): BareEvent {
  return { type: "TaskScheduled", eventId, name, version: "", input: null, parentTraceContext: null, tags: null };
}

export function activityDone(taskScheduledId: number, result: unknown): BareEvent {
  return { type: "TaskCompleted", taskScheduledId, result: JSON.stringify(result) };
}

export function activityFailed(taskScheduledId: number, isNonRetriable = false): BareEvent {
  const failureDetails = isNonRetriable
    ? { ErrorType: "Error", ErrorMessage: "broken", StackTrace: "", InnerFailure: null, IsNonRetriable: true }
    : null;
  return { type: "TaskFailed", taskScheduledId, reason: "broken", details: "in detail", failureDetails };
}

export function child(eventId: number, name: string, instanceId = `execution:${eventId}`): BareEvent {
  const rest = { version: null, input: null, clientSpanId: null, tags: null };
  return { type: "SubOrchestrationInstanceCreated", eventId, name, instanceId, ...rest };
}

export function timer(eventId: number, fireAt: string): BareEvent {
  return { type: "TimerCreated", eventId, fireAt };
}

export function timerFired(timerId: number, fireAt: string): BareEvent {
  return { type: "TimerFired", timerId, fireAt };
}

export function sent(eventId: number, instanceId: string, name: string, id: string): BareEvent {
  return { type: "EventSent", eventId, instanceId, name, input: JSON.stringify({ id }) };
}

export function raised(name: string, input: unknown = null): BareEvent {
  return { type: "EventRaised", name, input: JSON.stringify(input), parentTraceContext: null };
}

export function answered(id: string, result: unknown): BareEvent {
  return raised(id, { result: JSON.stringify(result) });
}

export function completed(eventId: number, result: unknown, orchestrationStatus = "Completed"): BareEvent {
  const text = orchestrationStatus === "Completed" ? JSON.stringify(result) : String(result);
  return { type: "ExecutionCompleted", eventId, orchestrationStatus, result: text, failureDetails: null };
}

export const suspend: BareEvent = { type: "ExecutionSuspended", reason: "audit" };
export const resume: BareEvent = { type: "ExecutionResumed", reason: "audit done" };
