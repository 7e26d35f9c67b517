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
