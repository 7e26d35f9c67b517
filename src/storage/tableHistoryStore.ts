import { parsed, type Parsed } from "../base/parsed";
import { decodeInstance } from "../history/decodeInstance";
import type { OrchestrationInstance } from "../history/history";
import type { HistoryRow, StoredHistory } from "../history/rows";
import type { HistoryStore, InstanceQuery } from "../history/store";
import { blobReferences, downloadBlobs } from "./blobs";
import { describeConnection } from "./connection";
import { hubNotFound, instanceNotFound, isMissing, storageError } from "./errors";
import { listHubs } from "./hubs";
import { inflateGzip } from "./inflate";
import { escapeKey, odataLiteral, unescapeKey } from "./keys";
import { defaultRetries, type RetryOptions } from "./retry";
import { queryRows, tableClient, type RowQuery } from "./tables";
import { tablesOf, type TaskHubLocation, type TaskHubTables } from "./taskHub";

/** Columns of a list; large inputs and outputs stay where they are. */
const listColumns = [
  "PartitionKey",
  "Name",
  "RuntimeStatus",
  "CreatedTime",
  "LastUpdatedTime",
  "CompletedTime",
  "ExecutionId",
  "ParentInstanceId",
  "CustomStatus",
];

/** Instance ids of entities begin with `@`; no orchestration's may (EntityId.cs:28). */
const orchestrationsOnly = "(PartitionKey lt '@' or PartitionKey ge 'A')";

/** A task hub in Azure Table storage, read only. */
export class TableHistoryStore implements HistoryStore {
  readonly description: string;
  private readonly location: TaskHubLocation;
  private readonly tables: TaskHubTables;
  private readonly retries: RetryOptions;

  constructor(location: TaskHubLocation, retries: RetryOptions = defaultRetries) {
    this.location = location;
    this.tables = tablesOf(location);
    this.retries = retries;
    this.description = `hub ${location.hub} on ${describeConnection(this.tables.connection)}`;
  }

  async readHistory(instanceId: string, signal?: AbortSignal): Promise<Parsed<StoredHistory>> {
    const key = `PartitionKey eq ${odataLiteral(escapeKey(instanceId))}`;
    const [instances, history] = await Promise.all([
      this.rows(this.tables.instances, { filter: `${key} and RowKey eq ''` }, signal),
      this.rows(this.tables.history, { filter: key }, signal),
    ]);
    const instance = instances[0];
    if (!instance && !history.length)
      throw instanceNotFound(instanceId, this.description, await this.someIds(signal).catch(() => []));
    const { hub, connection } = this.location;
    const references = blobReferences(hub, history, instance);
    const { blobs, problems } = await downloadBlobs(connection, hub, references, this.retries, signal);
    return parsed({ hub, instanceId, ...(instance && { instance }), history, blobs }, problems);
  }

  async listInstances(query: InstanceQuery, signal?: AbortSignal): Promise<readonly OrchestrationInstance[]> {
    if (query.names?.length === 0) return [];
    const names = query.names?.map((name) => `Name eq ${odataLiteral(name)}`).join(" or ");
    const filter = names ? `${orchestrationsOnly} and (${names})` : orchestrationsOnly;
    const rows = await this.rows(this.tables.instances, { filter, select: listColumns }, signal);
    return rows
      .map((row) => this.decode(row))
      .sort((one, other) => compareText(other.createdAt ?? "", one.createdAt ?? ""))
      .slice(0, query.limit);
  }

  /** All orchestrations in the order of storage, page by page (at most 1,000 each), for whoever shows them as they come. */
  async *instancePages(signal?: AbortSignal): AsyncGenerator<readonly OrchestrationInstance[]> {
    const query = { filter: orchestrationsOnly, select: listColumns };
    for await (const page of this.pages(this.tables.instances, query, signal)) {
      yield page.map((row) => this.decode(row));
    }
  }

  /** Ids of the first page of orchestrations: enough to find what somebody mistyped, whatever the size of the hub. */
  private async someIds(signal?: AbortSignal): Promise<readonly string[]> {
    for await (const page of this.instancePages(signal)) return page.map((instance) => instance.instanceId);
    return [];
  }

  private decode(row: HistoryRow): OrchestrationInstance {
    const instanceId = unescapeKey(String(row["PartitionKey"]?.[1] ?? ""));
    return decodeInstance(row, { hub: this.location.hub, instanceId, blobs: {} }, inflateGzip).value;
  }

  private async rows(table: string, query: RowQuery, signal?: AbortSignal): Promise<readonly HistoryRow[]> {
    const rows: HistoryRow[] = [];
    for await (const page of this.pages(table, query, signal)) rows.push(...page);
    return rows;
  }

  private async *pages(table: string, query: RowQuery, signal?: AbortSignal): AsyncGenerator<readonly HistoryRow[]> {
    const { connection } = this.tables;
    try {
      yield* queryRows(tableClient(connection, table), query, this.retries, signal);
    } catch (error) {
      signal?.throwIfAborted();
      if (!isMissing(error)) throw storageError(error, connection, "table");
      throw hubNotFound(this.location.hub, await listHubs(connection, signal, this.retries), connection);
    }
  }
}

/** By code units, as ISO times of different precision sort. */
function compareText(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
