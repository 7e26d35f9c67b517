import assert from "node:assert/strict";
import path from "node:path";
import { seedHistory, startAzurite, type Azurite } from "../support/azurite";
import { sampleHistories } from "../support/sampleWorkspace";
import { withWorkbench } from "../support/workbench";

describe("storage without an app", function () {
  this.timeout(180_000);
  let azurite: Azurite | undefined;
  before(async () => {
    azurite = await startAzurite();
    await seedHistory(azurite.connection, ...sampleHistories());
  });
  after(() => azurite?.stop());
  const workbench = withWorkbench(() => ({ vsix: path.resolve("durable-toolkit.vsix") }));

  it("is added by a connection string, and listed", async () => {
    const { instances } = workbench();
    await instances.open();
    await workbench().pickFrom(
      () => workbench().runCommand("Durable Functions: Add Connection…"),
      "Paste a Connection String…",
    );
    await workbench().answer(azurite?.connectionString ?? "");
    await instances.row("order-1002");
    await workbench().screenshot("connection-added");
    const texts = (await instances.texts()).join("\n");
    assert.match(texts, /SampleOrders/);
  });

  it("is gone from the view when it is removed", async () => {
    const { instances } = workbench();
    await instances.act(/Azurite/, "Remove from Instances");
    await instances.welcome("Replay the Sample Order");
  });
});
