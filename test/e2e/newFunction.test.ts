import assert from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { withWorkbench } from "../support/workbench";

const vsix = path.resolve("durable-toolkit.vsix");

const files = {
  "host.json": `{\n  "version": "2.0",\n  "extensionBundle": { "id": "Microsoft.Azure.Functions.ExtensionBundle", "version": "[4.*, 5.0.0)" }\n}\n`,
  "package.json": JSON.stringify({
    name: "orders",
    main: "dist/src/functions/*.js",
    dependencies: { "@azure/functions": "^4.0.0", "durable-functions": "^3.1.0" },
  }),
  "tsconfig.json": JSON.stringify({
    compilerOptions: { module: "commonjs", target: "es2022", outDir: "dist", rootDir: ".", strict: true },
  }),
  "src/functions/ship.ts": `import * as df from "durable-functions";

df.app.activity("ship", { handler: (order: string) => order });
`,
  "src/functions/report.ts": `import * as df from "durable-functions";

df.app.orchestration("report", function* (context) {
  const lines: string[] = context.df.getInput();
  const total = lines.length * 2;
  return total;
});
`,
};

describe("new functions in a real workbench", function () {
  this.timeout(180_000);
  let folder = "";
  before(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), "durable-new-"));
    for (const [name, text] of Object.entries(files)) {
      fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
      fs.writeFileSync(path.join(folder, name), text);
    }
  });
  after(() => fs.rmSync(folder, { recursive: true, force: true }));
  const workbench = withWorkbench(() => ({ folder, vsix }));
  const created = () => path.join(folder, "src", "functions", "fanOutOrders.ts");
  const problems = () => workbench().page.locator(".monaco-editor .squiggly-warning, .monaco-editor .squiggly-hint");

  it("begin with one kind, one pattern and one name, refused while typing where it is taken", async () => {
    const { page } = workbench();
    await workbench().openFile("ship.ts");
    await workbench().runCommand("Durable Functions: New…");
    await workbench().choose("Orchestrator");
    await workbench().quickPickRows().filter({ hasText: "Fan-out/fan-in" }).waitFor();
    await workbench().screenshot("new-pattern");
    await workbench().choose("Fan-out/fan-in");
    await workbench().fillIn("Ship");
    await page.locator(".quick-input-message", { hasText: "There is a function ship in this app already" }).waitFor();
    await workbench().screenshot("new-name-taken");
    await workbench().answer("fanOutOrders");
    const dialog = page.locator(".monaco-dialog-box", { hasText: "local.settings.json (new)" });
    await dialog.waitFor();
    await workbench().screenshot("new-files");
    await dialog.locator(".monaco-button", { hasText: "Create All" }).click();
    await page.locator('.tab.active[data-resource-name="fanOutOrders.ts"]').waitFor();
    await workbench().codeLens("Debug replay…");
    await workbench().screenshot("new-orchestrator");
    assert.match(fs.readFileSync(created(), "utf8"), /df\.app\.orchestration\("fanOutOrders"/);
    assert.equal(await problems().count(), 0);
  });

  it("are created from a name that nothing is registered under", async () => {
    const { page } = workbench();
    const text = fs.readFileSync(created(), "utf8");
    const call = /callActivity\("\w+Work"/.exec(text);
    assert.ok(call);
    fs.writeFileSync(created(), text.replace(call[0], 'callActivity("chargeCard"'));
    await workbench().openFile("fanOutOrders.ts");
    // The editor takes in what is new on disk line by line, and moves a cursor that stands there.
    await page.locator(".view-line", { hasText: "chargeCard" }).waitFor();
    await workbench().goToLine(text.slice(0, call.index).split("\n").length);
    await problems().first().waitFor({ state: "attached" });
    await (await workbench().lamp("Create activity 'chargeCard'")).click();
    await page.locator('.tab.active[data-resource-name="chargeCard.ts"]').waitFor();
    await workbench().screenshot("new-from-unknown-name");
    assert.match(
      fs.readFileSync(path.join(folder, "src", "functions", "chargeCard.ts"), "utf8"),
      /df\.app\.activity\("chargeCard"/,
    );
    await page.locator('.tab[data-resource-name="fanOutOrders.ts"]').click();
    await problems().first().waitFor({ state: "detached" });
  });

  it("go away with one undo", async () => {
    const { page } = workbench();
    await page.locator('.tab[data-resource-name="chargeCard.ts"]').click();
    await page.keyboard.press("Control+Z");
    const entry = page.locator(".explorer-folders-view .monaco-list-row", { hasText: "chargeCard.ts" });
    await entry.waitFor({ state: "detached" });
    assert.equal(fs.existsSync(path.join(folder, "src", "functions", "chargeCard.ts")), false);
    await workbench().screenshot("new-undone");
  });

  it("are extracted from an orchestrator, in one step of undo", async () => {
    const { page } = workbench();
    await workbench().openFile("report.ts", 5);
    await page.keyboard.press("Home");
    await page.keyboard.press("Shift+End");
    await (await workbench().lamp("Extract to activity…")).click();
    await workbench().answer("countLines");
    await page.locator(".view-line", { hasText: "yield context.df.callActivity" }).waitFor();
    await workbench().screenshot("new-extracted");
    const text = await workbench().visibleText();
    assert.match(text, /const total = yield context\.df\.callActivity\("countLines", lines\);/);
    assert.match(
      text,
      /handler: async \(lines: string\[\]\) => \{\n {4}const total = lines\.length \* 2;\n {4}return total;\n {2}\},/,
    );
    await page.keyboard.press("Control+Z");
    await page.locator(".view-line", { hasText: "yield context.df.callActivity" }).waitFor({ state: "detached" });
    assert.doesNotMatch(await workbench().visibleText(), /countLines/);
  });

  it("break nothing in the page", () => {
    assert.deepEqual(workbench().pageErrors, []);
  });
});
