import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import * as vscode from "vscode";
import { silentLog } from "../../src/base/ports";
import { Apps } from "../../src/extension/apps/apps";
import { readApp } from "../../src/extension/apps/readApp";
import { nodeFiles } from "../../src/node/files";
import { eventually } from "../support/eventually";
import { activateExtension, root } from "./support/extension";

const workspace = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? "";
const inside = path.join(workspace, "moved");
const outside = path.join(root, "test", "output", "moved");
const code = path.join(inside, "app", "clock.js");

const files = {
  "host.json": `{ "version": "2.0" }\n`,
  "package.json": `{ "main": "clock.js", "dependencies": { "durable-functions": "3.5.0" } }\n`,
  "clock.js": `const df = require("durable-functions");
df.app.orchestration("movedClock", function* (context) {
  yield context.df.callActivity("movedTick", Date.now());
});
df.app.activity("movedTick", { handler: () => 1 });
`,
};

/** Of a folder that is moved, one event comes, and none of the files in it. */
describe("folders that come and go as a whole in VS Code", () => {
  before(async () => {
    await activateExtension();
    fs.rmSync(inside, { recursive: true, force: true });
    fs.rmSync(outside, { recursive: true, force: true });
    fs.mkdirSync(path.join(outside, "app"), { recursive: true });
    for (const [name, text] of Object.entries(files)) fs.writeFileSync(path.join(outside, "app", name), text);
  });
  after(() => {
    fs.rmSync(inside, { recursive: true, force: true });
    fs.rmSync(outside, { recursive: true, force: true });
  });

  it("bring their apps and findings, and take them with them", async () => {
    const connections = { pasted: () => Promise.resolve({}) };
    const apps = new Apps(nodeFiles, (place) => readApp(place, nodeFiles, connections, silentLog));
    const read: string[] = [];
    const readRoots = async () => {
      const roots = await apps.roots();
      read.push(roots.map((place) => path.relative(workspace, place)).join());
    };
    const change = apps.onDidChange(() => void readRoots());
    const rules = () =>
      vscode.languages.getDiagnostics(vscode.Uri.file(code)).map(({ code: link }) => (link as { value: string }).value);
    try {
      fs.renameSync(outside, inside);
      await eventually(rules, (found) => found.includes("no-wall-clock"));
      await eventually(
        () => read.at(-1),
        (roots) => roots?.includes(path.join("moved", "app")) === true,
      );
      assert.equal((await apps.open(path.join(inside, "app"))).functions.length, 2);
      fs.renameSync(inside, outside);
      await eventually(rules, ({ length }) => length === 0);
      await eventually(
        () => read.at(-1),
        (roots) => roots?.includes("moved") === false,
      );
      assert.equal((await apps.open(path.join(inside, "app"))).functions.length, 0);
    } finally {
      change.dispose();
      apps.dispose();
    }
  });
});
