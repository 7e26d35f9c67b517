import assert from "node:assert/strict";
import path from "node:path";
import { hearEmptyViews } from "../support/emptyViews";
import { openSampleWorkspace, type SampleWorkspace } from "../support/sampleWorkspace";
import { withWorkbench } from "../support/workbench";

describe("instances of an app on Azurite in a real workbench", function () {
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

  it("are there without a click once the view is seen, in every theme", async () => {
    const { instances } = workbench();
    await instances.open();
    await instances.row("order-1001-shipment");
    const texts = (await instances.texts()).join("\n");
    assert.match(texts, /SampleOrders\s?this project · 1 failed, 2 running, 2 completed/);
    for (const text of ["Failed\\s?1", "Running\\s?2", "Completed\\s?2", "order-1002\\s?.*orderOrchestrator"])
      assert.match(texts, new RegExp(text));
    for (const theme of ["Light Modern", "Dark Modern", "Dark High Contrast", "Light High Contrast"]) {
      await workbench().theme(theme);
      await (await instances.row("order-1002")).hover();
      await workbench().screenshot(`instances ${theme}`.toLowerCase().replaceAll(" ", "-"));
    }
  });

  it("are not said to be none while the window is loaded anew", async () => {
    const { functions, instances, page } = workbench();
    const saidByEmptyViews = await hearEmptyViews(page);
    await workbench().reloadWhenSaved(/^workbench\.view\.extension\.durableToolkit$/);
    await instances.row("order-1001-shipment");
    await functions.row("orderOrchestrator");
    assert.deepEqual(await saidByEmptyViews(), []);
  });

  it("are debugged with one click", async () => {
    const { debug, instances } = workbench();
    await workbench().theme("Light Modern");
    const stop = await debug.firstStopOf(() => instances.act("order-1003", "Debug Replay"));
    assert.equal(stop.reason, "waiting");
    await debug.stop();
  });

  it("give id and history from the keyboard's menu", async () => {
    const { instances } = workbench();
    await instances.open();
    await instances.chooseInMenu("order-1002", "Copy Instance Id");
    await instances.chooseInMenu("order-1002", "Save History");
    await workbench().saveAs(path.join(sample?.folder ?? "", "saved.durable-history.json"));
    await workbench().notification("saved.durable-history.json holds inputs and outputs");
    await (await instances.row("History files")).click();
    await instances.row(/order-1002.*saved/);
    await workbench().screenshot("instances-saved");
  });

  it("give way to one row with the next step when Azurite stops", async () => {
    const { instances } = workbench();
    await sample?.stopStorage();
    const row = await instances.row("Azurite isn't running");
    await row.hover();
    await workbench().screenshot("instances-azurite-stopped");
    await row.click();
    await workbench().notification("Azurite isn't running", undefined);
    await workbench().screenshot("instances-azurite-stopped-steps");
  });

  it("break nothing in the page", () => {
    assert.deepEqual(workbench().pageErrors, []);
  });
});
