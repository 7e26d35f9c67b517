import assert from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import * as vscode from "vscode";
import { readFacts } from "../../src/extension/commands/newFunction";
import { applyPlan } from "../../src/extension/scaffold/applyPlan";
import { planFunction } from "../../src/scaffold/planFunction";
import { open } from "./support/extension";

const settings = '{ "Values": { "AzureWebJobsStorage": "UseDevelopmentStorage=true" } }';
/** Without the check there is nobody to ask for names. */
const nobody = { ask: () => Promise.resolve(undefined) };

/** What `host.json` holds once a plan has put into it what it lacks. */
async function changedHost(root: string): Promise<unknown> {
  const { value: plan, problems } = planFunction({ kind: "activity", name: "pay" }, await readFacts(root, nobody));
  assert.ok(plan, problems.map(({ message }) => message).join());
  await applyPlan({ ...plan, files: [] }, "New activity pay", root);
  const text = fs.readFileSync(path.join(root, "host.json"), "utf8");
  return JSON.parse(text.replace(/^\uFEFF/, ""));
}

describe("New… in VS Code changes host.json", () => {
  let root = "";
  const bundle = { id: "Microsoft.Azure.Functions.ExtensionBundle", version: "[4.*, 5.0.0)" };
  beforeEach(() => {
    root = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "durable-new-")));
    fs.writeFileSync(path.join(root, "package.json"), '{ "main": "src/*.js" }');
    fs.writeFileSync(path.join(root, "local.settings.json"), settings);
  });
  afterEach(async () => {
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
    fs.rmSync(root, { recursive: true, force: true });
  });

  for (const [title, text] of [
    ["behind a byte order mark", '\uFEFF{\n  "version": "2.0"\n}\n'],
    ["with line ends of two kinds", '{\r\n\r\n\r\n\n  "version": "2.0"\r\n}\r\n'],
  ] as const)
    it(title, async () => {
      fs.writeFileSync(path.join(root, "host.json"), text);
      const hubName = path.basename(root).replace(/\W/g, "");
      const extensions = { durableTask: { hubName } };
      assert.deepEqual(await changedHost(root), { version: "2.0", extensions, extensionBundle: bundle });
    });

  it("that is edited and not saved yet", async () => {
    fs.writeFileSync(path.join(root, "host.json"), '{ "version": "2.0" }');
    const { document } = await open(path.join(root, "host.json"));
    const edit = new vscode.WorkspaceEdit();
    edit.insert(
      document.uri,
      new vscode.Position(0, 1),
      '\n\n  "extensions": { "durableTask": { "hubName": "Mine" } },\n',
    );
    await vscode.workspace.applyEdit(edit);
    const extensions = { durableTask: { hubName: "Mine" } };
    assert.deepEqual(await changedHost(root), { version: "2.0", extensions, extensionBundle: bundle });
  });
});
