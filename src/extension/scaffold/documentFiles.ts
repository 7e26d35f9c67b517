import * as vscode from "vscode";
import type { SourceReader } from "../../base/ports";
import { nodeFiles } from "../../node/files";

/** Files that a plan may change beside those that it creates. */
const settingsFiles = /[\\/](?:host|local\.settings)\.json$/;

/**
 * Files as the editor holds them, unsaved changes included. Of what a plan may change, the text is that of the document,
 * in which places are counted: without byte order mark, and with line ends of one kind.
 */
export const documentFiles: SourceReader = {
  list: (folder) => nodeFiles.list(folder),
  modifiedAt: (file) => nodeFiles.modifiedAt(file),
  async read(file) {
    const text = await nodeFiles.read(file);
    if (text === undefined) return undefined;
    const open = vscode.workspace.textDocuments.find(({ uri }) => uri.scheme === "file" && uri.fsPath === file);
    if (open) return open.getText();
    if (!settingsFiles.test(file)) return text;
    return (await vscode.workspace.openTextDocument(vscode.Uri.file(file))).getText();
  },
};
