import type { TableEntity } from "@azure/data-tables";
import { ToolkitError } from "../base/errors";
import type { Column, HistoryRow } from "../history/rows";

/** A row as @azure/data-tables gives it with `disableTypeConversion`: key columns plain, all others typed. */
export type RawEntity = Readonly<Record<string, unknown>>;

/** Columns that the service keeps itself. */
const serviceColumns = new Set(["Timestamp", "PartitionKey", "RowKey", "odata.etag", "etag"]);

const keyColumns = { partitionKey: "PartitionKey", rowKey: "RowKey" } as const;

/** A table entity to our row: every column with its EDM type and all its digits. */
export function rowOf(entity: RawEntity): HistoryRow {
  const row: Record<string, Column> = {};
  for (const [name, value] of Object.entries(entity)) {
    if (name === "etag" || name.startsWith("odata.")) continue;
    if (name === "partitionKey" || name === "rowKey") row[keyColumns[name]] = ["Edm.String", value as string];
    else if (name === "timestamp") row["Timestamp"] = ["Edm.DateTime", value as string];
    else if (isTyped(value)) row[name] = [`Edm.${value.type}`, valueOf(value.type, value.value)];
  }
  return row;
}

/** Our row to an entity that can be written; the service sets `Timestamp` itself. */
export function entityOf(row: HistoryRow): TableEntity {
  const entity: Record<string, unknown> = {};
  for (const [name, [edmType, value]] of Object.entries(row)) {
    if (serviceColumns.has(name) || value === null) continue;
    const type = edmType.replace(/^Edm\./, "");
    // Booleans and 32-bit numbers travel untagged, as the engine's own client sends them.
    entity[name] = type === "Boolean" || type === "Int32" || type === "String" ? value : { type, value: String(value) };
  }
  return { ...entity, partitionKey: keyOf(row, "PartitionKey"), rowKey: keyOf(row, "RowKey") };
}

function keyOf(row: HistoryRow, column: string): string {
  const value = row[column]?.[1];
  if (typeof value === "string") return value;
  throw new ToolkitError("history-unreadable", `A row has no text in its column ${column}: it cannot be stored.`);
}

function isTyped(value: unknown): value is { type: string; value: unknown } {
  return typeof value === "object" && value !== null && "type" in value && "value" in value;
}

function valueOf(type: string, value: unknown): Column[1] {
  if (type === "Int32" || type === "Double") return Number(value);
  if (type === "Boolean") return value === true || value === "true";
  return typeof value === "string" ? value : String(value);
}
