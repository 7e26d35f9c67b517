import * as vscode from "vscode";
import type { EditorEdit, EditorFix } from "../../worker/messages";
import { rangeOf } from "./findingDiagnostics";

/** The edits of fixes whose lines are still those that they were made for; what no longer fits is left out. */
export async function makeEdit(fixes: readonly EditorFix[]): Promise<vscode.WorkspaceEdit> {
  const edit = new vscode.WorkspaceEdit();
  for (const { file, edits } of fixes) {
    const document = await vscode.workspace.openTextDocument(vscode.Uri.file(file));
    if (!edits.every((each) => fits(each, document))) continue;
    for (const each of edits) edit.replace(document.uri, rangeOf(each), each.text);
  }
  return edit;
}

function fits({ start, lines }: EditorEdit, document: vscode.TextDocument): boolean {
  return lines.every((text, index) => {
    const line = start.line - 1 + index;
    return line < document.lineCount && document.lineAt(line).text === text;
  });
}
