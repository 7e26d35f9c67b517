/** A column as storage holds it: EDM type and raw value. Dates keep all their digits as text. */
export type Column = readonly [edmType: string, value: string | number | boolean | null];

/** A row of `<Hub>History` or `<Hub>Instances`: table column name to typed value. */
export type HistoryRow = Readonly<Record<string, Column>>;

/**
 * What storage or a history file holds of one orchestration instance, undecoded: reading a file and reading tables
 * end here, and one decoder goes on.
 */
export interface StoredHistory {
  readonly hub: string;
  readonly instanceId: string;
  /** Row of the Instances table; absent when there is none. */
  readonly instance?: HistoryRow;
  /** Rows of the History table in RowKey order, the sentinel included. */
  readonly history: readonly HistoryRow[];
  /** `<container>/<name>` to the stored bytes, as base64. */
  readonly blobs: Readonly<Record<string, string>>;
}
