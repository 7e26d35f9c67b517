import type { StorageConnection } from "./connection";
import { storageError } from "./errors";
import { defaultRetries, type RetryOptions } from "./retry";
import { listTables } from "./tables";

/** Task hubs of an account: names that have both a History and an Instances table, in alphabetical order. */
export async function listHubs(
  connection: StorageConnection,
  signal?: AbortSignal,
  retries: RetryOptions = defaultRetries,
): Promise<readonly string[]> {
  try {
    const tables = await listTables(connection, retries, signal);
    const prefixes = (suffix: string) =>
      tables.filter((name) => name.endsWith(suffix)).map((name) => name.slice(0, -suffix.length));
    const instances = new Set(prefixes("Instances"));
    return prefixes("History")
      .filter((hub) => hub && instances.has(hub))
      .sort();
  } catch (error) {
    signal?.throwIfAborted();
    throw storageError(error, connection, "table");
  }
}
