import * as vscode from "vscode";
import { nodeFiles } from "../../node/files";
import type { ReplayPorts } from "../../runner/prepareReplay";
import { openApp } from "../apps/readApp";
import { readHistory } from "../instances/readHistory";
import type { Services } from "../services";
import { readSetting } from "../settings";

/** How a session in the editor finds app, history and Node; `root` is the folder whose settings count. */
export function replayPorts({ apps, connections }: Services, root: string): ReplayPorts {
  const scope = vscode.Uri.file(root);
  return {
    files: nodeFiles,
    openApp: (folder) => openApp(folder, nodeFiles, connections),
    findFunctions: (folder) => apps.index.registered(folder),
    readHistory,
    nodePath: readSetting("replay.nodePath", scope) || undefined,
    allowNativeModules: readSetting("replay.allowNativeModules", scope),
    environment: readSetting("replay.env", scope),
  };
}
