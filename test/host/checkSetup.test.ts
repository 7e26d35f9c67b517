import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import * as vscode from "vscode";
import { commandId } from "../../src/contributions/commands";
import { prefix } from "../../src/contributions/identity";
import { eventually } from "../support/eventually";
import { activateExtension, open } from "./support/extension";
import { copySample } from "./support/sampleCopy";

const ruleOf = ({ code }: vscode.Diagnostic) => (typeof code === "object" ? code.value : code);
const isOfHubName = (problem: vscode.Diagnostic) => ruleOf(problem) === "hub-name";

describe("Check Setup in VS Code", () => {
  before(activateExtension);

  it("shows a page for the app of the active file, and what does not fit among the problems", async () => {
    const folder = copySample();
    const host = path.join(folder, "host.json");
    const extensions = { durableTask: { hubName: "bad-hub" } };
    fs.writeFileSync(host, JSON.stringify({ version: "2.0", extensions }, null, 2));
    await open(host);
    await vscode.commands.executeCommand(commandId("checkSetup"));
    const [problem] = await eventually(
      () => Promise.resolve(vscode.languages.getDiagnostics(vscode.Uri.file(host))),
      (problems) => problems.some(isOfHubName),
    ).then((problems) => problems.filter(isOfHubName));
    assert.equal(problem?.severity, vscode.DiagnosticSeverity.Error);
    assert.equal((await open(host)).document.getText(problem.range).includes("bad-hub"), true);
    const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs.map(({ label }) => label));
    assert.ok(tabs.includes(`Setup of ${path.basename(folder)}`), tabs.join());
    const editor = await open(host);
    const mended = editor.document.getText(problem.range).replace("bad-hub", "goodHub");
    await editor.edit((edit) => edit.replace(problem.range, mended));
    await editor.document.save();
    const found = () => Promise.resolve(vscode.languages.getDiagnostics(vscode.Uri.file(host)));
    await eventually(found, (problems) => !problems.some(isOfHubName));
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
    fs.rmSync(folder, { recursive: true });
  });

  it("takes its problems back when its page is closed", async () => {
    const folder = copySample();
    const host = path.join(folder, "host.json");
    fs.writeFileSync(host, JSON.stringify({ version: "2.0", extensions: { durableTask: { hubName: "bad-hub" } } }));
    await open(host);
    await vscode.commands.executeCommand(commandId("checkSetup"));
    const found = () => Promise.resolve(vscode.languages.getDiagnostics(vscode.Uri.file(host)));
    assert.ok((await found()).some(isOfHubName));
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
    await eventually(found, (problems) => !problems.some(isOfHubName));
    fs.rmSync(folder, { recursive: true });
  });

  it("keeps to the severities of the settings, and leaves out what is off", async () => {
    const configuration = vscode.workspace.getConfiguration(prefix);
    const set = (rules: unknown) => configuration.update("lint.rules", rules, vscode.ConfigurationTarget.Global);
    const folder = copySample();
    const host = path.join(folder, "host.json");
    const extensions = { durableTask: { hubName: "bad-hub", maxThings: 3 } };
    fs.writeFileSync(host, JSON.stringify({ version: "2.0", extensions }, null, 2));
    await open(host);
    await set({ "hub-name": "off", "host-setting-unknown": "error" });
    await vscode.commands.executeCommand(commandId("checkSetup"));
    const severities = new Map(
      vscode.languages.getDiagnostics(vscode.Uri.file(host)).map((problem) => [ruleOf(problem), problem.severity]),
    );
    assert.equal(severities.get("hub-name"), undefined);
    assert.equal(severities.get("host-setting-unknown"), vscode.DiagnosticSeverity.Error);
    await set(undefined);
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
    fs.rmSync(folder, { recursive: true });
  });
});
