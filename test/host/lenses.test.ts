import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import * as vscode from "vscode";
import { Emitter } from "../../src/base/emitter";
import { silentLog } from "../../src/base/ports";
import { commandId } from "../../src/contributions/commands";
import { prefix } from "../../src/contributions/identity";
import { OrchestratorLenses } from "../../src/extension/codeLens/orchestratorLenses";
import type { FunctionApp } from "../../src/project/functionApp";
import { eventually } from "../support/eventually";
import { activateExtension, open, samplePath } from "./support/extension";
import { copySample } from "./support/sampleCopy";

const orchestratorFile = samplePath("src", "functions", "orderOrchestrator.ts");

async function lensesOf(file: string): Promise<vscode.CodeLens[]> {
  const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
    "vscode.executeCodeLensProvider",
    vscode.Uri.file(file),
    100,
  );
  return lenses.filter((lens) => lens.command?.command === commandId("debugReplay"));
}

describe("lenses in VS Code", () => {
  before(activateExtension);

  it("stand over the sample's orchestrator, at the line where its function begins", async () => {
    await open(orchestratorFile);
    const [lens, ...others] = await lensesOf(orchestratorFile);
    assert.equal(others.length, 0);
    assert.equal(lens?.command?.title, "Debug replay…");
    assert.deepEqual(lens.command.arguments, [{ root: samplePath(), orchestrator: "orderOrchestrator" }]);
    const lines = fs.readFileSync(orchestratorFile, "utf8").split("\n");
    assert.match(lines[lens.range.start.line] ?? "", /^const orderOrchestrator: /);
  });

  it("follow what is being edited", async () => {
    const folder = copySample();
    const file = path.join(folder, "src", "functions", "orderOrchestrator.ts");
    const editor = await open(file);
    const [before] = await lensesOf(file);
    // Another app has a function of that name: each lens means its own.
    assert.deepEqual(before?.command?.arguments, [{ root: folder, orchestrator: "orderOrchestrator" }]);
    await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), "\n\n"));
    const [after] = await lensesOf(file);
    await editor.document.save();
    const [saved] = await lensesOf(file);
    await vscode.commands.executeCommand("workbench.action.closeActiveEditor");
    fs.rmSync(folder, { recursive: true });
    const line = before.range.start.line;
    assert.deepEqual([after?.range.start.line, saved?.range.start.line], [line + 2, line + 2]);
  });

  it("stand over orchestrators that are registered in a loop, where their code is", async () => {
    const folder = copySample();
    const file = path.join(folder, "src", "functions", "nightly.ts");
    fs.writeFileSync(
      file,
      [
        'import * as df from "durable-functions";',
        "const all = {",
        "  nightly: function* (context: df.OrchestrationContext) {",
        "    return context.df.instanceId;",
        "  },",
        "};",
        "for (const [name, handler] of Object.entries(all)) df.app.orchestration(name, handler);",
      ].join("\n"),
    );
    await open(file);
    let lenses: readonly vscode.CodeLens[] = [];
    // The check hears of a new file a moment later.
    while (lenses.length === 0) lenses = await lensesOf(file);
    await vscode.commands.executeCommand("workbench.action.closeActiveEditor");
    fs.rmSync(folder, { recursive: true });
    assert.deepEqual(
      lenses.map(({ range, command }) => [range.start.line, command?.arguments]),
      [[2, [{ root: folder, orchestrator: "nightly" }]]],
    );
  });

  it("stand over no activity and no client", async () => {
    for (const name of ["activities.ts", "http.ts"]) {
      const file = samplePath("src", "functions", name);
      await open(file);
      assert.deepEqual(await lensesOf(file), [], name);
    }
  });

  it("are asked for anew only when they are others, as a click gets lost then", async () => {
    const { document } = await open(orchestratorFile);
    const changes = new Emitter<undefined>();
    const app = { root: samplePath() } as FunctionApp;
    let line = 9;
    const lenses = new OrchestratorLenses({
      apps: {
        onDidChange: changes.event,
        orchestratorsIn: () => Promise.resolve({ app, orchestrators: [{ name: "orderOrchestrator", line }] }),
      },
      recent: { onDidChange: new Emitter<undefined>().event, known: () => undefined },
      clock: { now: () => 0 },
      log: silentLog,
    });
    let times = 0;
    lenses.onDidChangeCodeLenses(() => times++);
    assert.equal((await lenses.provideCodeLenses(document)).length, 1);
    changes.fire(undefined);
    line = 10;
    changes.fire(undefined);
    await eventually(
      () => Promise.resolve(times),
      (asked) => asked > 0,
    );
    assert.equal(times, 1);
    lenses.dispose();
  });

  it("go away with the setting", async () => {
    const configuration = vscode.workspace.getConfiguration(prefix);
    await open(orchestratorFile);
    await configuration.update("codeLens.enabled", false, vscode.ConfigurationTarget.Global);
    assert.deepEqual(await lensesOf(orchestratorFile), []);
    await configuration.update("codeLens.enabled", undefined, vscode.ConfigurationTarget.Global);
    assert.equal((await lensesOf(orchestratorFile)).length, 1);
  });
});
