import assert from "node:assert/strict";
import Module from "node:module";
import path from "node:path";
import * as vscode from "vscode";

const extensionId = "durable-toolkit.durable-toolkit";

describe("the extension in VS Code", () => {
  it("is active in a workspace with a Functions app, and its debug type is registered", async () => {
    const extension = vscode.extensions.getExtension<unknown>(extensionId);
    assert.ok(extension, "the extension is not installed");
    await extension.activate();
    const { contributes } = extension.packageJSON as { contributes: { debuggers: { type: string }[] } };
    assert.deepEqual(
      contributes.debuggers.map(({ type }) => type),
      ["durable-replay"],
    );
  });

  it("loads nothing but its entry bundle to activate", () => {
    const dist = path.join(process.env["TEST_ROOT"] ?? "", "dist") + path.sep;
    const { _cache: loaded } = Module as unknown as { _cache: Record<string, unknown> };
    const ours = Object.keys(loaded)
      .filter((file) => file.startsWith(dist))
      .map((file) => file.slice(dist.length))
      .filter((file) => !file.startsWith(`test${path.sep}`));
    assert.deepEqual(ours, ["extension.js"]);
  });
});
