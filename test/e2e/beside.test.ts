import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { openSampleWorkspace, type SampleWorkspace } from "../support/sampleWorkspace";
import { withWorkbench } from "../support/workbench";

/** A program that runs until it is ended. */
const program = `setInterval(() => {}, 1000);\nconsole.log("the program runs");\n`;

describe("a replay beside a session of Node's debugger", function () {
  this.timeout(180_000);
  let sample: SampleWorkspace | undefined;
  before(async () => {
    sample = await openSampleWorkspace();
    addProgram(sample.folder);
  });
  after(() => sample?.dispose());
  const workbench = withWorkbench(() => ({
    folder: sample?.folder ?? "",
    vsix: path.resolve("durable-toolkit.vsix"),
  }));

  it("steps forwards and back while the program runs on", async () => {
    const { debug, instances } = workbench();
    await debug.choose("Program");
    await debug.output(/the program runs/);
    await instances.open();
    const entry = await debug.firstStopOf(() => instances.act("order-1002", "Debug Replay"));
    assert.equal(entry.reason, "exception");
    const back = await debug.stepBack();
    assert.ok(back.line < entry.line);
    await workbench().screenshot("beside-node");
    await debug.session(/Program/).waitFor();
  });

  it("ends alone", async () => {
    const { debug } = workbench();
    await debug.stopOne(/order-1002/);
    await workbench().screenshot("beside-node-alone");
    await debug.stop();
  });
});

function addProgram(folder: string): void {
  fs.writeFileSync(path.join(folder, "program.js"), program);
  const configuration = {
    name: "Program",
    type: "node",
    request: "launch",
    program: "${workspaceFolder}/program.js",
    console: "internalConsole",
  };
  const file = path.join(folder, ".vscode", "launch.json");
  fs.writeFileSync(file, JSON.stringify({ version: "0.2.0", configurations: [configuration] }));
}
