import assert from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import type { Workbench } from "../support/workbench";
import { withWorkbench } from "../support/workbench";

const vsix = path.resolve("durable-toolkit.vsix");

describe("the first minute, in an empty window", function () {
  this.timeout(180_000);
  let folder = "";
  before(() => void (folder = fs.mkdtempSync(path.join(os.tmpdir(), "durable-first-minute-"))));
  after(() => fs.rmSync(folder, { recursive: true, force: true }));
  const workbench = withWorkbench(() => ({ vsix }));

  it("begins with a view that offers the sample", async () => {
    const { instances } = workbench();
    await instances.open();
    await instances.welcome("Replay the Sample Order");
    await workbench().screenshot("first-welcome");
  });

  it("replays the sample from its first statement, forwards and back, without npm or Azure", async () => {
    const { debug, instances } = workbench();
    const entry = await debug.firstStopOf(() => instances.welcomeButton("Replay the Sample Order").click());
    assert.deepEqual([entry.reason, entry.line], ["entry", 9]);
    await debug.waitForVariable("context", /InvocationContext/);
    await workbench().screenshot("first-sample");
    let stop = entry;
    while (stop.line !== 19) stop = await debug.stepOver();
    await debug.waitForVariable("lines", /Array\(4\)/);
    while (stop.line !== 17) stop = await debug.stepBack();
    await debug.waitForVariable("lines", /Array\(3\)/);
    await workbench().screenshot("first-stepped-back");
    await debug.stop();
  });

  it("then lists the four recorded runs, each one click from its replay", async () => {
    const { debug, instances } = workbench();
    await instances.open();
    await instances.row(/order-1004/);
    await workbench().screenshot("first-runs");
    const texts = (await instances.texts()).join("\n");
    assert.match(texts, /Toolkit's sample\s?recorded in files · 1 failed, 2 running, 2 completed/);
    const stop = await debug.firstStopOf(() => instances.act(/order-1002/, "Debug Replay"));
    assert.deepEqual([stop.reason, stop.line], ["exception", 37]);
    await debug.stop();
  });

  it("ends with a project of one's own", async () => {
    const project = path.join(folder, "my-orders");
    await workbench().runCommand("Durable Functions: Save the Sample as a Project…");
    await workbench().saveAs(project, "durable-orders");
    await workbench().notification("Run npm install and npm run build there once");
    await workbench().screenshot("first-project");
    assert.ok(fs.existsSync(path.join(project, "src", "functions", "orderOrchestrator.ts")));
  });

  it("has a walkthrough, its pictures in the colours of the theme", async () => {
    await workbench().runCommand("Durable Functions: Get Started");
    const steps = workbench().page.locator(".gettingStartedContainer .getting-started-step");
    await steps.filter({ hasText: "Replay the sample order" }).waitFor();
    assert.equal(await steps.count(), 6);
    await workbench().runCommand("View: Toggle Panel Visibility");
    for (const theme of ["Light Modern", "Dark Modern", "Dark High Contrast", "Light High Contrast"]) {
      await workbench().theme(theme);
      for (const title of [
        "Replay the sample order",
        "Step over a yield",
        "See the runs of your",
        "Debug a run of",
        "Break determinism",
        "Add an orchestrator",
      ]) {
        await steps.filter({ hasText: title }).click();
        await workbench().screenshot(`walkthrough ${theme} ${title}`.toLowerCase().replaceAll(" ", "-"));
      }
    }
    await workbench().theme("Light Modern");
    const first = steps.filter({ hasText: "Replay the sample order" });
    await first.click();
    const stop = await workbench().debug.firstStopOf(() =>
      first.locator(".monaco-button", { hasText: "Replay the Sample" }).click(),
    );
    assert.deepEqual([stop.reason, stop.line], ["entry", 9]);
    await workbench().debug.stop();
    await workbench().runCommand("Durable Functions: Get Started");
    await first.locator(".codicon-getting-started-step-checked").waitFor();
  });

  it("breaks nothing in the page", () => {
    assert.deepEqual(workbench().pageErrors, []);
  });
});

describe("the first minute, in Restricted Mode", function () {
  this.timeout(180_000);
  let folder = "";
  before(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), "durable-restricted-"));
    fs.writeFileSync(path.join(folder, "host.json"), JSON.stringify({ version: "2.0" }));
  });
  after(() => fs.rmSync(folder, { recursive: true, force: true }));
  const workbench = withWorkbench(() => ({ folder, vsix, restricted: true }));
  let window: Workbench | undefined;

  it("says why there are no instances, and what can be done", async () => {
    const { instances } = workbench();
    await instances.open();
    await instances.welcome("Restricted Mode: trust this folder to show its instances.");
    await workbench().screenshot("restricted-welcome");
    assert.deepEqual(await instances.texts(), []);
  });

  it("replays the sample in a window of its own, once that is trusted", async () => {
    const { instances } = workbench();
    window = await workbench().windowOpenedBy(() => instances.welcomeButton("Replay the Sample Order").click());
    const own = window;
    await own.screenshot("restricted-sample-window");
    await own.notification("toolkit's own sample", "Manage Trust");
    const entry = await own.debug.firstStopOf(() => own.trust());
    assert.deepEqual([entry.reason, entry.line], ["entry", 9]);
    await own.debug.waitForVariable("context", /InvocationContext/);
    await own.screenshot("restricted-sample");
    await own.debug.stop();
  });

  it("leaves the first window restricted", async () => {
    await workbench().instances.welcome("Restricted Mode: trust this folder to show its instances.");
  });

  it("breaks nothing in the pages", () => {
    assert.deepEqual([...workbench().pageErrors, ...(window?.pageErrors ?? [])], []);
  });
});
