import assert from "node:assert/strict";
import { join } from "node:path";
import { ToolkitError } from "../../../src/base/errors";
import { nodeFiles } from "../../../src/node/files";
import { openHistoryFile } from "../../../src/storage/historyFile";
import { memoryReader } from "../../support/memoryFiles";
import { readRecording } from "../../support/replayFixtures";

describe("history file as a store", () => {
  it("holds what it was exported from", async () => {
    const file = join(process.cwd(), "test/fixtures/histories/v4-js/archive.json");
    const { store, instanceId, problems } = await openHistoryFile(nodeFiles, file);
    assert.deepEqual(problems, []);
    assert.equal(instanceId, "archive");
    assert.deepEqual((await store.readHistory(instanceId)).value, readRecording("v4-js/archive.json").main);
    assert.match((await store.listInstances({}))[0]?.input ?? "", /^\{|^\[/);
    assert.equal(store.description, `history file ${file}`);
  });

  const unreadable: readonly [title: string, text: string | undefined, reason: RegExp][] = [
    ["is not there", undefined, /no such file/],
    ["is no JSON", "{", /not JSON, or it is cut short/],
    ["is something else", "{}", /no format "durable-history-rows\/1"/],
    ["is newer", `{"format": "durable-history-rows/2"}`, /Update the toolkit/],
  ];
  for (const [title, text, reason] of unreadable) {
    it(`that ${title} is refused with its path`, async () => {
      const reader = memoryReader(text === undefined ? {} : { "/x/a.json": text });
      await assert.rejects(openHistoryFile(reader, "/x/a.json"), (error) => {
        assert.ok(error instanceof ToolkitError && error.code === "history-unreadable");
        assert.match(error.message, reason);
        assert.equal(error.place?.file, "/x/a.json");
        return true;
      });
    });
  }

  it("places its problems in the file", async () => {
    const text = JSON.stringify({ format: "durable-history-rows/1", hub: "H", instanceId: "i", history: [1] });
    const { problems } = await openHistoryFile(memoryReader({ "/x/a.json": text }), "/x/a.json");
    assert.deepEqual(
      problems.map(({ place }) => place),
      ["/x/a.json, history[0]"],
    );
  });
});
