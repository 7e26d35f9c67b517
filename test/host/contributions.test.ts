import assert from "node:assert/strict";
import * as vscode from "vscode";
import { commandId, commandNames } from "../../src/contributions/commands";
import { functionsView, instancesView, prefix } from "../../src/contributions/identity";
import { settingNames, settings } from "../../src/contributions/settings";
import { activateExtension } from "./support/extension";

describe("contributions in VS Code", () => {
  before(activateExtension);

  it("registers exactly the commands of the manifest", async () => {
    const registered = await vscode.commands.getCommands(true);
    // The editor gives each view commands of its own, such as `….focus`.
    const ofView = (command: string) => [instancesView, functionsView].some((view) => command.startsWith(`${view}.`));
    const ours = (command: string) => command.startsWith(`${prefix}.`) && !ofView(command);
    assert.deepEqual(registered.filter(ours).sort(), commandNames.map(commandId).sort());
  });

  it("has every setting with its default", () => {
    const configuration = vscode.workspace.getConfiguration(prefix);
    for (const name of settingNames) {
      assert.deepEqual(configuration.inspect(name)?.defaultValue, settings[name].default, name);
    }
  });

  it("shows its log", async () => {
    await vscode.commands.executeCommand(commandId("showLog"));
  });
});
