import assert from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { withWorkbench } from "../support/workbench";

describe("the packaged extension in a workbench", () => {
  let folder = "";
  before(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), "durable-e2e-"));
    fs.writeFileSync(path.join(folder, "host.json"), JSON.stringify({ version: "2.0" }));
  });
  after(() => fs.rmSync(folder, { recursive: true, force: true }));
  const workbench = withWorkbench(() => ({ folder, vsix: path.resolve("durable-toolkit.vsix") }));

  it("offers its commands in the palette", async () => {
    const titles = await workbench().commandsFor("Durable Functions: Show Log");
    await workbench().screenshot("installed-palette");
    assert.ok(titles.includes("Durable Functions: Show Log"), `the palette offers: ${titles.join(", ")}`);
  });

  it("breaks nothing in the page", () => {
    assert.deepEqual(workbench().pageErrors, []);
  });
});
