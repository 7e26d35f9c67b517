import type { HistoryEvent } from "./events";

export type RuntimeStatus =
  | "Pending"
  | "Running"
  | "Suspended"
  | "Completed"
  | "ContinuedAsNew"
  | "Failed"
  | "Canceled"
  | "Terminated"
  | "Unknown";

/** One row of the Instances table, decoded. Times are ISO 8601 UTC as stored. */
export interface OrchestrationInstance {
  readonly instanceId: string;
  readonly name: string;
  readonly runtimeStatus: RuntimeStatus;
  readonly createdAt?: string;
  readonly lastUpdatedAt?: string;
  readonly completedAt?: string;
  readonly executionId?: string;
  readonly parentInstanceId?: string;
  /** JSON text, or the URL of a blob for large values. */
  readonly input?: string;
  readonly output?: string;
  readonly customStatus?: string;
}

/** Row `sentinel` (AzureTableTrackingStore.cs:1403-1412): false `isCheckpointComplete` means a half-written episode. */
export interface Sentinel {
  readonly executionId: string;
  readonly isCheckpointComplete: boolean;
  readonly checkpointCompletedAt?: string;
}

/** The current generation of one orchestration instance, decoded. */
export interface History {
  readonly hub: string;
  readonly instanceId: string;
  /** Empty for an instance that no worker has picked up. */
  readonly executionId: string;
  readonly instance?: OrchestrationInstance;
  readonly sentinel?: Sentinel;
  /** In RowKey order; event `index` is the position here. Unknown events are kept. */
  readonly events: readonly HistoryEvent[];
}

/** One wake-up of the orchestrator: from its OrchestratorStarted to the row before the next one. */
export interface Episode {
  /** From 1. */
  readonly number: number;
  /** OrchestratorStarted and what came with it: start, completions, fired timers, raised events, suspend, resume, … */
  readonly incoming: readonly HistoryEvent[];
  /** What the engine appended after the code ran: scheduled work, completion, OrchestratorCompleted. */
  readonly outgoing: readonly HistoryEvent[];
}
