import * as path from "node:path";
import * as vscode from "vscode";
import { debugType, historyFileSuffix } from "../../contributions/identity";
import type { LaunchArguments } from "../../contributions/launchArguments";
import { sessionName } from "../instances/words";

/** Starts a session; the editor's own messages tell when that fails. */
export async function startReplay(root: string, launch: LaunchArguments): Promise<boolean> {
  const folder = vscode.workspace.getWorkspaceFolder(vscode.Uri.file(root));
  const configuration = { type: debugType, request: "launch", name: replayName(launch), appRoot: root, ...launch };
  return vscode.debug.startDebugging(folder, configuration);
}

/** What the session is called: by the instance, or by the file until that is read. */
export function replayName({ instanceId, history }: LaunchArguments): string {
  return sessionName(instanceId ?? path.basename(history ?? "recent instance", historyFileSuffix));
}
