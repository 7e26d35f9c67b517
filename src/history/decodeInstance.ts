import { parsed, type Parsed } from "../base/parsed";
import { BlobReader, type Inflate } from "./blobs";
import type { OrchestrationInstance, RuntimeStatus } from "./history";
import { ProblemList } from "./problemList";
import { RowReader } from "./rowReader";
import type { HistoryRow, StoredHistory } from "./rows";

const statuses: ReadonlySet<string> = new Set<RuntimeStatus>([
  "Pending",
  "Running",
  "Suspended",
  "Completed",
  "ContinuedAsNew",
  "Failed",
  "Canceled",
  "Terminated",
]);

/**
 * Decodes a row of `<Hub>Instances`. Large inputs and outputs are replaced by their text when their blob is at hand;
 * otherwise the URL stays (lists do not fetch blobs).
 */
export function decodeInstance(
  row: HistoryRow,
  stored: Pick<StoredHistory, "hub" | "instanceId" | "blobs">,
  inflate: Inflate,
): Parsed<OrchestrationInstance> {
  const problems = new ProblemList();
  const blobs = new BlobReader(stored, inflate);
  const reader = new RowReader(row, () => `Instances row of ${stored.instanceId}`, blobs, problems);
  const instance = {
    instanceId: stored.instanceId,
    name: reader.requiredText("Name"),
    runtimeStatus: statusOf(reader.requiredText("RuntimeStatus"), stored.instanceId, problems),
    ...optional("createdAt", reader.date("CreatedTime")),
    ...optional("lastUpdatedAt", reader.date("LastUpdatedTime")),
    ...optional("completedAt", reader.date("CompletedTime")),
    ...optional("executionId", reader.text("ExecutionId")),
    ...optional("parentInstanceId", emptyToNull(reader.text("ParentInstanceId"))),
    ...optional("input", resolve(reader.text("Input"), blobs)),
    ...optional("output", resolve(reader.text("Output"), blobs)),
    ...optional("customStatus", reader.text("CustomStatus")),
  };
  return parsed(instance, problems.problems());
}

function statusOf(text: string, instanceId: string, problems: ProblemList): RuntimeStatus {
  if (statuses.has(text)) return text as RuntimeStatus;
  const message = `Runtime status ${JSON.stringify(text)} is not known to this version: shown as Unknown.`;
  const place = `Instances row of ${instanceId}, column RuntimeStatus`;
  problems.add({ code: "unknown-status", severity: "warning", message, place });
  return "Unknown";
}

function resolve(text: string | null, blobs: BlobReader): string | null {
  const blob = text === null ? undefined : blobs.byUrl(text);
  return blob?.found ? inputOfMessage(blob.text) : text;
}

/** A large start message is stored whole: the input lies inside (AzureTableTrackingStore.cs:479-512). */
function inputOfMessage(text: string): string {
  if (!text.includes('"TaskMessage"')) return text;
  try {
    const message = JSON.parse(text) as { TaskMessage?: { Event?: { Input?: unknown } } } | null;
    const input = message?.TaskMessage?.Event?.Input;
    return typeof input === "string" ? input : text;
  } catch {
    return text;
  }
}

function emptyToNull(text: string | null): string | null {
  return text === "" ? null : text;
}

function optional<Name extends string, T>(name: Name, value: T | null): Partial<Record<Name, T>> {
  return value === null ? {} : ({ [name]: value } as Record<Name, T>);
}
