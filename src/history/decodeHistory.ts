import { parsed, type Parsed } from "../base/parsed";
import { BlobReader, type Inflate } from "./blobs";
import { decodeEvent } from "./decodeEvent";
import { decodeInstance } from "./decodeInstance";
import type { HistoryEvent } from "./events";
import type { History, Sentinel } from "./history";
import { ProblemList } from "./problemList";
import { RowReader } from "./rowReader";
import type { HistoryRow, StoredHistory } from "./rows";

/**
 * Decodes what storage or a history file holds of one instance: its current generation as typed events in RowKey order.
 * Never throws; rows that cannot be used, or only in part, are named in the problems.
 * Which rows belong: those with the sentinel's ExecutionId, up to the first other one (AzureTableTrackingStore.cs:157-194).
 */
export function decodeHistory(stored: StoredHistory, inflate: Inflate): Parsed<History> {
  const problems = new ProblemList();
  const blobs = new BlobReader(stored, inflate);
  const instance = stored.instance && decodeInstance(stored.instance, stored, inflate);
  const { rows, sentinelRow } = inOrder(stored.history, problems);
  const sentinel = sentinelRow && decodeSentinel(sentinelRow, blobs, problems);
  const executionId = sentinel?.executionId ?? textOf(rows[0], "ExecutionId");
  const events = currentGeneration(rows, executionId, problems).map((row, index) => {
    const rowKey = textOf(row, "RowKey");
    return decodeEvent(new RowReader(row, () => `History row ${rowKey}`, blobs, problems), index, rowKey);
  });
  const history: History = {
    hub: stored.hub,
    instanceId: stored.instanceId,
    executionId,
    ...(instance && { instance: instance.value }),
    ...(sentinel && { sentinel }),
    events,
  };
  reviewEvents(history, problems);
  return parsed(history, [...(instance?.problems ?? []), ...problems.problems()]);
}

function inOrder(stored: readonly HistoryRow[], problems: ProblemList) {
  let sentinelRow: HistoryRow | undefined;
  let isOrdered = true;
  let last = "";
  const byKey = new Map<string, HistoryRow>();
  for (const row of stored) {
    const rowKey = textOf(row, "RowKey");
    if (rowKey === "sentinel") sentinelRow ??= row;
    else if (!/^[0-9A-F]{16}$/.test(rowKey)) reportKey(rowKey, problems);
    else if (byKey.has(rowKey)) reportDuplicate(rowKey, problems);
    else {
      byKey.set(rowKey, row);
      isOrdered &&= last < rowKey;
      last = rowKey;
    }
  }
  const entries = [...byKey];
  if (!isOrdered) entries.sort(([left], [right]) => (left < right ? -1 : 1));
  return { rows: entries.map(([, row]) => row), sentinelRow };
}

function decodeSentinel(row: HistoryRow, blobs: BlobReader, problems: ProblemList): Sentinel {
  const reader = new RowReader(row, () => "History row sentinel", blobs, problems);
  const completedAt = reader.date("CheckpointCompletedTimestamp");
  const sentinel = {
    executionId: reader.requiredText("ExecutionId"),
    // Engines before 1.8 do not write the column.
    isCheckpointComplete: reader.flag("IsCheckpointComplete") ?? true,
    ...(completedAt !== null && { checkpointCompletedAt: completedAt }),
  };
  if (!sentinel.isCheckpointComplete) {
    problems.add({
      code: "checkpoint-incomplete",
      severity: "warning",
      message: "The engine was writing while this was read: rows of the last episode may be missing. Read it again.",
      place: "History row sentinel, column IsCheckpointComplete",
    });
  }
  return sentinel;
}

function currentGeneration(rows: readonly HistoryRow[], executionId: string, problems: ProblemList) {
  const end = rows.findIndex((row) => textOf(row, "ExecutionId") !== executionId);
  if (end === -1) return rows;
  const other = textOf(rows[end], "ExecutionId");
  const count = `${rows.length - end} ${rows.length - end === 1 ? "row" : "rows"}`;
  problems.add({
    code: "older-generation",
    severity: end === 0 ? "error" : "info",
    message:
      end === 0
        ? `The first row belongs to execution ${other}, the sentinel names ${executionId}: nothing can be replayed. Read it again.`
        : `${count} from here on belong to execution ${other}, an older generation of this instance: left out.`,
    place: `History row ${textOf(rows[end], "RowKey")}, column ExecutionId`,
  });
  return rows.slice(0, end);
}

function reviewEvents(history: History, problems: ProblemList): void {
  const { events, instance } = history;
  for (const event of events) reviewEvent(event, problems);
  if (events.length === 0) {
    if (instance && instance.runtimeStatus !== "Pending") reportNoRows(instance.runtimeStatus, problems);
    return;
  }
  if (!history.sentinel) reportNoSentinel(problems);
  if (events.some((event) => event.type === "ExecutionStarted")) return;
  const message = "No ExecutionStarted: the history is cut short or damaged, and its orchestrator is not known.";
  problems.add({ code: "execution-started-missing", severity: "error", message, place: "History" });
}

function reviewEvent(event: HistoryEvent, problems: ProblemList): void {
  if (event.type === "Unknown") {
    const message = `Event type ${JSON.stringify(event.eventType)} is not known to this version: kept, and passed over in the replay.`;
    const place = `History row ${event.rowKey}`;
    problems.add({ code: "unknown-event-type", severity: "warning", message, place, group: event.eventType });
  }
  if (Number.parseInt(event.rowKey, 16) !== event.index) {
    const message = "Rows before this one are missing: row keys count up from 0.";
    const place = `History row ${event.rowKey}`;
    problems.add({ code: "rows-missing", severity: "error", message, place, group: "history" });
  }
}

function reportKey(rowKey: string, problems: ProblemList): void {
  const message = `RowKey ${JSON.stringify(rowKey)} is not a sequence number of 16 hex digits: the row is left out.`;
  const place = `History row ${rowKey}, column RowKey`;
  problems.add({ code: "invalid-row-key", severity: "error", message, place, group: "history" });
}

function reportDuplicate(rowKey: string, problems: ProblemList): void {
  const message = "A second row has this RowKey: only the first is used.";
  const place = `History row ${rowKey}, column RowKey`;
  problems.add({ code: "duplicate-row", severity: "error", message, place, group: "history" });
}

function reportNoRows(status: string, problems: ProblemList): void {
  const message = `The instance is ${status}, but its history has no rows: was it purged?`;
  problems.add({ code: "history-empty", severity: "error", message, place: "History" });
}

function reportNoSentinel(problems: ProblemList): void {
  const message = "No sentinel row: whether the history is complete cannot be told.";
  problems.add({ code: "sentinel-missing", severity: "warning", message, place: "History" });
}

function textOf(row: HistoryRow | undefined, column: string): string {
  const value = row?.[column]?.[1];
  return typeof value === "string" ? value : "";
}
