import type { BlobReader } from "./blobs";
import type { Json } from "./events";
import type { ProblemList } from "./problemList";
import type { Column, HistoryRow } from "./rows";

type Raw = Column[1];

/** Columns whose value may lie in a blob (AzureTableTrackingStore.cs:52-65), and the column that then names it. */
const blobColumns: ReadonlyMap<string, string> = new Map(
  ["Name", "Input", "Result", "Output", "Reason", "Details", "Correlation", "FailureDetails", "Tags"].map((column) => [
    column,
    `${column}BlobName`,
  ]),
);

/** Reads the columns of one row; whatever is wrong with one becomes a problem, and reading goes on. */
export class RowReader {
  private readonly row: HistoryRow;
  private readonly name: () => string;
  private readonly blobs: BlobReader;
  private readonly problems: ProblemList;

  /** `name` is for messages, e.g. `History row 000000000000000A`; asked for only when there is one. */
  constructor(row: HistoryRow, name: () => string, blobs: BlobReader, problems: ProblemList) {
    this.row = row;
    this.name = name;
    this.blobs = blobs;
    this.problems = problems;
  }

  /** Null when the column is absent: storage has no null. */
  text(column: string): string | null {
    const blobColumn = blobColumns.get(column);
    const blob = blobColumn === undefined ? null : this.value(blobColumn);
    if (typeof blob === "string" && blob !== "") return this.blobText(column, blob);
    const value = this.value(column);
    if (value === null || typeof value === "string") return value;
    this.retyped(column, "text");
    return String(value);
  }

  requiredText(column: string): string {
    return this.text(column) ?? this.missing(column, "");
  }

  /** Complex members are JSON text, null among them (TableEntityConverter.cs:183-202). */
  json(column: string): Json {
    const text = this.text(column);
    if (text === null || text === "null") return null;
    try {
      return JSON.parse(text) as Json;
    } catch {
      this.problem("invalid-json", column, "error", `Column ${column} should hold JSON and does not: read as null.`);
      return null;
    }
  }

  /** Text that the SDK will parse as JSON; kept as it is when it is not. */
  jsonText(column: string): string | null {
    const text = this.text(column);
    if (text === null || isJson(text)) return text;
    const message = `Column ${column} is not JSON: the SDK will fail on it as it stands.`;
    this.problem("invalid-json", column, "warning", message);
    return text;
  }

  integer(column: string): number | null {
    const value = this.value(column);
    if (value === null || (typeof value === "number" && Number.isInteger(value))) return value;
    const number = typeof value === "string" && /^-?\d+$/.test(value) ? Number(value) : undefined;
    if (number === undefined) {
      this.problem(
        "invalid-number",
        column,
        "error",
        `Column ${column} holds ${show(value)} instead of a whole number.`,
      );
      return null;
    }
    if (this.edmType(column) !== "Edm.Int64" && this.edmType(column) !== "Edm.Int32") this.retyped(column, "a number");
    return number;
  }

  requiredInteger(column: string): number {
    return this.integer(column) ?? this.missing(column, -1);
  }

  flag(column: string): boolean | null {
    const value = this.value(column);
    if (value === null || typeof value === "boolean") return value;
    if (value === "true" || value === "false" || value === "True" || value === "False") {
      if (this.edmType(column) !== "Edm.Boolean") this.retyped(column, "true or false");
      return value.toLowerCase() === "true";
    }
    this.problem("invalid-flag", column, "error", `Column ${column} holds ${show(value)} instead of true or false.`);
    return null;
  }

  /** ISO 8601 UTC, trailing zeros of the fraction trimmed as the engine's JSON does. */
  date(column: string): string | null {
    const value = this.value(column);
    if (value === null) return null;
    if (typeof value === "string" && isoDate.test(value)) return trimFraction(value);
    this.problem(
      "invalid-date",
      column,
      "error",
      `Column ${column} holds ${show(value)} instead of an ISO 8601 UTC time.`,
    );
    return String(value);
  }

  requiredDate(column: string): string {
    return this.date(column) ?? this.missing(column, "");
  }

  /** Every column with its bare value, for rows of a type that is not known. */
  all(): Readonly<Record<string, Json>> {
    return Object.fromEntries(Object.entries(this.row).map(([column, [, value]]) => [column, value]));
  }

  private value(column: string): Raw {
    return this.row[column]?.[1] ?? null;
  }

  private edmType(column: string): string | undefined {
    return this.row[column]?.[0];
  }

  private blobText(column: string, blobName: string): string | null {
    const blob = this.blobs.byName(blobName);
    if (blob.found) return blob.text;
    const what = blob.reason === "missing" ? "is not there" : "cannot be read";
    const message = `The large value of ${column} lies in a blob that ${what} (${blob.detail}): read as null.`;
    this.problem(`blob-${blob.reason}`, column, "error", message);
    return null;
  }

  private missing<T>(column: string, instead: T): T {
    if (this.value(column) === null) this.problem("column-missing", column, "error", `Column ${column} is missing.`);
    return instead;
  }

  private retyped(column: string, wanted: string): void {
    const message = `Column ${column} is ${this.edmType(column) ?? "untyped"} where the engine writes ${wanted}: read as such.`;
    this.problem("retyped-column", column, "warning", message);
  }

  private problem(code: string, column: string, severity: "error" | "warning", message: string): void {
    this.problems.add({ code, severity, message, place: `${this.name()}, column ${column}`, group: column });
  }
}

const isoDate = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|\+00:00)$/;

function trimFraction(date: string): string {
  return date.endsWith("0Z") && date.includes(".") ? date.replace(/\.?0+Z$/, "Z") : date.replace("+00:00", "Z");
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function show(value: Raw): string {
  return JSON.stringify(value).slice(0, 40);
}
