import assert from "node:assert/strict";
import { decodeHistory } from "../../../src/history/decodeHistory";
import type { HistoryRow, StoredHistory } from "../../../src/history/rows";
import { inflate, orchestrationRecordings, readRecording } from "../../support/replayFixtures";

describe("decodeHistory", () => {
  it("decodes every recording without a problem, event for event", () => {
    for (const { file, events } of orchestrationRecordings()) {
      const { value, problems } = decodeHistory(readRecording(file).main, inflate);
      assert.deepEqual([value.events.length, problems], [events, []], file);
    }
  });

  it("resolves large values: in rows, in the Instances row, behind percent-encoded URLs", () => {
    for (const file of ["v4-js/archive.json", "v4-js/docs_2024_1_.json"]) {
      const { value } = decodeHistory(readRecording(file).main, inflate);
      const { input, output } = value.instance ?? {};
      assert.equal(typeof JSON.parse(input ?? ""), "object");
      assert.ok((output ?? "").length > 60_000);
      const completed = value.events.find((event) => event.type === "ExecutionCompleted");
      assert.equal(completed?.result, output);
      const started = value.events.find((event) => event.type === "ExecutionStarted");
      assert.equal(started?.input, input);
    }
  });

  it("is content with an instance that no worker has picked up", () => {
    const { value, problems } = decodeHistory(readRecording("v4-js/pending.json").main, inflate);
    assert.deepEqual([value.events.length, value.instance?.runtimeStatus, problems], [0, "Pending", []]);
  });

  it("orders rows by RowKey", () => {
    const stored = chain();
    const { value } = decodeHistory({ ...stored, history: [...stored.history].reverse() }, inflate);
    assert.deepEqual(value, decodeHistory(stored, inflate).value);
  });

  it("leaves out surplus rows of an older generation and says so", () => {
    const older: HistoryRow = {
      ...row(4),
      RowKey: ["Edm.String", "0000000000000010"],
      ExecutionId: ["Edm.String", "old"],
    };
    const { value, problems } = decodeHistory({ ...chain(), history: [...chain().history, older] }, inflate);
    assert.equal(value.events.length, 16);
    assert.deepEqual(placesOf(problems), [["older-generation", "History row 0000000000000010, column ExecutionId"]]);
  });

  it("reports a sentinel that does not fit the first row", () => {
    const rows = chain().history.map((item) =>
      "EventType" in item ? { ...item, ExecutionId: ["Edm.String", "x"] as const } : item,
    );
    const { value, problems } = decodeHistory({ ...chain(), history: rows }, inflate);
    assert.equal(value.events.length, 0);
    assert.equal(problems[0]?.code, "older-generation");
    assert.equal(problems[0].severity, "error");
  });

  const cases: readonly [
    name: string,
    rowIndex: number,
    columns: HistoryRow,
    code: string,
    place: string,
    check?: unknown,
  ][] = [
    [
      "a type that is not known",
      5,
      { EventType: ["Edm.String", "TaskPaused"] },
      "unknown-event-type",
      "History row 0000000000000005",
    ],
    [
      "JSON that is none",
      1,
      { Tags: ["Edm.String", "{"] },
      "invalid-json",
      "History row 0000000000000001, column Tags",
    ],
    [
      "a result that is no JSON",
      5,
      { Result: ["Edm.String", ""] },
      "invalid-json",
      "History row 0000000000000005, column Result",
    ],
    [
      "a number stored as text",
      5,
      { TaskScheduledId: ["Edm.String", "0"] },
      "retyped-column",
      "History row 0000000000000005, column TaskScheduledId",
    ],
    [
      "a number that is none",
      5,
      { TaskScheduledId: ["Edm.String", "x"] },
      "invalid-number",
      "History row 0000000000000005, column TaskScheduledId",
    ],
    [
      "a flag stored as text",
      5,
      { IsPlayed: ["Edm.String", "true"] },
      "retyped-column",
      "History row 0000000000000005, column IsPlayed",
    ],
    [
      "a flag that is none",
      5,
      { IsPlayed: ["Edm.Int32", 1] },
      "invalid-flag",
      "History row 0000000000000005, column IsPlayed",
    ],
    [
      "a text stored as a number",
      2,
      { Name: ["Edm.Int32", 7] },
      "retyped-column",
      "History row 0000000000000002, column Name",
    ],
    [
      "a date that is none",
      5,
      { _Timestamp: ["Edm.DateTime", "yesterday"] },
      "invalid-date",
      "History row 0000000000000005, column _Timestamp",
    ],
    [
      "a blob that is not there",
      5,
      { ResultBlobName: ["Edm.String", "chain/gone"] },
      "blob-missing",
      "History row 0000000000000005, column Result",
    ],
  ];
  for (const [name, index, columns, code, place] of cases) {
    it(`names ${name}`, () => {
      const history = chain().history.map((item, at) => (at === index ? { ...item, ...columns } : item));
      const { value, problems } = decodeHistory({ ...chain(), history }, inflate);
      assert.deepEqual(placesOf(problems), [[code, place]]);
      assert.equal(value.events.length, 16);
    });
  }

  it("keeps all columns of an event that it does not know", () => {
    const history = chain().history.map((item, at) =>
      at === 5 ? { ...item, EventType: ["Edm.String", "New"] as const } : item,
    );
    const event = decodeHistory({ ...chain(), history }, inflate).value.events[5];
    assert.equal(event?.type === "Unknown" && event.columns["Result"], '"Hello Tokyo!"');
  });

  it("reads retyped values as what they are", () => {
    const columns: HistoryRow = { TaskScheduledId: ["Edm.Int64", "0"], IsPlayed: ["Edm.String", "True"] };
    const history = chain().history.map((item, at) => (at === 5 ? { ...item, ...columns } : item));
    const event = decodeHistory({ ...chain(), history }, inflate).value.events[5];
    assert.ok(event?.type === "TaskCompleted" && event.taskScheduledId === 0 && event.isPlayed);
  });

  it("trims trailing zeros of times as the engine's JSON does", () => {
    const columns: HistoryRow = { _Timestamp: ["Edm.DateTime", "2026-11-25T04:59:20.1200000Z"] };
    const history = chain().history.map((item, at) => (at === 5 ? { ...item, ...columns } : item));
    assert.equal(
      decodeHistory({ ...chain(), history }, inflate).value.events[5]?.occurredAt,
      "2026-11-25T04:59:20.12Z",
    );
  });

  it("tells a column that is wrong in many rows once", () => {
    const history = chain().history.map((item) =>
      "EventId" in item ? { ...item, EventId: ["Edm.String", "-1"] as const } : item,
    );
    const { problems } = decodeHistory({ ...chain(), history }, inflate);
    assert.equal(problems.length, 1);
    assert.match(problems[0]?.message ?? "", /\(16 rows\)$/);
  });

  it("names bytes of a blob that are not gzip", () => {
    const history = chain().history.map((item, at) =>
      at === 5 ? { ...item, ResultBlobName: ["Edm.String", "b"] as const } : item,
    );
    const blobs = { "recv4jscases-largemessages/b": "AAAA" };
    assert.equal(decodeHistory({ ...chain(), history, blobs }, inflate).problems[0]?.code, "blob-unreadable");
  });

  it("names rows that are missing, doubled or without a proper key", () => {
    const rows = chain().history;
    const codes = (history: readonly HistoryRow[]) =>
      placesOf(decodeHistory({ ...chain(), history }, inflate).problems);
    assert.deepEqual(codes(rows.filter((_, index) => index !== 4)), [["rows-missing", "History row 0000000000000005"]]);
    assert.deepEqual(codes([...rows, row(4)]), [["duplicate-row", "History row 0000000000000004, column RowKey"]]);
    assert.deepEqual(codes([...rows, { ...row(4), RowKey: ["Edm.String", "x"] }]), [
      ["invalid-row-key", "History row x, column RowKey"],
    ]);
    assert.deepEqual(codes(rows.slice(0, 16)), [["sentinel-missing", "History"]]);
    assert.deepEqual(codes([row(0), ...rows.slice(2)])[1], ["execution-started-missing", "History"]);
  });

  it("tells rows that are all doubled, or all without a proper key, once", () => {
    const rows = chain().history;
    const withKey = (key: string) => rows.map((item) => ({ ...item, RowKey: ["Edm.String", key] as const }));
    const said = (history: readonly HistoryRow[]) => decodeHistory({ ...chain(), history }, inflate).problems;
    assert.match(
      said([...rows, ...rows.slice(0, 16)])
        .map(({ message }) => message)
        .join(),
      /is used\. \(16 rows\)$/,
    );
    assert.match(said(withKey("x"))[0]?.message ?? "", /left out\. \(17 rows\)$/);
  });

  it("names a half-written checkpoint and a purged history", () => {
    const rows = chain().history;
    const half = rows.map((item) =>
      "IsCheckpointComplete" in item ? { ...item, IsCheckpointComplete: ["Edm.Boolean", false] as const } : item,
    );
    assert.equal(decodeHistory({ ...chain(), history: half }, inflate).problems[0]?.code, "checkpoint-incomplete");
    assert.equal(decodeHistory({ ...chain(), history: [] }, inflate).problems[0]?.code, "history-empty");
  });

  it("keeps an unknown runtime status readable", () => {
    const instance: HistoryRow = { ...chain().instance, RuntimeStatus: ["Edm.String", "Frozen"] };
    const { value, problems } = decodeHistory({ ...chain(), instance }, inflate);
    assert.equal(value.instance?.runtimeStatus, "Unknown");
    assert.deepEqual(placesOf(problems), [["unknown-status", "Instances row of chain, column RuntimeStatus"]]);
  });
});

function chain(): StoredHistory {
  return readRecording("v4-js/chain.json").main;
}

function row(index: number): HistoryRow {
  const found = chain().history[index];
  assert.ok(found);
  return found;
}

function placesOf(problems: readonly { readonly code: string; readonly place: string }[]): [string, string][] {
  return problems.map(({ code, place }) => [code, place]);
}
