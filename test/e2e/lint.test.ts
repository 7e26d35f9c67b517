import assert from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { withWorkbench } from "../support/workbench";

const vsix = path.resolve("durable-toolkit.vsix");

const files = {
  "host.json": `{ "version": "2.0" }\n`,
  "order.js": `const df = require("durable-functions");
const { priceOf } = require("./price");

df.app.orchestration("order", function* (context) {
  const price = priceOf(context);
  return yield context.df.callActivity("charge", price);
});
df.app.activity("charge", { handler: (price) => price });
`,
  "price.js": `const { now } = require("./clock");

exports.priceOf = (context) => ({ at: now(context) });
`,
  "clock.js": `exports.now = function (context) {
  context.df.setCustomStatus("priced");
  const at = 0;
  return at;
};
`,
};

const fixOnSave = { "editor.codeActionsOnSave": { "source.fixAll.durable": "explicit" }, "files.autoSave": "off" };

/** A folder that goes when the tests are done. */
function makeApp(more: Readonly<Record<string, string>> = {}): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "durable-linted-"));
  for (const [name, text] of Object.entries({ ...files, ...more })) {
    fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    fs.writeFileSync(path.join(folder, name), text);
  }
  after(() => fs.rmSync(folder, { recursive: true, force: true }));
  return folder;
}

describe("findings while typing", function () {
  this.timeout(180_000);
  const folder = makeApp({ ".vscode/settings.json": JSON.stringify(fixOnSave) });
  const workbench = withWorkbench(() => ({ folder, vsix }));
  const squiggles = () => workbench().page.locator(".monaco-editor .squiggly-warning");

  /** Writes over the rest of a line, after the first characters of its code. */
  async function typeOver(line: number, after: number, text: string): Promise<void> {
    const { keyboard } = workbench().page;
    await workbench().goToLine(line);
    await keyboard.press("Home");
    for (let column = 0; column < after; column++) await keyboard.press("ArrowRight");
    await keyboard.press("Shift+End");
    await keyboard.type(text);
  }

  it("show in the helper and in the orchestrator two files away", async () => {
    await workbench().openFile("clock.js");
    await typeOver(3, 11, "Date.now();");
    await squiggles().first().waitFor({ state: "attached" });
    await workbench().screenshot("lint-helper");
    await workbench().openFile("order.js", 5);
    await squiggles().first().waitFor({ state: "attached" });
    await workbench().page.keyboard.press("Control+Shift+M");
    const problems = workbench().page.locator(".markers-panel .monaco-list-row");
    await problems.filter({ hasText: "gives a new value on each replay" }).first().waitFor();
    assert.equal(await problems.filter({ hasText: "gives a new value on each replay" }).count(), 3);
    await workbench().screenshot("lint-problems");
    for (const theme of ["Dark Modern", "Dark High Contrast", "Light Modern"]) {
      await workbench().theme(theme);
      await workbench().screenshot(`lint ${theme}`.toLowerCase().replaceAll(" ", "-"));
    }
  });

  it("are counted in the language status", async () => {
    const { page } = workbench();
    await page.locator(".statusbar-item[id='status.languageStatus']").click();
    await page.locator(".hover-language-status", { hasText: "1 determinism finding" }).first().waitFor();
    await workbench().screenshot("lint-status");
    await page.keyboard.press("Escape");
  });

  it("stay while the code does not parse", async () => {
    await workbench().openFile("order.js");
    // Closed brackets would not mend this.
    await typeOver(6, 0, "const broken = = ;");
    const line = workbench().page.locator(".view-line", { hasText: "broken = =" }).first();
    await line.waitFor();
    await squiggles().first().waitFor({ state: "attached" });
    await workbench().screenshot("lint-broken");
    await typeOver(6, 0, 'return yield context.df.callActivity("charge", price);');
    await squiggles().first().waitFor({ state: "attached" });
  });

  it("explain themselves on a page, from the lamp and from the code of a problem", async () => {
    const { page } = workbench();
    const link = page.locator(".markers-panel .monaco-list-row a", { hasText: "no-wall-clock" }).first();
    await workbench().goToLine(5);
    for (const item of [await workbench().lamp("Open the page of no-wall-clock"), link]) {
      await item.click();
      await page.locator(".tab.active", { hasText: "no-wall-clock" }).waitFor();
      const rendered = page.frameLocator("iframe.webview").frameLocator("#active-frame");
      await rendered.locator("h1", { hasText: "reading the wall clock" }).waitFor();
      await workbench().screenshot("lint-page");
      await workbench().runCommand("View: Close Editor");
    }
  });

  it("are fixed in the helper from the orchestrator's call, and gone in both files", async () => {
    await workbench().openFile("order.js", 5);
    const item = await workbench().lamp("in clock.js");
    await workbench().screenshot("lint-lamp");
    await item.click();
    await squiggles().first().waitFor({ state: "detached" });
    await workbench().page.locator('.tab[data-resource-name="clock.js"]').click();
    await workbench().page.locator(".view-line", { hasText: "currentUtcDateTime" }).waitFor();
    assert.match(await workbench().visibleText(), /const at = context\.df\.currentUtcDateTime\.getTime\(\);/);
    await squiggles().first().waitFor({ state: "detached" });
    await workbench().screenshot("lint-fixed");
  });

  it("are fixed by saving where the user wants that, as soon as they are typed", async () => {
    await workbench().openFile("clock.js");
    await typeOver(3, 11, "Date.now();");
    await workbench().page.keyboard.press("Control+S");
    await workbench().page.locator(".tab.active:not(.dirty)").waitFor();
    const saved = fs.readFileSync(path.join(folder, "clock.js"), "utf8");
    assert.match(saved, /const at = context\.df\.currentUtcDateTime\.getTime\(\);/);
    assert.match(await workbench().visibleText(), /const at = context\.df\.currentUtcDateTime\.getTime\(\);/);
    await squiggles().first().waitFor({ state: "detached" });
    await workbench().screenshot("lint-saved");
  });

  it("are switched off for a line with a reason, the cursor where the reason goes", async () => {
    await workbench().openFile("clock.js");
    await typeOver(3, 11, "Date.now();");
    await squiggles().first().waitFor({ state: "attached" });
    await (await workbench().lamp("Disable no-wall-clock for this line…")).click();
    await workbench().page.locator(".view-line", { hasText: "durable-disable-next-line" }).waitFor();
    await workbench().page.keyboard.type("only shown");
    await squiggles().first().waitFor({ state: "detached" });
    await workbench().screenshot("lint-disabled");
    assert.match(await workbench().visibleText(), /\n {2}\/\/ durable-disable-next-line no-wall-clock: only shown\n/);
  });

  it("breaks nothing in the page", () => {
    assert.deepEqual(workbench().pageErrors, []);
  });
});

