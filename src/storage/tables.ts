import { AzureNamedKeyCredential, AzureSASCredential, TableClient, TableServiceClient } from "@azure/data-tables";
import type { HistoryRow } from "../history/rows";
import type { StorageConnection } from "./connection";
import { rowOf } from "./entities";
import { withRetries, type RetryOptions } from "./retry";

export interface RowQuery {
  /** OData filter. */
  readonly filter: string;
  /** Only these columns; all when absent. */
  readonly select?: string[];
}

/** What the service sends at most at once. */
const rowsPerPage = 1000;

export function tableClient(connection: StorageConnection, table: string): TableClient {
  const { credential, tableEndpoint } = connection;
  if (credential.kind === "sas") {
    const signature = new AzureSASCredential(credential.value.reveal());
    return new TableClient(tableEndpoint, table, signature, clientOptions(connection));
  }
  const key = new AzureNamedKeyCredential(connection.account, credential.value.reveal());
  return new TableClient(tableEndpoint, table, key, clientOptions(connection));
}

/** All rows of a query in key order, page by page; each page is retried by itself. */
export async function* queryRows(
  client: TableClient,
  query: RowQuery,
  retries: RetryOptions,
  signal?: AbortSignal,
): AsyncGenerator<readonly HistoryRow[]> {
  let continuationToken: string | undefined;
  do {
    const token = continuationToken;
    const page = await withRetries((abortSignal) => readPage(client, query, token, abortSignal), retries, signal);
    yield page.rows;
    continuationToken = page.continuationToken;
  } while (continuationToken);
}

/** Names of all tables of the account. */
export async function listTables(
  connection: StorageConnection,
  retries: RetryOptions,
  signal?: AbortSignal,
): Promise<readonly string[]> {
  const client = serviceClient(connection);
  const names: string[] = [];
  let continuationToken: string | undefined;
  do {
    const token = continuationToken;
    const page = await withRetries(
      async (abortSignal) => {
        const settings = { maxPageSize: rowsPerPage, ...(token && { continuationToken: token }) };
        return firstPage<{ name?: string }>(client.listTables({ abortSignal }).byPage(settings));
      },
      retries,
      signal,
    );
    names.push(...(page ?? []).flatMap(({ name }) => name ?? []));
    continuationToken = page?.continuationToken;
  } while (continuationToken);
  return names;
}

async function readPage(client: TableClient, query: RowQuery, token: string | undefined, abortSignal: AbortSignal) {
  const entities = client.listEntities({ queryOptions: query, disableTypeConversion: true, abortSignal });
  const settings = { maxPageSize: rowsPerPage, ...(token && { continuationToken: token }) };
  const page = await firstPage<Record<string, unknown>>(entities.byPage(settings));
  return { rows: (page ?? []).map(rowOf), continuationToken: page?.continuationToken };
}

/** The iterators of the client type their pages loosely, and leave out the token that leads on. */
async function firstPage<T>(
  pages: AsyncIterableIterator<unknown>,
): Promise<(readonly T[] & { readonly continuationToken?: string }) | undefined> {
  const result: IteratorResult<unknown> = await pages.next();
  return result.done ? undefined : (result.value as readonly T[] & { readonly continuationToken?: string });
}

function serviceClient(connection: StorageConnection): TableServiceClient {
  const { credential, tableEndpoint } = connection;
  if (credential.kind === "sas") {
    const signature = new AzureSASCredential(credential.value.reveal());
    return new TableServiceClient(tableEndpoint, signature, clientOptions(connection));
  }
  const key = new AzureNamedKeyCredential(connection.account, credential.value.reveal());
  return new TableServiceClient(tableEndpoint, key, clientOptions(connection));
}

/** Retries are ours: the clients' own would repeat refused connections for seconds. */
function clientOptions(connection: StorageConnection) {
  return {
    allowInsecureConnection: connection.tableEndpoint.startsWith("http:"),
    retryOptions: { maxRetries: 0 },
  };
}
