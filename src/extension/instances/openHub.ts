import * as vscode from "vscode";
import type { HistoryStore } from "../../history/store";
import type { Apps } from "../apps/apps";
import type { Connections } from "../apps/connections";
import { readSetting } from "../settings";
import type { Source } from "./recentInstances";

/** Opens the app's hub, or the one that `source` names. Loads the storage clients when it is first called. */
export async function openHub(
  root: string,
  source: Source,
  apps: Apps,
  connections: Connections,
): Promise<HistoryStore> {
  const [app, storage, { parseConnectionString }] = await Promise.all([
    apps.facts(root),
    import("../../storage/tableHistoryStore"),
    import("../../storage/connection"),
  ]);
  const named = readSetting("connections", vscode.Uri.file(root));
  const { name, connectionString } = await connections.find(app, named, source.connection);
  const connection = parseConnectionString(connectionString, name);
  return new storage.TableHistoryStore({ hub: source.hub ?? app.hub, connection });
}
