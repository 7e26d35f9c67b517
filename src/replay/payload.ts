import { isOutgoing, splitEpisodes } from "../history/episodes";
import { eventTypeNumbers, type ExecutionStarted, type HistoryEvent, type Json } from "../history/events";
import type { History } from "../history/history";

/** A history event under the engine's member names; every member is present, with null where it has no value. */
export type PayloadEvent = Record<string, Json>;

/** What the extension sends to the worker (OrchestrationTriggerAttributeBindingProvider.cs:219-242, extension 3.19). */
export interface TriggerPayload {
  readonly history: PayloadEvent[];
  readonly input: Json;
  readonly instanceId: string;
  readonly isReplaying: boolean;
  readonly parentInstanceId: string | null;
  readonly sourceInstanceId: null;
  /** Enum numbers, V2 and V4: the extension sends the first to old SDKs and the second to all others. */
  readonly upperSchemaVersion: 1;
  readonly upperSchemaVersionNew: 3;
  readonly longRunningTimerIntervalDuration: "3.00:00:00";
  readonly maximumShortTimerDuration: "6.00:00:00";
  /** Milliseconds; the spelling is the engine's. */
  readonly defaultHttpAsyncRequestSleepTimeMillseconds: 30000;
}

/** In the order of the numbers (durabletask OrchestrationStatus.cs). */
const statuses = ["Running", "Completed", "ContinuedAsNew", "Failed", "Canceled", "Terminated", "Pending", "Suspended"];

/**
 * The payload that the engine sent for an episode (from 1): all rows of earlier episodes as stored, then the episode's
 * incoming events, not yet played. Not exact for episodes before a rewind, whose rows the rewind has rewritten.
 */
export function payloadOfEpisode(history: History, episodeNumber: number): TriggerPayload {
  const incoming = splitEpisodes(history.events)[episodeNumber - 1]?.incoming ?? [];
  const start = incoming[0]?.index ?? history.events.length;
  const inherited = inheritedEnd(history.events);
  const past = history.events.slice(0, start).map((event) => toPayload(event, event.isPlayed, asStored));
  const present = incoming.map((event) => toPayload(event, event.index < inherited && wasPlayed(event), asStored));
  return envelope(history, [...past, ...present], episodeNumber > 1);
}

/** What becomes of the values of an event on their way into a payload. */
export interface PayloadValues {
  timeOf(event: HistoryEvent): Json;
  /** Of members that may be objects. */
  object(value: Json): Json;
}

const asStored: PayloadValues = { timeOf: ({ occurredAt }) => occurredAt, object: (value) => value };

/**
 * All events in one payload, for one pass of the code over all episodes. Each event is as played as it was in the episode
 * that brought it, so that `isReplaying` reads what it was when the code first ran. `history[i]` is `history.events[i]`.
 * Made anew for every run: the SDK writes into it.
 */
export function singlePassPayload(history: History, values = asStored): TriggerPayload {
  const inherited = inheritedEnd(history.events);
  const events = history.events.map((event) =>
    toPayload(event, isOutgoing(event) ? event.isPlayed : event.index < inherited && wasPlayed(event), values),
  );
  return envelope(history, events, false);
}

/**
 * A continued generation starts with OrchestratorStarted, ExecutionStarted, the events it inherits, and an
 * OrchestratorCompleted that is stored as played: the index of that last one, or -1.
 */
function inheritedEnd(events: readonly HistoryEvent[]): number {
  const first = events.find((event) => event.type === "OrchestratorCompleted");
  return first?.isPlayed ? first.index : -1;
}

/** Inherited external events arrive as played; nothing else does. */
function wasPlayed(event: HistoryEvent): boolean {
  return event.type === "EventRaised" && event.isPlayed;
}

function envelope(history: History, events: PayloadEvent[], isReplaying: boolean): TriggerPayload {
  const started = history.events.find((event) => event.type === "ExecutionStarted");
  return {
    history: events,
    input: started?.input == null ? null : parseInput(started.input),
    instanceId: history.instanceId,
    isReplaying,
    parentInstanceId: started ? parentOf(started) : null,
    sourceInstanceId: null,
    upperSchemaVersion: 1,
    upperSchemaVersionNew: 3,
    longRunningTimerIntervalDuration: "3.00:00:00",
    maximumShortTimerDuration: "6.00:00:00",
    defaultHttpAsyncRequestSleepTimeMillseconds: 30000,
  };
}

function parseInput(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return text;
  }
}

