import type { HistoryEvent } from "./events";
import type { RowReader } from "./rowReader";

type Base = Pick<HistoryEvent, "index" | "rowKey" | "eventId" | "isPlayed" | "occurredAt">;
type KnownType = Exclude<HistoryEvent["type"], "Unknown">;
type DecoderOf<Type extends KnownType> = (row: RowReader, base: Base) => Extract<HistoryEvent, { readonly type: Type }>;

/** Columns of each event type: the `[DataMember]`s of durabletask src/DurableTask.Core/History/*.cs. */
const decoders: { readonly [Type in KnownType]: DecoderOf<Type> } = {
  OrchestratorStarted: (_, base) => ({ ...base, type: "OrchestratorStarted" }),
  OrchestratorCompleted: (_, base) => ({ ...base, type: "OrchestratorCompleted" }),
  ExecutionStarted: (row, base) => ({
    ...base,
    type: "ExecutionStarted",
    name: row.requiredText("Name"),
    version: row.text("Version"),
    input: row.text("Input"),
    orchestrationInstance: row.json("OrchestrationInstance"),
    parentInstance: row.json("ParentInstance"),
    tags: row.json("Tags"),
    correlation: row.text("Correlation"),
    parentTraceContext: row.json("ParentTraceContext"),
    scheduledStartTime: row.date("ScheduledStartTime"),
    generation: row.integer("Generation"),
    generateNewTrace: row.flag("GenerateNewTrace"),
  }),
  ExecutionCompleted: (row, base) => ({ ...base, type: "ExecutionCompleted", ...completion(row) }),
  ContinueAsNew: (row, base) => ({ ...base, type: "ContinueAsNew", ...completion(row) }),
  ExecutionTerminated: (row, base) => ({ ...base, type: "ExecutionTerminated", input: row.text("Input") }),
  TaskScheduled: (row, base) => ({
    ...base,
    type: "TaskScheduled",
    name: row.requiredText("Name"),
    version: row.text("Version"),
    input: row.text("Input"),
    parentTraceContext: row.json("ParentTraceContext"),
    tags: row.json("Tags"),
  }),
  TaskCompleted: (row, base) => ({ ...base, type: "TaskCompleted", ...result(row) }),
  TaskFailed: (row, base) => ({ ...base, type: "TaskFailed", ...failure(row) }),
  SubOrchestrationInstanceCreated: (row, base) => ({
    ...base,
    type: "SubOrchestrationInstanceCreated",
    name: row.requiredText("Name"),
    version: row.text("Version"),
    instanceId: row.requiredText("InstanceId"),
    input: row.text("Input"),
    clientSpanId: row.text("ClientSpanId"),
    tags: row.json("Tags"),
  }),
  SubOrchestrationInstanceCompleted: (row, base) => ({
    ...base,
    type: "SubOrchestrationInstanceCompleted",
    ...result(row),
  }),
  SubOrchestrationInstanceFailed: (row, base) => ({ ...base, type: "SubOrchestrationInstanceFailed", ...failure(row) }),
  TimerCreated: (row, base) => ({ ...base, type: "TimerCreated", fireAt: row.requiredDate("FireAt") }),
  TimerFired: (row, base) => ({
    ...base,
    type: "TimerFired",
    timerId: row.requiredInteger("TimerId"),
    fireAt: row.requiredDate("FireAt"),
  }),
  EventSent: (row, base) => ({
    ...base,
    type: "EventSent",
    instanceId: row.requiredText("InstanceId"),
    name: row.requiredText("Name"),
    input: row.text("Input"),
  }),
  EventRaised: (row, base) => ({
    ...base,
    type: "EventRaised",
    name: row.requiredText("Name"),
    input: row.jsonText("Input"),
    parentTraceContext: row.json("ParentTraceContext"),
  }),
  GenericEvent: (row, base) => ({ ...base, type: "GenericEvent", data: row.text("Data"), reason: row.text("Reason") }),
  HistoryState: (row, base) => ({ ...base, type: "HistoryState", state: row.json("State") }),
  ExecutionSuspended: (row, base) => ({ ...base, type: "ExecutionSuspended", reason: row.text("Reason") }),
  ExecutionResumed: (row, base) => ({ ...base, type: "ExecutionResumed", reason: row.text("Reason") }),
  ExecutionRewound: (row, base) => ({
    ...base,
    type: "ExecutionRewound",
    reason: row.text("Reason"),
    parentExecutionId: row.text("ParentExecutionId"),
    instanceId: row.text("InstanceId"),
    parentTraceContext: row.json("ParentTraceContext"),
  }),
};

/** One row of `<Hub>History` to its event; a type that is not known becomes `Unknown` with all its columns. */
export function decodeEvent(row: RowReader, index: number, rowKey: string): HistoryEvent {
  const eventType = row.requiredText("EventType");
  const base: Base = {
    index,
    rowKey,
    eventId: row.requiredInteger("EventId"),
    isPlayed: row.flag("IsPlayed") ?? false,
    occurredAt: row.requiredDate("_Timestamp"),
  };
  if (!isKnown(eventType)) return { ...base, type: "Unknown", eventType, columns: row.all() };
  return decoders[eventType](row, base);
}

function isKnown(eventType: string): eventType is KnownType {
  return Object.hasOwn(decoders, eventType);
}

function completion(row: RowReader) {
  return {
    orchestrationStatus: row.requiredText("OrchestrationStatus"),
    result: row.text("Result"),
    failureDetails: row.json("FailureDetails"),
  };
}

function result(row: RowReader) {
  return { taskScheduledId: row.requiredInteger("TaskScheduledId"), result: row.jsonText("Result") };
}

function failure(row: RowReader) {
  return {
    taskScheduledId: row.requiredInteger("TaskScheduledId"),
    reason: row.text("Reason"),
    details: row.text("Details"),
    failureDetails: row.json("FailureDetails"),
  };
}
