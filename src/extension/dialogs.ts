import * as vscode from "vscode";

/** Where dialogs begin that ask for files of a project: beside the open file, VS Code would look for a history in vain. */
export function inWorkspace(): Pick<vscode.OpenDialogOptions, "defaultUri"> {
  const [first] = vscode.workspace.workspaceFolders ?? [];
  return first ? { defaultUri: first.uri } : {};
}
