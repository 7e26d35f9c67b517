import assert from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { replayName } from "../../../src/extension/debug/replayName";

describe("the name of a session", () => {
  let folder = "";
  before(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), "durable-toolkit-name-"));
  });
  after(() => fs.rmSync(folder, { recursive: true }));

  const write = (text: string) => fs.writeFileSync(path.join(folder, "done.durable-history.json"), text);
  const launch = () => ({ appRoot: folder, history: "done.durable-history.json" });

  it("is the instance's, when one is named", async () => {
    assert.equal(await replayName({ ...launch(), instanceId: "order-7" }), "Replay (order-7)");
  });

  it("is that of the instance in a history file, before its related ones", async () => {
    write('{ "format": "x", "instanceId": "order \\"7\\"", "related": [{ "instanceId": "child" }] }');
    assert.equal(await replayName(launch()), 'Replay (order "7")');
  });

  it("is the file's when that says nothing, or is not there", async () => {
    for (const text of ["{}", '{ "instanceId": "\\q" }', " ".repeat(5000) + '{ "instanceId": "order-7" }']) {
      write(text);
      assert.equal(await replayName(launch()), "Replay (done)");
    }
    assert.equal(await replayName({ history: "/nowhere/gone.durable-history.json" }), "Replay (gone)");
    assert.equal(await replayName({ orchestrator: "order" }), "Replay (recent instance)");
  });
});
