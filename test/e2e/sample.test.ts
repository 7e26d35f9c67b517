import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { openSampleWorkspace, type SampleWorkspace } from "../support/sampleWorkspace";
import { withWorkbench } from "../support/workbench";

const orders = "src/functions/orderOrchestrator.ts";

describe("the sample's orders in a real workbench", function () {
  this.timeout(180_000);
  let sample: SampleWorkspace | undefined;
  before(async () => {
    sample = await openSampleWorkspace();
  });
  after(() => sample?.dispose());
  const workbench = withWorkbench(() => ({
    folder: sample?.folder ?? "",
    vsix: path.resolve("durable-toolkit.vsix"),
  }));

  /** "Debug Replay…" above the orchestrator, and the instance that the list offers. */
  const debugReplay = async (instanceId: string) => {
    await workbench().openFile(orders, 8);
    // The lenses are drawn anew when the instances are known; only then do they stay where they are clicked.
    await workbench().codeLens("Debug last failed");
    return workbench().debug.firstStopOf(() => workbench().pickByCodeLens("Debug replay", instanceId));
  };

  it("steps over three yields and back through a completed order", async () => {
    const { debug } = workbench();
    const entry = await debugReplay("order-1001");
    assert.deepEqual([entry.reason, entry.line], ["entry", 9]);
    await debug.waitForVariable("context", /InvocationContext/);
    await workbench().screenshot("order-entry");
    let stop = entry;
    while (stop.line !== 13) stop = await debug.stepOver();
    stop = await debug.stepOver();
    assert.equal(stop.line, 15, "the step over Task.all lands on the next statement");
    await debug.waitForVariable("prices", /Array\(4\) \[34900, 51600, 8900, 3900\]/);
    while (stop.line !== 24) stop = await debug.stepOver();
    await debug.waitForVariable("lines", /Array\(4\)/);
    await debug.waitForVariable("total", "99300");
    stop = await debug.stepOver();
    await debug.waitForVariable("reservation", '"reservation-1001-4"');
    await workbench().screenshot("order-reserved");
    while (stop.line !== 28) stop = await debug.stepOver();
    await debug.stepOver();
    await debug.waitForVariable("approval", /\{approved: true, by: "Grace"\}/);

    stop = await debug.stepBack();
    assert.equal(stop.line, 28);
    stop = await debug.stepBack();
    assert.equal(stop.line, 27);
    await workbench().screenshot("order-stepped-back");
  });

  it("runs backwards to a breakpoint", async () => {
    const { debug } = workbench();
    await debug.toggleBreakpoint(17);
    let stop = await debug.reverseContinue();
    assert.deepEqual([stop.reason, stop.line], ["breakpoint", 17]);
    await debug.waitForVariable("lines", /Array\(3\)/);
    await debug.stepBack();
    await debug.waitForVariable("lines", /Array\(2\)/);
    await workbench().screenshot("order-breakpoint-backwards");
    await debug.toggleBreakpoint(17);
    stop = await debug.continue();
    assert.equal(stop.reason, "end");
    await debug.output(/Order 1001: 4 lines, 99300 cents/);
    await workbench().screenshot("order-end");
    await debug.stop();
  });

  it("stops a failed order at the statement that fails", async () => {
    const { debug } = workbench();
    const stop = await debugReplay("order-1002");
    assert.deepEqual([stop.reason, stop.line], ["exception", 37]);
    await workbench().page.locator(".exception-widget", { hasText: "Card 0002 was declined" }).waitFor();
    await debug.waitForVariable("total", "19750");
    await workbench().screenshot("order-failed");
    await debug.stop();
  });

  it("stops a waiting order where it waits, and says for what", async () => {
    const { debug } = workbench();
    const stop = await debugReplay("order-1003");
    assert.equal(stop.reason, "waiting");
    await debug.waitForVariable("request", /\{orderId: "1003"/);
    const [top] = await debug.callStack();
    assert.match(top ?? "", /waitForApproval.*approval\.ts/);
    await workbench().screenshot("order-waiting");
    const end = await debug.continue();
    assert.equal(end.reason, "end");
    assert.equal((await debug.stepBack()).reason, "step");
    await debug.stop();
  });

  it("stops a changed order at the divergence, with what is recorded and what the code does", async () => {
    const { debug } = workbench();
    const stop = await debugReplay("order-1004");
    assert.deepEqual([stop.reason, stop.line], ["exception", 24]);
    const widget = workbench().page.locator(".exception-widget", { hasText: "requestApproval" });
    await widget.filter({ hasText: "reserveStock" }).waitFor();
    await debug.waitForVariable("total", "99500");
    await workbench().screenshot("order-diverged");
    await debug.stop();
  });

  it("replays a history file from launch.json", async () => {
    const { debug } = workbench();
    const stop = await debug.start("Replay order-1001 from its file");
    assert.deepEqual([stop.reason, stop.line], ["entry", 9]);
    await debug.stop();
  });

  it("asks before it runs a build that is older than the source, and builds when told so", async () => {
    const { debug } = workbench();
    const source = path.join(sample?.folder ?? "", "src/orders/pricing.ts");
    const begin = () => debug.choose("Replay order-1001 from its file");
    fs.appendFileSync(source, "// changed\n");
    const old = await debug.firstStopOf(async () => {
      await begin();
      await workbench().screenshot("stale-build");
      await workbench().notification("The build is older than pricing.ts", "Debug the Old Build");
    });
    assert.deepEqual([old.reason, old.line], ["entry", 9]);
    await debug.stop();
    assert.equal((await debug.firstStopOf(begin)).reason, "entry", "asked once for a change");
    await debug.stop();
    fs.appendFileSync(source, "export const changed = true;\n");
    const anew = await debug.firstStopOf(async () => {
      await begin();
      await workbench().notification("The build is older than pricing.ts", "Build and Debug");
    });
    assert.deepEqual([anew.reason, anew.line], ["entry", 9]);
    assert.match(fs.readFileSync(path.join(sample?.folder ?? "", "dist/orders/pricing.js"), "utf8"), /changed = true/);
    await debug.stop();
  });

  it("breaks nothing in the page", () => {
    assert.deepEqual(workbench().pageErrors, []);
  });
});
