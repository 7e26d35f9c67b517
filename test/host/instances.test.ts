import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import * as vscode from "vscode";
import { parseHistoryFile } from "../../src/history/historyFile";
import type { Azurite } from "../support/azurite";
import { seedHistory, startAzurite } from "../support/azurite";
import { eventually } from "../support/eventually";
import { activateExtension, open, root, samplePath } from "./support/extension";
import { copySample } from "./support/sampleCopy";

function recordedHistories() {
  const files = fs.readdirSync(samplePath("histories")).filter((file) => file.endsWith(".durable-history.json"));
  return files.flatMap((file) => {
    const history = parseHistoryFile(fs.readFileSync(samplePath("histories", file), "utf8")).value;
    assert.ok(history, file);
    return [history.main, ...history.related];
  });
}

describe("instances in a hub on this machine, in VS Code", () => {
  let azurite: Azurite;
  let folder: string;

  before(async function () {
    process.chdir(root);
    await activateExtension();
    azurite = await startAzurite();
    await seedHistory(azurite.connection, ...recordedHistories());
    folder = copySample(azurite.connectionString);
  });

  after(async () => {
    await azurite.stop();
    fs.rmSync(folder, { recursive: true });
  });

  it("appear over their orchestrator without a click, the last failed one to be debugged", async () => {
    const file = path.join(folder, "src", "functions", "orderOrchestrator.ts");
    await open(file);
    const lenses = await eventually(
      () =>
        vscode.commands.executeCommand<vscode.CodeLens[]>("vscode.executeCodeLensProvider", vscode.Uri.file(file), 9),
      (found) => found.some(({ command }) => command?.title.startsWith("Debug last failed (")),
    );
    const failed = lenses.find(({ command }) => command?.title.startsWith("Debug last failed ("));
    const [target] = (failed?.command?.arguments ?? []) as { root: string; instanceId: string }[];
    const expected = recordedHistories().find(({ instance }) => instance?.["RuntimeStatus"]?.[1] === "Failed");
    assert.equal(target?.root, folder);
    assert.equal(target.instanceId, expected?.instanceId);
  });
});
