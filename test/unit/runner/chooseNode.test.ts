import assert from "node:assert/strict";
import { chooseNode } from "../../../src/runner/chooseNode";

describe("the Node that runs an app", () => {
  const wishes = { override: process.execPath, appRoot: __dirname };

  it("is refused for an SDK that it is too new for, and for none that is not installed", async () => {
    assert.ok(Number.parseInt(process.versions.node, 10) > 22, "the suite runs on a Node that old SDKs cannot use");
    await assert.rejects(chooseNode({ ...wishes, sdkVersion: "2.1.4" }), /durable-functions 2\.1\.4 needs 22 or older/);
    assert.equal((await chooseNode(wishes)).version, process.versions.node);
  });
});
