import type { Secret } from "../base/secret";
import { parseConnectionString } from "./connection";
import type { RetryOptions } from "./retry";
import { TableHistoryStore } from "./tableHistoryStore";
import type { TaskHubLocation } from "./taskHub";

/** A connection string and the name of the setting that holds it. */
export interface NamedConnection {
  readonly setting: string;
  readonly value: Secret;
}

/** A task hub as an app's settings describe it. */
export interface TaskHubSettings {
  readonly hub: string;
  readonly connection: NamedConnection;
  readonly trackingStore?: { readonly connection: NamedConnection; readonly prefix: string };
}

/** Opens a task hub for reading; nothing is requested yet. Throws `connection-invalid`. */
export function openTableStore(settings: TaskHubSettings, retries?: RetryOptions): TableHistoryStore {
  return new TableHistoryStore(locationOf(settings), retries);
}

/** Where the rows and blobs of a hub are. Throws `connection-invalid`. */
export function locationOf(settings: TaskHubSettings): TaskHubLocation {
  const { hub, connection, trackingStore } = settings;
  return {
    hub,
    connection: parseConnectionString(connection.value, connection.setting),
    ...(trackingStore && {
      trackingStore: {
        connection: parseConnectionString(trackingStore.connection.value, trackingStore.connection.setting),
        prefix: trackingStore.prefix,
      },
    }),
  };
}
