import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import * as vscode from "vscode";
import { silentLog } from "../../src/base/ports";
import { Apps } from "../../src/extension/apps/apps";
import { readApp } from "../../src/extension/apps/readApp";
import { FreshBuild } from "../../src/extension/builds/freshBuild";
import { startAzurite } from "../../src/extension/commands/startAzurite";
import type { Services } from "../../src/extension/services";
import { nodeFiles } from "../../src/node/files";
import { eventually } from "../support/eventually";
import { activateExtension } from "./support/extension";
import { copySample } from "./support/sampleCopy";

describe("tasks and terminals in VS Code", () => {
  const noneKept = { pasted: () => Promise.resolve({}) };
  let folder = "";
  let apps: Apps;

  before(activateExtension);

  beforeEach(() => {
    folder = copySample();
    apps = new Apps(nodeFiles, (root) => readApp(root, nodeFiles, noneKept, silentLog));
  });

  afterEach(() => {
    apps.dispose();
    fs.rmSync(folder, { recursive: true });
  });

  it("a build that a watch task makes is waited for, and nobody is asked", async () => {
    const source = path.join(folder, "src/orders/pricing.ts");
    const built = path.join(folder, "dist/orders/pricing.js");
    const { watching, isWaiting } = tellingWhenListenedTo(apps);
    const build = new FreshBuild({ apps: watching });
    assert.equal(await build.ensure(folder), false, "as new as its source");

    await saveChanged(source);
    const watch = await vscode.tasks.executeTask(
      new vscode.Task({ type: "shell" }, vscode.TaskScope.Global, "tsc: watch", "test", waitingShell()),
    );
    try {
      let isDone = false;
      const waiting = build.ensure(folder).finally(() => (isDone = true));
      await isWaiting;
      assert.equal(isDone, false);
      fs.appendFileSync(built, "\n");
      // The copy lies outside of the workspace, whose files alone are watched: saving tells of the change.
      await eventually(
        () => saveChanged(path.join(folder, "package.json")),
        () => isDone,
      );
      assert.equal(await waiting, true);
    } finally {
      watch.terminate();
    }
  });

  it("Azurite starts where its data is", async () => {
    fs.writeFileSync(path.join(folder, "__azurite_db_table__.json"), "{}");
    await startAzurite({ apps: { roots: () => Promise.resolve([folder]) } } as unknown as Services);
    const terminal = vscode.window.terminals.find(({ name }) => name === "Azurite");
    assert.ok(terminal);
    assert.equal((terminal.creationOptions as vscode.TerminalOptions).cwd, folder);
    terminal.dispose();
  });
});

/** The same apps; `isWaiting` settles when somebody listens to their changes. */
function tellingWhenListenedTo(apps: Apps) {
  let told: () => void = () => undefined;
  const isWaiting = new Promise<void>((resolve) => (told = resolve));
  const onDidChange: Apps["onDidChange"] = (listener) => {
    told();
    return apps.onDidChange(listener);
  };
  const watching = Object.create(apps, { onDidChange: { value: onDidChange } }) as Apps;
  return { watching, isWaiting };
}

/** Runs until it is ended. */
function waitingShell(): vscode.ShellExecution {
  return new vscode.ShellExecution(process.execPath, ["-e", "setInterval(() => undefined, 1000)"], {
    env: { ELECTRON_RUN_AS_NODE: "1" },
  });
}

async function saveChanged(file: string): Promise<void> {
  const document = await vscode.workspace.openTextDocument(file);
  const edit = new vscode.WorkspaceEdit();
  edit.insert(document.uri, new vscode.Position(0, 0), "\n");
  await vscode.workspace.applyEdit(edit);
  await document.save();
}
