import type { Column, HistoryRow, StoredHistory } from "../../src/history/rows";

export type Below = (below: number) => number;

/** Changes what storage holds of one instance; `other` is another instance of the same hub. */
type Damage = (stored: Mutable, below: Below, other: StoredHistory) => void;

interface Mutable {
  history: HistoryRow[];
  instance: HistoryRow | undefined;
  blobs: Record<string, string>;
}

const text = (value: string): Column => ["Edm.String", value];

const oddValues: readonly Column[] = [
  text(""),
  text("{"),
  text("null"),
  text("[[[[[["),
  text("\u0000\uD800"),
  ["Edm.Int32", -7],
  ["Edm.Int32", 2_147_483_647],
  ["Edm.Int64", "9007199254740993"],
  ["Edm.Double", 0.5],
  ["Edm.Boolean", true],
  ["Edm.DateTime", "2026-99-99"],
  ["Edm.DateTime", "0001-01-01T00:00:00Z"],
  ["Edm.String", null],
  text("x".repeat(10_000)),
];

/** Columns that hold JSON, and texts that are none or another kind of JSON. */
const jsonColumns = ["Input", "Result", "Tags", "FailureDetails", "ParentInstance", "OrchestrationInstance"];
const badJson = ["", "{", "nul", "[1,", '{"a":}', "1e999", '"\\u"', "[]", '{"OrchestrationInstance":5}'];

/** By name, so that a failure can say what was done. */
export const damages: Readonly<Record<string, Damage>> = {
  "a row dropped": (stored, below) => stored.history.splice(place(stored, below), 1),
  "a row twice": (stored, below) => insert(stored, below, rowAt(stored, below)),
  "cut short": (stored, below) => stored.history.splice(place(stored, below)),
  "rows reordered": (stored, below) => insert(stored, below, ...stored.history.splice(place(stored, below), 1)),
  "row keys swapped": ({ history }, below) => {
    const [one, other] = [below(history.length), below(history.length)];
    const [first, second] = [history[one], history[other]];
    if (!first?.["RowKey"] || !second?.["RowKey"]) return;
    history[one] = { ...first, RowKey: second["RowKey"] };
    history[other] = { ...second, RowKey: first["RowKey"] };
  },
  "a row key that is none": change(() => ({ RowKey: text("not-a-key") })),
  "a value retyped": (stored, below) => setColumn(stored, below, oddValues[below(oddValues.length)]),
  "a column gone": (stored, below) => setColumn(stored, below, undefined),
  "an unknown event type": change(() => ({ EventType: text("FromTheFuture") })),
  "another event type": (stored, below) => {
    const type = rowAt(stored, below)["EventType"];
    const at = place(stored, below);
    if (type) stored.history[at] = { ...stored.history[at], EventType: type };
  },
  "a row of another execution": change(() => ({ ExecutionId: text("another") })),
  "mixed executions": ({ history }, below, other) => {
    const at = below(history.length + 1);
    history.splice(at, history.length, ...other.history.slice(at));
  },
  "rows of an older execution behind": ({ history }, _, other) => {
    const older = other.history.filter((row) => row["RowKey"]?.[1] !== "sentinel").slice(history.length - 1);
    history.push(...older);
  },
  "a wrong id": change((below) => ({ EventId: ["Edm.Int32", [99, -1, 0, 1][below(4)] ?? 0] })),
  "a wrong task": change((below) => ({ TaskScheduledId: ["Edm.Int32", below(12) - 1] })),
  "another name": change((below) => ({ Name: text(["", "hello", "nothing", "x".repeat(300)][below(4)] ?? "") })),
  "invalid JSON": change((below) => ({
    [jsonColumns[below(jsonColumns.length)] ?? ""]: text(badJson[below(badJson.length)] ?? ""),
  })),
  "a huge text": change((below) => ({ [["Result", "Input", "Name", "Reason"][below(4)] ?? ""]: hugeText() })),
  "an empty text": change((below) => ({ [["Result", "Input", "Name"][below(3)] ?? ""]: text("") })),
  "a reference to no blob": change(() => ({ ResultBlobName: text("gone") })),
  "a missing blob": (stored, below) => changeBlob(stored, below, () => undefined),
  "a blob that is no gzip": (stored, below) => changeBlob(stored, below, () => "bm8gZ3ppcA=="),
  "a gzip cut short": (stored, below) => changeBlob(stored, below, (bytes) => bytes.slice(0, below(bytes.length))),
  "a gzip with a wrong byte": (stored, below) =>
    changeBlob(stored, below, (bytes) => {
      const buffer = Buffer.from(bytes, "base64");
      buffer[below(buffer.length)] = below(256);
      return buffer.toString("base64");
    }),
  "half a checkpoint: rows without their sentinel": (stored) => {
    stored.history = stored.history.filter((row) => row["RowKey"]?.[1] !== "sentinel");
  },
  "half a checkpoint: the last rows are not there yet": (stored, below) => {
    const sentinel = stored.history.filter((row) => row["RowKey"]?.[1] === "sentinel");
    const rows = stored.history.filter((row) => row["RowKey"]?.[1] !== "sentinel");
    stored.history = [...rows.slice(0, rows.length - 1 - below(4)), ...sentinel];
  },
  "half a checkpoint: the sentinel says so": (stored) =>
    sentinelWith(stored, "IsCheckpointComplete", ["Edm.Boolean", false]),
  "a sentinel of another execution": (stored) => sentinelWith(stored, "ExecutionId", text("another")),
  "no Instances row": (stored) => (stored.instance = undefined),
  "an Instances row that says otherwise": (stored, below) => {
    const column = ["RuntimeStatus", "Input", "Output", "CustomStatus", "CreatedTime", "ExecutionId"][below(6)] ?? "";
    stored.instance = { ...stored.instance, [column]: oddValues[below(oddValues.length)] ?? text("") };
  },
};

