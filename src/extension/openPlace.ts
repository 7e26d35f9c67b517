import * as vscode from "vscode";

/** A place in code: absolute path, line and column from 1. */
export interface OpenPlace {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** Arguments of the command `vscode.open` that shows a place. */
export function openArguments({ file, line, column }: OpenPlace): [vscode.Uri, vscode.TextDocumentShowOptions] {
  const at = new vscode.Position(line - 1, column - 1);
  return [vscode.Uri.file(file), { selection: new vscode.Range(at, at) }];
}

/** The address of a command that shows a place, for pages that may run `vscode.open`. */
export function placeLink({ file, line, column }: OpenPlace): vscode.Uri {
  const at = { line: line - 1, character: column - 1 };
  const query = JSON.stringify([vscode.Uri.file(file).toString(), { selection: { start: at, end: at } }]);
  return vscode.Uri.from({ scheme: "command", path: "vscode.open", query });
}
