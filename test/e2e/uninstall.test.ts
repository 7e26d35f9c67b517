import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { setTimeout } from "node:timers/promises";
import { withWorkbench } from "../support/workbench";

describe("uninstalling", function () {
  this.timeout(180_000);
  let temporary = "";
  before(() => {
    temporary = fs.mkdtempSync(path.join(os.tmpdir(), "durable-uninstalled-"));
  });
  after(() => fs.rmSync(temporary, { recursive: true, force: true }));
  const workbench = withWorkbench(() => ({
    vsix: path.resolve("durable-toolkit.vsix"),
    env: { TMPDIR: temporary },
  }));

  it("leaves no connection string, no process and no temporary file", async () => {
    const { debug, instances } = workbench();
    await instances.open();
    await debug.firstStopOf(() => instances.welcomeButton("Replay the Sample Order").click());
    await workbench().pickFrom(
      () => workbench().runCommand("Durable Functions: Add Connection…"),
      "Paste a Connection String…",
    );
    await workbench().answer("UseDevelopmentStorage=true");
    await debug.stop();
    await instances.row(/Azurite/);
    await workbench().uninstall("Durable Functions Toolkit");
    // Its view stays until the window is opened again.
    await instances.open();
    await instances.gone(/Azurite/);
    await workbench().screenshot("uninstalled");
    assert.deepEqual(await processesAtLast(workbench().dataFolder), []);
    const left = fs.readdirSync(temporary, { recursive: true, encoding: "utf8" });
    assert.deepEqual(
      left.filter((name) => /durable|replay/i.test(name)),
      [],
    );
  });
});

/** Ms. The process that waits for the next replay is gone by then. */
const PROCESS_LIMIT_MS = 30_000;

/** Processes that run a program of the installed toolkit and go on doing so. */
async function processesAtLast(folder: string): Promise<readonly string[]> {
  const end = Date.now() + PROCESS_LIMIT_MS;
  for (;;) {
    const left = processesOf(folder);
    if (left.length === 0 || Date.now() > end) return left;
    await setTimeout(250);
  }
}

/** Processes that run a program of the installed toolkit. */
function processesOf(folder: string): readonly string[] {
  const table = execFileSync("ps", ["-A", "-ww", "-o", "args="], { encoding: "utf8" });
  return table
    .split("\n")
    .filter((line) => line.includes(path.join(folder, "extensions")) && line.includes("replayHost"));
}