/** One to three damages, chosen at random, and their names. */
export function damage(
  { history, instance, blobs, ...rest }: StoredHistory,
  other: StoredHistory,
  below: Below,
): { readonly stored: StoredHistory; readonly done: readonly string[] } {
  const names = Object.keys(damages);
  const mutable: Mutable = { history: [...history], instance, blobs: { ...blobs } };
  const done = Array.from({ length: 1 + below(3) }, () => names[below(names.length)] ?? "");
  for (const name of done) if (mutable.history.length > 0) damages[name]?.(mutable, below, other);
  const { instance: damaged, ...stored } = mutable;
  return { stored: { ...rest, ...stored, ...(damaged && { instance: damaged }) }, done };
}

function place({ history }: Mutable, below: Below): number {
  return below(history.length);
}

function rowAt(stored: Mutable, below: Below): HistoryRow {
  return stored.history[place(stored, below)] ?? {};
}

function insert({ history }: Mutable, below: Below, ...rows: readonly HistoryRow[]): void {
  history.splice(below(history.length + 1), 0, ...rows);
}

function change(columns: (below: Below) => HistoryRow): Damage {
  return ({ history }, below) => {
    const at = below(history.length);
    history[at] = { ...history[at], ...columns(below) };
  };
}

function setColumn({ history }: Mutable, below: Below, value: Column | undefined): void {
  const at = below(history.length);
  const row = history[at] ?? {};
  const names = Object.keys(row);
  const name = names[below(names.length)] ?? "";
  // An orchestrator that counts up to its input would count for hours, and be right to.
  if (/^(Input|Result)$/.test(name) && Number(value?.[1]) > 1_000) return;
  const rest = Object.entries(row).filter(([column]) => column !== name);
  history[at] = Object.fromEntries(value ? [...rest, [name, value]] : rest);
}

function changeBlob({ blobs }: Mutable, below: Below, to: (bytes: string) => string | undefined): void {
  const names = Object.keys(blobs);
  const name = names[below(names.length)];
  if (name === undefined) return;
  const bytes = to(blobs[name] ?? "");
  if (bytes === undefined) Reflect.deleteProperty(blobs, name);
  else blobs[name] = bytes;
}

function sentinelWith(stored: Mutable, column: string, value: Column): void {
  stored.history = stored.history.map((row) => (row["RowKey"]?.[1] === "sentinel" ? { ...row, [column]: value } : row));
}

let huge: Column | undefined;
function hugeText(): Column {
  return (huge ??= text(JSON.stringify("y".repeat(1_000_000))));
}
