import * as vscode from "vscode";
import { relativeTo } from "../../base/paths";
import { rangeOf } from "../diagnostics/findingDiagnostics";
import type { LintClient } from "../diagnostics/lintClient";
import { filePosition } from "./namePlaces";

/** Gives functions and events other names, wherever they are named. */
export class NameRename implements vscode.RenameProvider {
  readonly #client: Pick<LintClient, "ask">;

  constructor(client: Pick<LintClient, "ask">) {
    this.#client = client;
  }

  async prepareRename(
    document: vscode.TextDocument,
    position: vscode.Position,
  ): Promise<{ range: vscode.Range; placeholder: string } | undefined> {
    const at = await this.#client.ask("at", filePosition(document, position));
    // Variables and constants are the language's to rename.
    return at?.isLiteral ? { range: rangeOf(at.place), placeholder: at.name } : undefined;
  }

  async provideRenameEdits(
    document: vscode.TextDocument,
    position: vscode.Position,
    name: string,
  ): Promise<vscode.WorkspaceEdit | undefined> {
    const where = filePosition(document, position);
    const at = await this.#client.ask("at", where);
    if (!at?.isLiteral) return undefined;
    const rename = await this.#client.ask("rename", { ...where, name });
    if (!rename) return undefined;
    if ("refusal" in rename) throw new Error(rename.refusal);
    const edit = new vscode.WorkspaceEdit();
    for (const { place, text } of rename.edits) edit.replace(vscode.Uri.file(place.file), rangeOf(place), text);
    // Last, so that the edits find their files where they are.
    for (const { from, to } of rename.moves) edit.renameFile(vscode.Uri.file(from), vscode.Uri.file(to));
    const [first] = rename.hidden;
    if (first) tellHidden(`${relativeTo(at.root, first.file) ?? first.file}:${first.start.line}`, rename.hidden.length);
    return edit;
  }
}

function tellHidden(first: string, count: number): void {
  const where = count > 1 ? `${first} and ${count - 1} more` : first;
  void vscode.window.showWarningMessage(`Look yourself at calls by names that only show when they run: ${where}.`);
}
