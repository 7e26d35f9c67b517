import assert from "node:assert/strict";
import { decodeHistory } from "../../../src/history/decodeHistory";
import { parseJsonPath } from "../../../src/history/jsonPath";
import { blackBar, readRedactions, redactHistory } from "../../../src/history/redact";
import type { StoredHistory } from "../../../src/history/rows";
import { deflateGzip, inflateGzip } from "../../../src/storage/inflate";
import { inflate, orchestrationRecordings, readRecording } from "../../support/replayFixtures";

const codec = { inflate: inflateGzip, deflate: deflateGzip };

/** One row of each column, each with the same text. */
function storedWith(text: string, blobs: StoredHistory["blobs"] = {}): StoredHistory {
  const row = (column: string) => ({
    RowKey: ["Edm.String", column] as const,
    [column]: ["Edm.String", text] as const,
  });
  return {
    hub: "Orders",
    instanceId: "order-1",
    instance: { Input: ["Edm.String", text], Output: ["Edm.String", text] },
    history: [row("Input"), row("Result"), row("Name")],
    blobs,
  };
}

function redacted(document: unknown, ...paths: readonly string[]): unknown {
  const { value, problems } = redactHistory(storedWith(JSON.stringify(document)), readRedactions(paths).value, codec);
  assert.deepEqual(problems, []);
  const { instance, history } = value.stored;
  const texts = [instance?.["Input"], instance?.["Output"], history[0]?.["Input"], history[1]?.["Result"]];
  assert.equal(new Set(texts.map((column) => column?.[1])).size, 1, "every column alike");
  assert.equal(history[2]?.["Name"]?.[1], JSON.stringify(document), "a name is no input");
  return JSON.parse(String(texts[0]?.[1]));
}

describe("history.redact", () => {
  const order = {
    id: 7,
    card: { number: "4111", valid: true, year: 2030, holder: null },
    lines: [
      { item: "lamp", price: 12 },
      { item: "desk", price: 30 },
    ],
    "first name": "Ada",
  };

  const cases: readonly [path: string, changed: object][] = [
    ["$.card.number", { card: { ...order.card, number: blackBar } }],
    ["$.card", { card: { number: blackBar, valid: false, year: 0, holder: null } }],
    ["$..number", { card: { ...order.card, number: blackBar } }],
    ["$.lines[*].price", { lines: order.lines.map((line) => ({ ...line, price: 0 })) }],
    ["$.lines[1].item", { lines: [order.lines[0], { item: blackBar, price: 30 }] }],
    ['$["first name"]', { "first name": blackBar }],
    ["$['first name']", { "first name": blackBar }],
    ["$.*.number", { card: { ...order.card, number: blackBar } }],
    ["$..*.item", { lines: order.lines.map((line) => ({ ...line, item: blackBar })) }],
    ["$.nothing.here", {}],
  ];
  for (const [path, changed] of cases) {
    it(`blacks out ${path} and nothing else`, () => assert.deepEqual(redacted(order, path), { ...order, ...changed }));
  }

  it("takes several paths, and names those that met something", () => {
    const { value } = redactHistory(
      storedWith(JSON.stringify(order)),
      readRedactions(["$..price", "$.id", "$.absent"]).value,
      codec,
    );
    assert.deepEqual(value.redacted, ["$..price", "$.id"]);
  });

  it("looks into texts that are JSON themselves, as messages of entities are", () => {
    const message = { op: "charge", input: JSON.stringify({ card: { number: "4111" } }) };
    const found = redacted(message, "$.card.number") as typeof message;
    assert.deepEqual(JSON.parse(found.input), { card: { number: blackBar } });
  });

  it("leaves a text as it is, digit for digit, when nothing is to be blacked out in it", () => {
    const stored = { ...storedWith('{"big": 12345678901234567890, "rate": 1.0}'), blobs: {} };
    assert.deepEqual(redactHistory(stored, readRedactions(["$.card"]).value, codec).value, { stored, redacted: [] });
    const error = storedWith("Card 4111 was declined");
    assert.deepEqual(redactHistory(error, readRedactions(["$..*"]).value, codec).value.stored, error);
  });

  it("blacks out large values in blobs, and leaves out a blob that cannot be read", () => {
    const blobs = { "orders-largemessages/a": deflateGzip(JSON.stringify(order)), "orders-largemessages/b": "rubbish" };
    const { value, problems } = redactHistory(storedWith("1", blobs), readRedactions(["$..number"]).value, codec);
    assert.deepEqual(Object.keys(value.stored.blobs), ["orders-largemessages/a"]);
    const text = inflateGzip(value.stored.blobs["orders-largemessages/a"] ?? "");
    assert.ok(!text.includes("4111") && text.includes("Ada"));
    assert.deepEqual(
      problems.map(({ place }) => place),
      ["orders-largemessages/b"],
    );
  });

  it("leaves recordings whose events decode as before", () => {
    const everything = readRedactions(["$..*"]).value;
    for (const { file } of orchestrationRecordings()) {
      const { main } = readRecording(file);
      const { stored } = redactHistory(main, everything, codec).value;
      const types = (of: StoredHistory) => decodeHistory(of, inflate).value.events.map(({ type }) => type);
      assert.deepEqual(types(stored), types(main), file);
    }
  });

  for (const path of ["", "card", "$card", "$.", "$..", "$.a..", "$[", "$[a]", "$.a b", "$['a", "$.a[", '$["\\x"]'])
    it(`says that ${JSON.stringify(path)} is no path`, () => {
      assert.equal(parseJsonPath(path), undefined);
      const { value, problems } = readRedactions(["$.ok", path]);
      assert.deepEqual([value.length, problems[0]?.place], [1, path]);
      assert.match(problems[0]?.message ?? "", /Write it as \$\.card\.number/);
    });
});
