import * as path from "node:path";
import * as vscode from "vscode";
import { DisposableStore } from "../../base/disposable";
import type { Disposable } from "../../base/disposable";
import { lockFileNames } from "../../base/lockFiles";
import { watchFolders } from "../watchFolders";
import type { LintClient } from "./lintClient";

const codeAndData = ["js", "ts", "mjs", "cjs", "mts", "cts", "jsx", "tsx", "json"];
const configuration: readonly string[] = ["pnpm-workspace.yaml", ...lockFileNames];
/** Code, and the files that say what an import means and which SDK an app has. Braces in braces are none to the editor. */
const watched = `**/{${[...codeAndData.map((each) => `*.${each}`), ...configuration].join()}}`;
const packages = `${path.sep}node_modules${path.sep}`;
/** What npm writes when it has installed, and the SDK itself: where packages are may have changed anywhere. */
const installed = /[\\/]node_modules[\\/](\.package-lock|durable-functions[\\/]package)\.json$/;

function isWatched(file: string): boolean {
  return codeAndData.includes(path.extname(file).slice(1)) || configuration.includes(path.basename(file));
}

/** Tells the check of what changes in editors and on disk. */
export function feedLint(client: LintClient): Disposable {
  const lifetime = new DisposableStore();
  const touch = ({ uri }: { readonly uri: vscode.Uri }) => {
    const { scheme, fsPath } = uri;
    if (scheme !== "file" || !isWatched(fsPath)) return;
    if (installed.test(fsPath)) {
      if (client.state.kind === "running") client.start();
    } else if (!fsPath.includes(packages)) client.touch(fsPath);
  };
  const watcher = lifetime.add(vscode.workspace.createFileSystemWatcher(watched));
  for (const event of [watcher.onDidChange, watcher.onDidCreate, watcher.onDidDelete])
    lifetime.add(event((uri) => touch({ uri })));
  lifetime.add(watchFolders((folder) => client.touch(folder)));
  lifetime.add(
    vscode.workspace.onDidChangeTextDocument(
      ({ document, contentChanges }) => contentChanges.length && touch(document),
    ),
  );
  // Afterwards a file is as on disk, also where the watcher does not look.
  lifetime.add(vscode.workspace.onDidSaveTextDocument(touch));
  lifetime.add(vscode.workspace.onDidCloseTextDocument(touch));
  return lifetime;
}

/** What an editor holds of a file with unsaved changes. */
export function editedText(file: string): string | undefined {
  return editedDocuments()
    .find(({ uri }) => uri.fsPath === file)
    ?.getText();
}

/** Files with unsaved changes. */
export function editedFiles(): readonly string[] {
  return editedDocuments().map(({ uri }) => uri.fsPath);
}

function editedDocuments(): readonly vscode.TextDocument[] {
  return vscode.workspace.textDocuments.filter(
    ({ isDirty, uri }) => isDirty && uri.scheme === "file" && isWatched(uri.fsPath),
  );
}
