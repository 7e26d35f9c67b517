import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { countingProxy, type CountingProxy } from "../support/countingProxy";
import { openSampleWorkspace, type SampleWorkspace } from "../support/sampleWorkspace";
import { withWorkbench } from "../support/workbench";

describe("an app of one's own, in a window that asks for trust", function () {
  this.timeout(180_000);
  let sample: SampleWorkspace | undefined;
  let tables: CountingProxy | undefined;
  before(async () => {
    sample = await openSampleWorkspace();
    tables = await behindProxy(sample.folder);
  });
  after(async () => {
    tables?.close();
    await sample?.dispose();
  });
  const workbench = withWorkbench(() => ({
    folder: sample?.folder ?? "",
    vsix: path.resolve("durable-toolkit.vsix"),
    restricted: true,
  }));

  it("connects to nothing before", async () => {
    const { instances } = workbench();
    await instances.open();
    await instances.welcome("Restricted Mode: trust this folder to show its instances.");
    await workbench().openFile("orderOrchestrator.ts");
    assert.equal(tables?.connections, 0);
  });

  it("lists its instances once it is trusted, and debugs one", async () => {
    const { instances, debug } = workbench();
    await workbench().runCommand("Workspaces: Manage Workspace Trust");
    await workbench().trust();
    await workbench().closeModalEditor();
    await instances.row("order-1002");
    // The last to come: a row that is drawn anew while it is clicked hears no click.
    await instances.row(/History files.*failed/);
    await workbench().screenshot("trusted-instances");
    const stop = await debug.firstStopOf(() => instances.act("order-1002", "Debug Replay"));
    assert.equal(stop.reason, "exception");
    await debug.stop();
    assert.ok((tables?.connections ?? 0) > 0);
  });
});

/** Puts a proxy before the tables of the app's storage. */
async function behindProxy(folder: string): Promise<CountingProxy> {
  const file = path.join(folder, "local.settings.json");
  const text = fs.readFileSync(file, "utf8");
  const [endpoint = "", port] = /TableEndpoint=http:\/\/127\.0\.0\.1:(\d+)/.exec(text) ?? [];
  const proxy = await countingProxy(Number(port));
  fs.writeFileSync(file, text.replace(endpoint, endpoint.replace(`:${port ?? ""}`, `:${String(proxy.port)}`)));
  return proxy;
}
