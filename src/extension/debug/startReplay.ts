import * as vscode from "vscode";
import { debugType } from "../../contributions/identity";
import type { LaunchArguments } from "../../contributions/launchArguments";
import { replayName } from "./replayName";

/** Starts a session; the editor's own messages tell when that fails. */
export async function startReplay(root: string, launch: LaunchArguments): Promise<boolean> {
  const folder = vscode.workspace.getWorkspaceFolder(vscode.Uri.file(root));
  const complete = { appRoot: root, ...launch };
  const name = await replayName(complete);
  return vscode.debug.startDebugging(folder, { type: debugType, request: "launch", name, ...complete });
}
