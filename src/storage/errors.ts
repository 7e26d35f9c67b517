import { ToolkitError } from "../base/errors";
import { didYouMean } from "../base/nearNames";
import { describeConnection, hostOf, type StorageConnection } from "./connection";
import { RequestTimeout } from "./retry";
import { facts, type ServiceFacts } from "./serviceFacts";

export type Service = "table" | "blob";

/**
 * What a failed call means for the user and what to do next. Neither text nor cause repeats what the service wrote:
 * that may quote requests and signatures.
 */
export function storageError(error: unknown, connection: StorageConnection, service: Service): ToolkitError {
  if (error instanceof ToolkitError) return error;
  const found = facts(error);
  const options = { cause: safeCause(error, found) };
  if (found.status === undefined) return unreachable(error, found, connection, service, options);
  if (found.status === 401 || found.status === 403) return refused(found, connection, options);
  const where = describeConnection(connection);
  if (found.status === 429 || found.status === 503) {
    const text = `The ${where} is busy (${label(found)}) and stayed so over several tries. Try again in a minute.`;
    return new ToolkitError("storage-throttled", text, options);
  }
  const retried = found.isTransient ? " over several tries" : "";
  const next = found.isTransient
    ? "Try again in a minute."
    : `Check that the connection in ${connection.setting} is for Table and Blob storage.`;
  return new ToolkitError("storage-failed", `The ${where} failed with ${label(found)}${retried}. ${next}`, options);
}

export function hubNotFound(hub: string, others: readonly string[], connection: StorageConnection): ToolkitError {
  const next = others.length
    ? `Other hubs there: ${others.slice(0, 10).join(", ")}. Choose one with --hub or the attribute "hub".`
    : "There is no task hub at all: start the app once, or use another connection.";
  return new ToolkitError("hub-not-found", `No task hub ${hub} in ${describeConnection(connection)}. ${next}`);
}

/** `others`: ids that are there, as far as they are known. */
export function instanceNotFound(instanceId: string, where: string, others: readonly string[] = []): ToolkitError {
  const text = `No instance "${instanceId}" in ${where}.${didYouMean(instanceId, others)} Check the id (upper and lower case count), the hub and the connection.`;
  return new ToolkitError("instance-not-found", text);
}

/** A 404: of a query, the table is missing. */
export function isMissing(error: unknown): boolean {
  return facts(error).status === 404;
}

function unreachable(
  error: unknown,
  found: ServiceFacts,
  connection: StorageConnection,
  service: Service,
  options: { cause: Error },
): ToolkitError {
  const host = hostOf(service === "table" ? connection.tableEndpoint : connection.blobEndpoint);
  if (connection.isAzurite && found.code === "ECONNREFUSED") {
    const text = `Azurite isn't running (${host}). Instances stored on disk appear once it starts. Start Azurite, or use another connection.`;
    return new ToolkitError("storage-unreachable", text, options);
  }
  const reason = error instanceof RequestTimeout ? "it did not answer in time" : (found.code ?? "the connection broke");
  const text =
    `No connection to ${host} (${reason}). Check the network, the account name in ${connection.setting}, ` +
    `and that the account's firewall lets this machine in.`;
  return new ToolkitError("storage-unreachable", text, options);
}

/** Minutes; the service takes requests of the last 15 (learn.microsoft.com/rest/api/storageservices/authorize-with-shared-key). */
const longestSkew = 15;

function refused(found: ServiceFacts, connection: StorageConnection, options: { cause: Error }): ToolkitError {
  const where = describeConnection(connection);
  const isKey = found.code === "AuthenticationFailed" || found.status === 401;
  const minutes = Math.round((found.clockAheadMs ?? 0) / 60_000);
  if (isKey && Math.abs(minutes) >= longestSkew) {
    const direction = minutes > 0 ? "fast" : "slow";
    const told = `The ${where} refused the request (${label(found)}): this machine's clock is ${Math.abs(minutes)} minutes ${direction}. Set it right, then try again.`;
    return new ToolkitError("storage-refused", told, options);
  }
  const text =
    isKey && connection.credential.kind === "key"
      ? `The ${where} does not accept the key in ${connection.setting} (${label(found)}). Was it rotated? Copy the connection string again.`
      : `The ${where} refused access (${label(found)}). The connection in ${connection.setting} needs read and list ` +
        `rights on tables and blobs (for an identity: Storage Table Data Reader and Storage Blob Data Reader), and the ` +
        `account's firewall must let this machine in.`;
  return new ToolkitError("storage-refused", text, options);
}

function label(found: ServiceFacts): string {
  return [found.status, found.code].filter((part) => part !== undefined).join(" ");
}

function safeCause(error: unknown, found: ServiceFacts): Error {
  const name = error instanceof Error ? error.name : typeof error;
  return new Error([name, label(found)].filter(Boolean).join(" "));
}
