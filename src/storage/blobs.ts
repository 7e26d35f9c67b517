import type { BlobClient } from "@azure/storage-blob";
import type { Problem } from "../base/parsed";
import type { HistoryRow } from "../history/rows";
import type { StorageConnection } from "./connection";
import { isMissing, storageError } from "./errors";
import { withRetries, type RetryOptions } from "./retry";

export interface BlobReference {
  /** Name inside the hub's container. */
  readonly name: string;
  /** Row and column that refer to it, for messages. */
  readonly place: string;
}

/** Downloads at the same time. */
const parallelDownloads = 8;

/** Container of a hub's large values (AzureStorageOrchestrationService.cs:119-120). */
export function containerOf(hub: string): string {
  return `${hub.toLowerCase()}-largemessages`;
}

/**
 * Blobs that rows point to: the names in `…BlobName` columns, and the URLs in Input and Output of the Instances row.
 * The names are never computed: older engines named them otherwise.
 */
export function blobReferences(
  hub: string,
  history: readonly HistoryRow[],
  instance: HistoryRow | undefined,
): readonly BlobReference[] {
  const rows = [
    ...history.map((row) => ({ row, of: historyPlace(row) })),
    ...(instance ? [{ row: instance, of: "Instances row" }] : []),
  ];
  const named = rows.flatMap(({ row, of }) =>
    Object.entries(row).flatMap(([column, [, value]]) =>
      column.endsWith("BlobName") && typeof value === "string" && value
        ? [{ name: value, place: `${of}, column ${column}` }]
        : [],
    ),
  );
  const linked = ["Input", "Output"].flatMap((column) => {
    const name = nameInUrl(instance?.[column]?.[1], containerOf(hub));
    return name === undefined ? [] : [{ name, place: `Instances row, column ${column}` }];
  });
  return unique([...named, ...linked]);
}

/** Fetches the blobs as `<container>/<name>` → base64 of the stored bytes; what is missing becomes a problem. */
export async function downloadBlobs(
  connection: StorageConnection,
  hub: string,
  references: readonly BlobReference[],
  retries: RetryOptions,
  signal?: AbortSignal,
): Promise<{ readonly blobs: Record<string, string>; readonly problems: readonly Problem[] }> {
  const blobs: Record<string, string> = {};
  const problems: Problem[] = [];
  if (!references.length) return { blobs, problems };
  const { containerClient } = await import(/* webpackChunkName: "azure-blobs" */ "./blobClient");
  const client = containerClient(connection, containerOf(hub));
  const queue = [...references];
  const work = async () => {
    for (let next = queue.shift(); next; next = queue.shift()) {
      const { name, place } = next;
      try {
        const download = (abortSignal: AbortSignal) => bytesOf(client.getBlobClient(name), abortSignal);
        blobs[`${containerOf(hub)}/${name}`] = (await withRetries(download, retries, signal)).toString("base64");
      } catch (error) {
        signal?.throwIfAborted();
        if (!isMissing(error)) throw storageError(error, connection, "blob");
        problems.push(missingBlob(name, place));
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(parallelDownloads, queue.length) }, work));
  return { blobs, problems };
}

async function bytesOf(blob: BlobClient, abortSignal: AbortSignal): Promise<Buffer> {
  const { readableStreamBody } = await blob.download(0, undefined, { abortSignal });
  const chunks: Buffer[] = [];
  for await (const chunk of readableStreamBody ?? []) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}

function nameInUrl(value: unknown, container: string): string | undefined {
  if (typeof value !== "string" || !/^https?:\/\//.test(value) || !URL.canParse(value)) return undefined;
  const path = decoded(new URL(value).pathname);
  const start = path.indexOf(`/${container}/`);
  return start < 0 ? undefined : path.slice(start + container.length + 2);
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

function unique(references: readonly BlobReference[]): readonly BlobReference[] {
  const seen = new Set<string>();
  return references.filter(({ name }) => !seen.has(name) && seen.add(name));
}

function historyPlace(row: HistoryRow): string {
  return `History row ${String(row["RowKey"]?.[1] ?? "?")}`;
}

function missingBlob(name: string, place: string): Problem {
  const message = `The large value in blob ${name} is gone, so this column cannot be read. The engine deletes blobs when an instance continues as new or is purged: read it again.`;
  return { code: "blob-missing", severity: "error", message, place };
}
