import * as vscode from "vscode";
import type { SourceReader } from "../base/ports";

/** Files as the user sees them: what is being edited comes before what is on disk. */
export class EditorFiles implements SourceReader {
  async read(file: string): Promise<string | undefined> {
    const open = vscode.workspace.textDocuments.find((document) => document.isDirty && document.uri.fsPath === file);
    if (open) return open.getText();
    const bytes = await orUndefined(vscode.workspace.fs.readFile(vscode.Uri.file(file)));
    return bytes && new TextDecoder().decode(bytes);
  }

  async list(folder: string): Promise<readonly string[]> {
    const entries = (await orUndefined(vscode.workspace.fs.readDirectory(vscode.Uri.file(folder)))) ?? [];
    return entries.map(([name, type]) => (type & vscode.FileType.Directory ? `${name}/` : name));
  }

  async modifiedAt(file: string): Promise<number | undefined> {
    return (await orUndefined(vscode.workspace.fs.stat(vscode.Uri.file(file))))?.mtime;
  }
}

async function orUndefined<T>(result: Thenable<T>): Promise<T | undefined> {
  try {
    return await result;
  } catch (error) {
    if (error instanceof vscode.FileSystemError) return undefined;
    throw error;
  }
}
