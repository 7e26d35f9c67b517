import * as vscode from "vscode";
import type { FunctionApp } from "../../project/functionApp";
import type { TableHistoryStore } from "../../storage/tableHistoryStore";
import { readSetting } from "../settings";
import type { Source } from "./recentInstances";

/**
 * Opens the app's hub, or the one that `source` names; a connection may go by its name in `durableToolkit.connections`.
 * Loads the storage clients when it is first called. Throws what `taskHubOf` and `openTableStore` throw.
 */
export async function openHub(app: FunctionApp, source: Source): Promise<TableHistoryStore> {
  const [{ taskHubOf }, { openTableStore }] = await Promise.all([
    import("../../project/taskHub"),
    import("../../storage/openStore"),
  ]);
  return openTableStore(taskHubOf(app, choiceOf(app, source)));
}

function choiceOf(app: FunctionApp, { hub, connection }: Source) {
  const named = readSetting("connections", vscode.Uri.file(app.root));
  const isSetting = connection !== undefined && app.settings.get(connection) !== undefined;
  const setting = connection === undefined || isSetting ? connection : (named[connection] ?? connection);
  return { ...(hub !== undefined && { hub }), ...(setting !== undefined && { connection: setting }) };
}
