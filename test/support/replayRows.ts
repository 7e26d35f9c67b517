import type { Column, HistoryRow, StoredHistory } from "../../src/history/rows";
import { eventTypeNumbers } from "../../src/history/events";
import type { PayloadEvent } from "../../src/replay/payload";

const statuses = ["Running", "Completed", "ContinuedAsNew", "Failed", "Canceled", "Terminated", "Pending", "Suspended"];
const dates = new Set(["FireAt", "ScheduledStartTime", "_Timestamp"]);
const jsonMembers = ["OrchestrationInstance", "ParentInstance", "Tags", "ParentTraceContext", "FailureDetails"];

/** The rows that the engine writes for events (TableEntityConverter.cs): the way back from a payload to storage. */
export function storedOf(
  instanceId: string,
  events: readonly PayloadEvent[],
  executionId = "0123456789abcdef0123456789abcdef",
): StoredHistory {
  const history = events.map((event, index) => rowOf(event, index, instanceId, executionId));
  const sentinel: HistoryRow = {
    PartitionKey: ["Edm.String", instanceId],
    RowKey: ["Edm.String", "sentinel"],
    ExecutionId: ["Edm.String", executionId],
    IsCheckpointComplete: ["Edm.Boolean", true],
  };
  return { hub: "TestHub", instanceId, history: [...history, sentinel], blobs: {} };
}

export function rowKeyOf(index: number): string {
  return index.toString(16).toUpperCase().padStart(16, "0");
}

function rowOf(event: PayloadEvent, index: number, instanceId: string, executionId: string): HistoryRow {
  const { EventType: number, Timestamp: timestamp, ...members } = event;
  const type = Object.entries(eventTypeNumbers).find(([, value]) => value === number)?.[0];
  const row: Record<string, Column> = {
    PartitionKey: ["Edm.String", instanceId],
    RowKey: ["Edm.String", rowKeyOf(index)],
    EventType: ["Edm.String", type ?? `Type${JSON.stringify(number)}`],
    ExecutionId: ["Edm.String", executionId],
    _Timestamp: ["Edm.DateTime", timestamp as string],
  };
  for (const [name, value] of Object.entries(members)) {
    const column = columnOf(name, value);
    if (column) row[name] = column;
  }
  return row;
}

function columnOf(name: string, value: PayloadEvent[string] | undefined): Column | undefined {
  if (name === "OrchestrationStatus") return ["Edm.String", statuses[value as number] ?? ""];
  if (jsonMembers.includes(name)) return ["Edm.String", JSON.stringify(value ?? null)];
  if (dates.has(name) && typeof value === "string") return ["Edm.DateTime", value];
  if (typeof value === "string") return ["Edm.String", value];
  if (typeof value === "number") return ["Edm.Int32", value];
  return typeof value === "boolean" ? ["Edm.Boolean", value] : undefined;
}
