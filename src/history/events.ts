/**
 * Facts that the engine recorded. Member names are ours; `payload.ts` of the layer replay writes them back under the
 * engine's names. Sources: durabletask src/DurableTask.Core/History/*.cs; numbers in EventType.cs:22-133.
 */
interface EventBase {
  /** 0-based position among the events of the generation. */
  readonly index: number;
  /** RowKey of the row: sequence number as 16 hex digits. */
  readonly rowKey: string;
  /** Sequence id of outgoing events, -1 for incoming ones. */
  readonly eventId: number;
  /** As stored: true once the engine has processed an incoming event. */
  readonly isPlayed: boolean;
  /** Column `_Timestamp` with the engine's own digits, e.g. `2026-11-25T04:59:23.3784679Z`. */
  readonly occurredAt: string;
}

export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

export interface OrchestratorStarted extends EventBase {
  readonly type: "OrchestratorStarted";
}
export interface OrchestratorCompleted extends EventBase {
  readonly type: "OrchestratorCompleted";
}
export interface ExecutionStarted extends EventBase {
  readonly type: "ExecutionStarted";
  readonly name: string;
  readonly version: string | null;
  readonly input: string | null;
  readonly orchestrationInstance: Json;
  readonly parentInstance: Json;
  readonly tags: Json;
  readonly correlation: string | null;
  readonly parentTraceContext: Json;
  readonly scheduledStartTime: string | null;
  readonly generation: number | null;
  readonly generateNewTrace: boolean | null;
}
export interface ExecutionCompleted extends EventBase {
  readonly type: "ExecutionCompleted";
  /** Also for failed, terminated and continued executions. */
  readonly orchestrationStatus: string;
  readonly result: string | null;
  readonly failureDetails: Json;
}
export interface ExecutionTerminated extends EventBase {
  readonly type: "ExecutionTerminated";
  /** The reason given. */
  readonly input: string | null;
}
export interface TaskScheduled extends EventBase {
  readonly type: "TaskScheduled";
  readonly name: string;
  readonly version: string | null;
  /** Recorded only with `storeInputsInOrchestrationHistory`. */
  readonly input: string | null;
  readonly parentTraceContext: Json;
  readonly tags: Json;
}
export interface TaskCompleted extends EventBase {
  readonly type: "TaskCompleted";
  readonly taskScheduledId: number;
  readonly result: string | null;
}
export interface TaskFailed extends EventBase {
  readonly type: "TaskFailed";
  readonly taskScheduledId: number;
  readonly reason: string | null;
  readonly details: string | null;
  readonly failureDetails: Json;
}
export interface SubOrchestrationCreated extends EventBase {
  readonly type: "SubOrchestrationInstanceCreated";
  readonly name: string;
  readonly version: string | null;
  readonly instanceId: string;
  readonly input: string | null;
  readonly clientSpanId: string | null;
  readonly tags: Json;
}
export interface SubOrchestrationCompleted extends EventBase {
  readonly type: "SubOrchestrationInstanceCompleted";
  readonly taskScheduledId: number;
  readonly result: string | null;
}
export interface SubOrchestrationFailed extends EventBase {
  readonly type: "SubOrchestrationInstanceFailed";
  readonly taskScheduledId: number;
  readonly reason: string | null;
  readonly details: string | null;
  readonly failureDetails: Json;
}
export interface TimerCreated extends EventBase {
  readonly type: "TimerCreated";
  readonly fireAt: string;
}
export interface TimerFired extends EventBase {
  readonly type: "TimerFired";
  readonly timerId: number;
  readonly fireAt: string;
}
export interface EventSent extends EventBase {
  readonly type: "EventSent";
  /** Instance id of the receiver. */
  readonly instanceId: string;
  readonly name: string;
  readonly input: string | null;
}
export interface EventRaised extends EventBase {
  readonly type: "EventRaised";
  readonly name: string;
  readonly input: string | null;
  readonly parentTraceContext: Json;
}
export interface ContinueAsNew extends EventBase {
  readonly type: "ContinueAsNew";
  readonly orchestrationStatus: string;
  /** Input of the next generation. */
  readonly result: string | null;
  readonly failureDetails: Json;
}
export interface GenericEvent extends EventBase {
  readonly type: "GenericEvent";
  readonly data: string | null;
  /** On rows that a rewind rewrote: `Rewound: <old type>`. */
  readonly reason: string | null;
}
export interface HistoryState extends EventBase {
  readonly type: "HistoryState";
  readonly state: Json;
}
export interface ExecutionSuspended extends EventBase {
  readonly type: "ExecutionSuspended";
  readonly reason: string | null;
}
export interface ExecutionResumed extends EventBase {
  readonly type: "ExecutionResumed";
  readonly reason: string | null;
}
export interface ExecutionRewound extends EventBase {
  readonly type: "ExecutionRewound";
  readonly reason: string | null;
  readonly parentExecutionId: string | null;
  readonly instanceId: string | null;
  readonly parentTraceContext: Json;
}
/** A type this version does not know: kept and shown, never dropped. */
export interface UnknownEvent extends EventBase {
  readonly type: "Unknown";
  readonly eventType: string;
  /** All columns of the row, as stored. */
  readonly columns: Readonly<Record<string, Json>>;
}

export type HistoryEvent =
  | OrchestratorStarted
  | OrchestratorCompleted
  | ExecutionStarted
  | ExecutionCompleted
  | ExecutionTerminated
  | TaskScheduled
  | TaskCompleted
  | TaskFailed
  | SubOrchestrationCreated
  | SubOrchestrationCompleted
  | SubOrchestrationFailed
  | TimerCreated
  | TimerFired
  | EventSent
  | EventRaised
  | ContinueAsNew
  | GenericEvent
  | HistoryState
  | ExecutionSuspended
  | ExecutionResumed
  | ExecutionRewound
  | UnknownEvent;

export type HistoryEventType = HistoryEvent["type"];

/** Numbers that the trigger payload carries (EventType.cs:22-133, "append only"). */
export const eventTypeNumbers: Readonly<Record<Exclude<HistoryEventType, "Unknown">, number>> = {
  ExecutionStarted: 0,
  ExecutionCompleted: 1,
  ExecutionTerminated: 3,
  TaskScheduled: 4,
  TaskCompleted: 5,
  TaskFailed: 6,
  SubOrchestrationInstanceCreated: 7,
  SubOrchestrationInstanceCompleted: 8,
  SubOrchestrationInstanceFailed: 9,
  TimerCreated: 10,
  TimerFired: 11,
  OrchestratorStarted: 12,
  OrchestratorCompleted: 13,
  EventSent: 14,
  EventRaised: 15,
  ContinueAsNew: 16,
  GenericEvent: 17,
  HistoryState: 18,
  ExecutionSuspended: 19,
  ExecutionResumed: 20,
  ExecutionRewound: 21,
};
