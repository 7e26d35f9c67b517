import assert from "node:assert/strict";
import path from "node:path";
import * as vscode from "vscode";
import { commandId } from "../../src/contributions/commands";
import { AppGraphs } from "../../src/extension/functionGraph/appGraphs";
import { LintClient } from "../../src/extension/diagnostics/lintClient";
import { startLintThread } from "../../src/extension/diagnostics/lintThread";
import { rowsBelow, topRows } from "../../src/extension/functionsView/rows";
import { treeItemOf } from "../../src/extension/functionsView/treeItems";
import { silentLog } from "../../src/base/ports";
import { eventually } from "../support/eventually";
import { activateExtension, open, root, samplePath } from "./support/extension";

describe("the functions of an app in VS Code", () => {
  before(activateExtension);

  it("are rows that open their code, of the sample as the check's thread reads it", async () => {
    const client = new LintClient({
      log: silentLog,
      startThread: (events) => startLintThread(path.join(root, "dist", "lintWorker.js"), events),
      folders: () => [samplePath()],
      settings: () => ({ severities: {}, followPackages: false }),
      edited: () => undefined,
      editedFiles: () => [],
      mentionsDurable: () => Promise.resolve(true),
    });
    const graphs = new AppGraphs({ client, begun: Promise.resolve(), roots: () => Promise.resolve([samplePath()]) });
    client.start();
    const rows = topRows(await graphs.known());
    const items = rows.map((row) => treeItemOf(row, () => 0));
    assert.deepEqual(
      items.map(({ label, contextValue }) => [label, contextValue]),
      [
        ["orderOrchestrator", "orchestrator"],
        ["shipOrder", "orchestrator"],
        ["Clients and Other Code", "rest"],
      ],
    );
    const [order] = rows;
    assert.ok(order);
    const below = rowsBelow(order).map((row) => treeItemOf(row, () => 0).label);
    assert.ok(below.includes("shipOrder") && below.includes("Approval") && below.includes("chargePayment"));
    const command = items[0]?.command;
    assert.ok(command);
    await vscode.commands.executeCommand(command.command, ...((command.arguments ?? []) as unknown[]));
    const editor = vscode.window.activeTextEditor;
    assert.equal(editor?.document.uri.fsPath, samplePath("src", "functions", "orderOrchestrator.ts"));
    assert.match(editor.document.lineAt(editor.selection.active.line).text, /^const orderOrchestrator/);
    graphs.dispose();
    client.dispose();
  });

  it("are drawn in a panel, one for each app", async () => {
    await open(samplePath("src", "functions", "orderOrchestrator.ts"));
    const panels = () =>
      vscode.window.tabGroups.all
        .flatMap(({ tabs }) => tabs)
        .filter(({ input }) => input instanceof vscode.TabInputWebview && input.viewType.includes("functionGraph"));
    await vscode.commands.executeCommand(commandId("showFunctionGraph"));
    await eventually(
      () => Promise.resolve(panels().map(({ label }) => label)),
      (labels) => labels.length === 1,
    );
    await open(samplePath("src", "functions", "http.ts"));
    await vscode.commands.executeCommand(commandId("showFunctionGraph"));
    await eventually(
      () => Promise.resolve(panels().filter(({ isActive }) => isActive).length),
      (active) => active === 1,
    );
    assert.deepEqual(
      panels().map(({ label }) => label),
      ["Functions of sample"],
    );
    await vscode.window.tabGroups.close(panels());
  });
});
