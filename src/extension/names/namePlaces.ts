import * as vscode from "vscode";
import type { FilePosition } from "../../analysis/names/nameService";
import type { SourcePlace } from "../../base/sourcePlace";
import { rangeOf } from "../diagnostics/findingDiagnostics";

export function filePosition({ uri }: vscode.TextDocument, { line, character }: vscode.Position): FilePosition {
  return { file: uri.fsPath, position: { line: line + 1, column: character + 1 } };
}

export function locationOf(place: SourcePlace): vscode.Location {
  return new vscode.Location(vscode.Uri.file(place.file), rangeOf(place));
}
