import * as vscode from "vscode";
import type { SourceReader } from "../base/ports";
import { nodeFiles } from "../node/files";

/** Files as the user sees them: what is being edited comes before what is on disk. */
export const editorFiles: SourceReader = {
  ...nodeFiles,
  read: async (file) => {
    const edited = vscode.workspace.textDocuments.find((document) => document.isDirty && document.uri.fsPath === file);
    return edited ? edited.getText() : nodeFiles.read(file);
  },
};
