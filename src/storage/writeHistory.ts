import type { TableClient, TransactionAction } from "@azure/data-tables";
import type { HistoryRow, StoredHistory } from "../history/rows";
import { containerOf } from "./blobs";
import { entityOf } from "./entities";
import { isMissing, storageError } from "./errors";
import { defaultRetries, withRetries } from "./retry";
import { tableClient } from "./tables";
import { tablesOf, type TaskHubLocation } from "./taskHub";

/** Limits of one transaction: 100 rows, 4 MiB (learn.microsoft.com/rest/api/storageservices). */
const largestBatch = { rows: 100, characters: 1_000_000 };

/**
 * Writes recorded rows and blobs back under the same names, so that a hub can be filled with samples and test data.
 * Creates tables and container when they are missing. For emulators and test accounts: it overwrites rows.
 */
export async function writeHistories(location: TaskHubLocation, histories: readonly StoredHistory[]): Promise<void> {
  const tables = tablesOf(location);
  const history = tableClient(tables.connection, tables.history);
  const instances = tableClient(tables.connection, tables.instances);
  try {
    await Promise.all([createTable(history), createTable(instances)]);
    for (const stored of histories) {
      for (const batch of batches(stored.history)) await writeRows(history, batch);
      if (stored.instance) await writeRows(instances, [stored.instance]);
    }
  } catch (error) {
    throw storageError(error, tables.connection, "table");
  }
  await writeBlobs(location, histories);
}

async function createTable(client: TableClient): Promise<void> {
  // The client itself passes over "already exists".
  await withRetries((abortSignal) => client.createTable({ abortSignal }), defaultRetries);
}

async function writeRows(client: TableClient, rows: readonly HistoryRow[]): Promise<void> {
  const actions = rows.map((row): TransactionAction => ["upsert", entityOf(row), "Replace"]);
  await withRetries((abortSignal) => client.submitTransaction(actions, { abortSignal }), defaultRetries);
}

function batches(rows: readonly HistoryRow[]): readonly (readonly HistoryRow[])[] {
  const all: HistoryRow[][] = [];
  let size = 0;
  for (const row of rows) {
    const characters = JSON.stringify(row).length;
    const last = all.at(-1);
    if (last && last.length < largestBatch.rows && size + characters < largestBatch.characters) {
      last.push(row);
      size += characters;
    } else {
      all.push([row]);
      size = characters;
    }
  }
  return all;
}

async function writeBlobs(location: TaskHubLocation, histories: readonly StoredHistory[]): Promise<void> {
  const blobs = histories.flatMap(({ blobs }) => Object.entries(blobs));
  if (!blobs.length) return;
  const { containerClient } = await import(/* webpackChunkName: "azure-blobs" */ "./blobClient");
  const container = containerOf(location.hub);
  const client = containerClient(location.connection, container);
  try {
    await client.createIfNotExists();
    for (const [key, base64] of blobs) {
      const bytes = Buffer.from(base64, "base64");
      const blob = client.getBlockBlobClient(nameOf(key));
      await withRetries((abortSignal) => blob.uploadData(bytes, { abortSignal }), defaultRetries);
    }
  } catch (error) {
    if (isMissing(error)) throw error;
    throw storageError(error, location.connection, "blob");
  }
}

/** A key is `<container>/<name>`; the container is the one of the hub that is written to. */
function nameOf(key: string): string {
  return key.slice(key.indexOf("/") + 1);
}
