import assert from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { hearEmptyViews } from "../support/emptyViews";
import { withWorkbench } from "../support/workbench";

const sample = path.resolve("media", "sample");

/** Beside the sample's functions: an entity, a name that nobody registers, an activity without a use. */
const nightly = `import * as df from "durable-functions";

df.app.orchestration("nightlyReport", function* (context) {
  yield context.df.callEntity(new df.EntityId("stock", "all"), "read");
  yield context.df.callActivityWithRetry("sendReport", new df.RetryOptions(1000, 3));
  yield context.df.callSubOrchestrator("shipOrder", Math.random());
});
df.app.entity("stock", () => undefined);
df.app.activity("archive", { handler: () => undefined });
`;

/** The sample's sources with more, in a folder that goes when the tests are done. */
function makeApp(): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "durable-functions-view-"));
  for (const part of ["src", "host.json", "package.json", "tsconfig.json"])
    fs.cpSync(path.join(sample, part), path.join(folder, part), { recursive: true });
  fs.writeFileSync(path.join(folder, "src", "functions", "nightly.ts"), nightly);
  after(() => fs.rmSync(folder, { recursive: true, force: true }));
  return folder;
}

describe("the functions of an app in a real workbench", function () {
  this.timeout(180_000);
  const workbench = withWorkbench(() => ({ folder: makeApp(), vsix: path.resolve("durable-toolkit.vsix") }));

  const openFile = (name: string) => workbench().page.locator(`.tab.active[data-resource-name="${name}"]`).waitFor();

  it("are in a view, orchestrators first with what they use, and lead to their code", async () => {
    const { functions, instances } = workbench();
    await instances.open();
    await (await functions.row("nightlyReport")).waitFor();
    const texts = (await functions.texts()).join("\n");
    assert.match(
      texts,
      /nightlyReport ?2 findings\nstock ?calls\nsendReport ?with retry · unknown activity\nshipOrder ?sub-orch/,
    );
    assert.match(texts, /orderOrchestrator\npriceLine\n/);
    await (await functions.row("priceLine")).click();
    await openFile("activities.ts");
  });

  it("belong to an app whose set-up has a page that leads to the code", async () => {
    const { page } = workbench();
    await workbench().runCommand("Durable Functions: Check Setup");
    const setup = page.frameLocator("iframe.webview.ready").frameLocator("#active-frame");
    await setup.locator("li", { hasText: "is not installed" }).waitFor();
    await workbench().screenshot("setup-page");
    await setup.locator("tr", { hasText: "nightlyReport" }).locator("a").click();
    await openFile("nightly.ts");
    await workbench().runCommand("View: Close All Editors");
  });

  it("are drawn, in every theme", async () => {
    const { functions } = workbench();
    await functions.showGraph();
    assert.equal(await functions.graph().locator(".node.unknown").count(), 1);
    for (const theme of ["Light Modern", "Dark Modern", "Dark High Contrast", "Light High Contrast"]) {
      await workbench().theme(theme);
      await functions.node("shipOrder").hover();
      await workbench().screenshot(`functions ${theme}`.toLowerCase().replaceAll(" ", "-"));
    }
  });

  it("are reached by keys and by clicks, and open beside the picture", async () => {
    const { functions } = workbench();
    await functions.node("orderOrchestrator").focus();
    await functions.node("orderOrchestrator").press("Enter");
    await openFile("orderOrchestrator.ts");
    await functions.node("stock").focus();
    await functions.node("stock").click();
    await openFile("nightly.ts");
    await workbench().screenshot("functions-beside");
  });

  it("are there again when the window is loaded anew, and no view says that it is empty before it knows", async () => {
    const { functions, page } = workbench();
    const saidByEmptyViews = await hearEmptyViews(page);
    await workbench().reloadWhenSaved(/durableToolkit\.functionGraph.*\\"root\\/);
    await functions.node("orderOrchestrator").waitFor();
    await functions.node("stock").press("Enter");
    await openFile("nightly.ts");
    await (await functions.row("nightlyReport")).waitFor();
    assert.deepEqual(await saidByEmptyViews(), []);
  });

  it("are drawn anew while code is edited", async () => {
    const { page, functions } = workbench();
    await workbench().openFile("src/functions/nightly.ts", 5);
    await page.keyboard.press("Home");
    await page.keyboard.type('yield context.df.callActivity("archive"); ');
    await functions.graph().locator('.node[aria-label^="nightlyReport,"][aria-label*="calls archive"]').waitFor();
  });

  it("break nothing in the page", () => {
    assert.deepEqual(workbench().pageErrors, []);
  });
});
