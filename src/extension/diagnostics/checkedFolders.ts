import * as vscode from "vscode";
import { readSetting } from "../settings";

/** Whether anything is to be checked. */
export function isLintEnabled(): boolean {
  return foldersOnDisk().length ? checkedFolders().length > 0 : isLintEnabledFor();
}

export function isLintEnabledFor(scope?: vscode.Uri): boolean {
  return readSetting("lint.enabled", scope);
}

/** Paths of the window's folders that can be read. */
export function foldersOnDisk(): readonly string[] {
  return workspaceFolders()
    .filter(isOnDisk)
    .map(({ uri }) => uri.fsPath);
}

/** Of these, the ones whose settings have them checked. */
export function checkedFolders(): readonly string[] {
  return foldersOnDisk().filter((folder) => isLintEnabledFor(vscode.Uri.file(folder)));
}

export function foldersNotOnDisk(): readonly vscode.WorkspaceFolder[] {
  return workspaceFolders().filter((folder) => !isOnDisk(folder));
}

/** Whether the innermost folder of a file is one of these. */
export function isInOneOf(folders: readonly string[], file: string): boolean {
  if (!folders.length) return false;
  const own = vscode.workspace.getWorkspaceFolder(vscode.Uri.file(file));
  return own !== undefined && folders.includes(own.uri.fsPath);
}

function workspaceFolders(): readonly vscode.WorkspaceFolder[] {
  return vscode.workspace.workspaceFolders ?? [];
}

function isOnDisk({ uri }: vscode.WorkspaceFolder): boolean {
  return uri.scheme === "file";
}
