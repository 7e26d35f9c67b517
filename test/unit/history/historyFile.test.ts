import assert from "node:assert/strict";
import { parseHistoryFile, serialiseHistoryFile } from "../../../src/history/historyFile";
import { InMemoryStore } from "../../../src/history/inMemoryStore";
import { inflate, orchestrationRecordings, readRecording } from "../../support/replayFixtures";

const column = ["Edm.String", "x"];

describe("history file", () => {
  it("survives writing and reading", () => {
    for (const { file } of orchestrationRecordings().filter((_, index) => index % 10 === 0)) {
      const read = readRecording(file);
      const withRelated = { ...read, related: [read.main], redacted: ["history[1].Input"] };
      assert.deepEqual(parseHistoryFile(serialiseHistoryFile(withRelated)), { value: withRelated, problems: [] });
    }
  });

  it("writes one row a line", () => {
    const text = serialiseHistoryFile(readRecording("v4-js/chain.json"));
    assert.equal(text.split("\n").filter((line) => line.includes('"RowKey"')).length, 18);
  });

  const unusable: readonly [text: string, code: string, place: string][] = [
    ["", "invalid-json", "$"],
    ['{"format":', "invalid-json", "$"],
    ["[]", "not-a-history-file", "format"],
    ['{"hub":"x"}', "not-a-history-file", "format"],
    ['{"format":"durable-history-rows/9"}', "unknown-format", "format"],
  ];
  for (const [text, code, place] of unusable) {
    it(`refuses ${JSON.stringify(text)}`, () => {
      const { value, problems } = parseHistoryFile(text);
      assert.equal(value, undefined);
      assert.deepEqual([problems[0]?.code, problems[0]?.place], [code, place]);
    });
  }

  const base = { format: "durable-history-rows/1", hub: "h", instanceId: "i", history: [], blobs: {} };
  const partly: readonly [members: object, place: string][] = [
    [{ history: [{ A: column }, 3] }, "history[1]"],
    [{ history: [{ A: column, B: "x" }] }, "history[0].B"],
    [{ instance: { A: [1, 2] } }, "instance.A"],
    [{ blobs: { a: 1 } }, "blobs"],
    [{ hub: 1 }, "hub"],
    [{ related: [{ instanceId: "c", history: 1 }] }, "related[0].history"],
    [{ related: {} }, "related"],
    [{ history: {} }, "history"],
    [{ instanceId: "" }, "instanceId"],
  ];
  for (const [members, place] of partly) {
    it(`names ${place} of ${JSON.stringify(members)}`, () => {
      const { problems } = parseHistoryFile(JSON.stringify({ ...base, ...members }));
      assert.deepEqual(
        problems.map((problem) => problem.place),
        [place],
      );
    });
  }

  const everywhere: readonly [members: object, place: string, message: RegExp][] = [
    [{ history: Array(1000).fill(null) }, "history[0]", /left out\. \(1000 rows\)$/],
    [{ history: Array(1000).fill({ A: 1, B: 2 }) }, "history[0].A", /left out\. \(2000 columns\)$/],
    [{ related: Array(1000).fill(5) }, "related[0]", /left out\. \(1000 instances\)$/],
    [{ related: Array(1000).fill({}) }, "related[0].instanceId", /\(1000 instances without instanceId\)$/],
  ];
  for (const [members, place, message] of everywhere)
    it(`tells once what is wrong everywhere: ${place}`, () => {
      const { problems } = parseHistoryFile(JSON.stringify({ ...base, ...members }));
      assert.equal(problems[0]?.place, place);
      assert.match(problems[0].message, message);
      assert.ok(problems.length <= 2, JSON.stringify(problems).slice(0, 500));
    });

  it("keeps what is right of a row that is partly wrong", () => {
    const { value } = parseHistoryFile(JSON.stringify({ ...base, history: [{ A: column, B: 1 }] }));
    assert.deepEqual(value?.main.history, [{ A: column }]);
  });
});

describe("InMemoryStore", () => {
  const store = new InMemoryStore(
    "the test",
    [readRecording("v4-js/chain.json").main, readRecording("v4-js/order.json").main],
    inflate,
  );

  it("lists newest first, by name, up to a limit", async () => {
    const ids = async (query: object) => (await store.listInstances(query)).map((instance) => instance.instanceId);
    assert.deepEqual(await ids({}), ["order", "chain"]);
    assert.deepEqual(await ids({ names: ["chain"] }), ["chain"]);
    assert.deepEqual(await ids({ limit: 1 }), ["order"]);
  });

  it("reads one, and names what it holds when there is no such instance", async () => {
    assert.equal((await store.readHistory("chain")).value.instanceId, "chain");
    await assert.rejects(store.readHistory("other"), /no instance "other" in the test\. It holds: chain, order/);
  });
});