function parentOf(started: ExecutionStarted): string | null {
  const parent = started.parentInstance as { OrchestrationInstance?: { InstanceId?: string } | null } | null;
  return parent?.OrchestrationInstance?.InstanceId ?? null;
}

/** Literals without spreads: they are several times faster, and this runs for every event of every step back. */
function toPayload(event: HistoryEvent, IsPlayed: boolean, values: PayloadValues): PayloadEvent {
  const { eventId: EventId } = event;
  const Timestamp = values.timeOf(event);
  // The SDKs ignore numbers that they do not know.
  if (event.type === "Unknown") return { EventType: -1, EventId, IsPlayed, Timestamp };
  const EventType = eventTypeNumbers[event.type];
  switch (event.type) {
    case "OrchestratorStarted":
    case "OrchestratorCompleted":
      return { EventType, EventId, IsPlayed, Timestamp };
    case "ExecutionStarted":
      return { ...startMembers(event, values), EventType, EventId, IsPlayed, Timestamp };
    case "ExecutionCompleted":
    case "ContinueAsNew":
      return {
        OrchestrationStatus: statuses.indexOf(event.orchestrationStatus),
        Result: event.result,
        FailureDetails: values.object(event.failureDetails),
        EventType,
        EventId,
        IsPlayed,
        Timestamp,
      };
    case "ExecutionTerminated":
      return { EventType, Input: event.input, EventId, IsPlayed, Timestamp };
    case "TaskScheduled":
      return {
        EventType,
        Name: event.name,
        Version: event.version,
        Input: event.input,
        ParentTraceContext: values.object(event.parentTraceContext),
        Tags: values.object(event.tags),
        EventId,
        IsPlayed,
        Timestamp,
      };
    case "TaskCompleted":
    case "SubOrchestrationInstanceCompleted":
      return { EventType, TaskScheduledId: event.taskScheduledId, Result: event.result, EventId, IsPlayed, Timestamp };
    case "TaskFailed":
    case "SubOrchestrationInstanceFailed":
      return {
        EventType,
        TaskScheduledId: event.taskScheduledId,
        Reason: event.reason,
        Details: event.details,
        FailureDetails: values.object(event.failureDetails),
        EventId,
        IsPlayed,
        Timestamp,
      };
    case "SubOrchestrationInstanceCreated":
      return {
        EventType,
        Name: event.name,
        Version: event.version,
        InstanceId: event.instanceId,
        Input: event.input,
        ClientSpanId: event.clientSpanId,
        Tags: values.object(event.tags),
        EventId,
        IsPlayed,
        Timestamp,
      };
    case "TimerCreated":
      return { EventType, FireAt: event.fireAt, EventId, IsPlayed, Timestamp };
    case "TimerFired":
      return { EventType, TimerId: event.timerId, FireAt: event.fireAt, EventId, IsPlayed, Timestamp };
    case "EventSent":
      return {
        EventType,
        InstanceId: event.instanceId,
        Name: event.name,
        Input: event.input,
        EventId,
        IsPlayed,
        Timestamp,
      };
    case "EventRaised":
      return {
        EventType,
        Name: event.name,
        Input: event.input,
        ParentTraceContext: values.object(event.parentTraceContext),
        EventId,
        IsPlayed,
        Timestamp,
      };
    case "GenericEvent":
      return { Data: event.data, EventType, EventId, IsPlayed, Timestamp };
    case "HistoryState":
      return { State: event.state, EventType, EventId, IsPlayed, Timestamp };
    case "ExecutionSuspended":
    case "ExecutionResumed":
      return { EventType, Reason: event.reason, EventId, IsPlayed, Timestamp };
    case "ExecutionRewound":
      return {
        EventType,
        Reason: event.reason,
        ParentExecutionId: event.parentExecutionId,
        InstanceId: event.instanceId,
        ParentTraceContext: values.object(event.parentTraceContext),
        EventId,
        IsPlayed,
        Timestamp,
      };
  }
}

function startMembers(event: ExecutionStarted, values: PayloadValues): PayloadEvent {
  return {
    OrchestrationInstance: values.object(event.orchestrationInstance),
    ParentInstance: values.object(event.parentInstance),
    Name: event.name,
    Version: event.version,
    Input: event.input,
    Tags: values.object(event.tags),
    Correlation: event.correlation,
    ParentTraceContext: values.object(event.parentTraceContext),
    ScheduledStartTime: event.scheduledStartTime,
    Generation: event.generation,
    GenerateNewTrace: event.generateNewTrace,
  };
}