describe("findings in Restricted Mode", function () {
  this.timeout(180_000);
  const ran = path.join(os.tmpdir(), `durable-ran-${String(process.pid)}`);
  const trap = `require("node:fs").appendFileSync(${JSON.stringify(ran)}, __filename);\n`;
  const clock = "exports.now = (context) => [context.df.instanceId, Date.now()];\n";
  const folder = makeApp({
    "order.js": trap + files["order.js"],
    "clock.js": trap + clock,
    "eslint.config.js": trap,
    "package.json": `{ "main": "order.js", "dependencies": { "durable-functions": "^3.0.0" } }`,
    "node_modules/durable-functions/package.json": `{ "version": "3.1.0", "main": "index.js" }`,
    "node_modules/durable-functions/index.js": trap,
  });
  const workbench = withWorkbench(() => ({ folder, vsix, restricted: true }));

  it("are shown, counted and fixed, and nothing of the folder runs", async () => {
    const { page } = workbench();
    await workbench().openFile("order.js", 6);
    const squiggle = page.locator(".monaco-editor .squiggly-warning").first();
    await squiggle.waitFor({ state: "attached" });
    await page.locator(".statusbar-item[id='status.workspaceTrust']", { hasText: "Restricted Mode" }).waitFor();
    await workbench().lamp("in clock.js");
    await workbench().screenshot("lint-restricted");
    assert.equal(fs.existsSync(ran), false);
  });
});
