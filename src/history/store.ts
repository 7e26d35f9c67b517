import type { Parsed } from "../base/parsed";
import type { OrchestrationInstance } from "./history";
import type { StoredHistory } from "./rows";

export interface InstanceQuery {
  /** Only instances of these orchestrators (exact names). */
  readonly names?: readonly string[];
  /** At most so many, newest first. */
  readonly limit?: number;
}

/** Where histories come from: Azure Table storage, a history file, memory. Errors are `ToolkitError`. */
export interface HistoryStore {
  /** Words for messages, e.g. `hub OrderHub on Azurite (127.0.0.1:10002)`; never a secret. */
  readonly description: string;
  /** Everything stored of one instance, its blobs included. Throws `instance-not-found`. */
  readHistory(instanceId: string, signal?: AbortSignal): Promise<Parsed<StoredHistory>>;
  /** Newest first by creation time. */
  listInstances(query: InstanceQuery, signal?: AbortSignal): Promise<readonly OrchestrationInstance[]>;
}
