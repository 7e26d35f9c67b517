import type { StorageConnection } from "./connection";

/** Where a task hub's rows and blobs are. */
export interface TaskHubLocation {
  readonly hub: string;
  /** Account of the blobs, and of the tables unless a tracking store is configured. */
  readonly connection: StorageConnection;
  /** A tracking store: tables in another account, named by a prefix instead of the hub. */
  readonly trackingStore?: { readonly connection: StorageConnection; readonly prefix: string };
}

export interface TaskHubTables {
  readonly connection: StorageConnection;
  readonly history: string;
  readonly instances: string;
}

/** Tables of a hub (AzureStorageOrchestrationServiceSettings.cs:69,245-248). */
export function tablesOf(location: TaskHubLocation): TaskHubTables {
  const { connection, prefix } = location.trackingStore ?? { connection: location.connection, prefix: location.hub };
  return { connection, ...tableNames(prefix) };
}

/** `prefix`: that of the tracking store, else the hub's name. */
export function tableNames(prefix: string): Omit<TaskHubTables, "connection"> {
  return { history: `${prefix}History`, instances: `${prefix}Instances` };
}
