import * as vscode from "vscode";
import type { Disposable } from "../base/disposable";
import { DisposableStore } from "../base/disposable";
import { nodeFiles } from "../node/files";

/** Packages have watchers of their own; `.git` changes all the time. */
const skipped = /(?:^|[\\/])(?:node_modules|\.[^\\/]*)(?:[\\/]|$)/;

/**
 * Tells of folders that come or go: of the files in them nothing may be told. What went may have been a file.
 */
export function watchFolders(tell: (folder: string) => void): Disposable {
  const lifetime = new DisposableStore();
  const watcher = lifetime.add(vscode.workspace.createFileSystemWatcher("**/*", false, true));
  const isOutside = (uri: vscode.Uri) =>
    uri.scheme !== "file" || skipped.test(vscode.workspace.asRelativePath(uri, false));
  const tellOfFolder = async ({ fsPath }: vscode.Uri) => {
    if ((await nodeFiles.list(fsPath)).length > 0) tell(fsPath);
  };
  lifetime.add(watcher.onDidCreate((uri) => isOutside(uri) || void tellOfFolder(uri)));
  lifetime.add(watcher.onDidDelete((uri) => isOutside(uri) || tell(uri.fsPath)));
  return lifetime;
}
