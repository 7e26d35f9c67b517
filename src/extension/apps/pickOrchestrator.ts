import * as vscode from "vscode";
import { ToolkitError } from "../../base/errors";
import { Cancelled } from "../progress";
import type { FunctionApp, IndexedFunction } from "../../project/functionApp";
import { orchestratorsOf } from "./readApp";

/**
 * The orchestrator meant by a file: its only one, else the one the user picks from the file's, else from the app's.
 * Throws `orchestrator-not-found` when the app has none, `Cancelled` when the user picks none.
 */
export async function pickOrchestrator(app: FunctionApp, file: string | undefined): Promise<IndexedFunction> {
  const all = orchestratorsOf(app);
  const inFile = all.filter((orchestrator) => orchestrator.file === file);
  const candidates = inFile.length ? inFile : all;
  const [first, ...others] = candidates;
  if (!first) throw noOrchestrator(app.root);
  return others.length ? askForOrchestrator(candidates) : first;
}

async function askForOrchestrator(candidates: readonly IndexedFunction[]): Promise<IndexedFunction> {
  const items = candidates.map((orchestrator) => ({
    label: orchestrator.name,
    // On a line of its own, where it is not cut off.
    detail: `${vscode.workspace.asRelativePath(orchestrator.file)}:${orchestrator.line}`,
    orchestrator,
  }));
  const picked = await vscode.window.showQuickPick(items, {
    title: "Orchestrator to replay",
    matchOnDetail: true,
  });
  if (!picked) throw new Cancelled();
  return picked.orchestrator;
}

function noOrchestrator(root: string): ToolkitError {
  return new ToolkitError(
    "orchestrator-not-found",
    `No orchestrator was found in ${root}. The toolkit looks for \`df.app.orchestration("name", …)\` and for function.json files with an orchestrationTrigger.`,
  );
}
