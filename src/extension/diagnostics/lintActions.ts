import * as path from "node:path";
import * as vscode from "vscode";
import { commandId } from "../../contributions/commands";
import type { EditorFix } from "../../worker/messages";
import { extractFinding } from "../scaffold/extractActions";
import type { FindingDiagnostics, ShownDiagnostic } from "./findingDiagnostics";
import { makeEdit } from "./fixEdit";
import type { LintClient } from "./lintClient";
import { plainText } from "../plainText";
import { fixesIn, fixesOf, suggestionsOf } from "./shownFindings";

export const fixAllKind = vscode.CodeActionKind.SourceFixAll.append("durable");

/** An action whose edit is made when it is chosen: the files may be others by then. */
class FixAction extends vscode.CodeAction {
  readonly fixes: readonly EditorFix[];

  constructor(title: string, kind: vscode.CodeActionKind, fixes: readonly EditorFix[]) {
    super(title, kind);
    this.fixes = fixes;
  }
}

/** The lamp of a finding, and the fix of a whole file. */
export class LintActions implements vscode.CodeActionProvider {
  static readonly metadata: vscode.CodeActionProviderMetadata = {
    providedCodeActionKinds: [vscode.CodeActionKind.QuickFix, fixAllKind],
  };
  readonly #client: LintClient;
  readonly #diagnostics: FindingDiagnostics;

  constructor(client: LintClient, diagnostics: FindingDiagnostics) {
    this.#client = client;
    this.#diagnostics = diagnostics;
  }

  async provideCodeActions(
    document: vscode.TextDocument,
    range: vscode.Range,
    { only }: vscode.CodeActionContext,
    token: vscode.CancellationToken,
  ): Promise<vscode.CodeAction[]> {
    if (only && fixAllKind.intersects(only)) return this.#fixAll(document, token);
    if (only && !only.intersects(vscode.CodeActionKind.QuickFix)) return [];
    const found = this.#diagnostics.at(document.uri.fsPath, range);
    const actions = found.map(async (each) =>
      (await this.#actionsFor(each, document)).map((action) => withDiagnostic(action, each)),
    );
    return (await Promise.all(actions)).flat();
  }

  async resolveCodeAction(action: vscode.CodeAction): Promise<vscode.CodeAction> {
    if (action instanceof FixAction) action.edit = await makeEdit(action.fixes);
    return action;
  }

  /** On save it is asked for right after the last key: it waits for what that key changes. */
  async #fixAll(document: vscode.TextDocument, token: vscode.CancellationToken): Promise<vscode.CodeAction[]> {
    await this.#client.upToDate();
    const file = document.uri.fsPath;
    const fixes = fixesIn(file, this.#diagnostics.mendedIn(file));
    if (token.isCancellationRequested || !fixes.length) return [];
    return [new FixAction("Fix all auto-fixable Durable Functions findings", fixAllKind, fixes)];
  }

  async #actionsFor(found: ShownDiagnostic, document: vscode.TextDocument): Promise<vscode.CodeAction[]> {
    const { rule } = found.shown;
    const { range } = found.diagnostic;
    const file = document.uri.fsPath;
    const fixes = fixesOf(found.shown).map((fix) => preferred(quickFix(fix, file)));
    const suggestions = suggestionsOf(found.shown).map((fix) => quickFix(fix, file));
    const alike = fixes.length ? fixesIn(file, this.#diagnostics.mendedIn(file), rule) : [];
    const { createAction } = await import("../scaffold/createAction");
    const written = [createAction(rule, document, range), await extractFinding(this.#client, rule, document, range)];
    return [
      ...fixes,
      ...suggestions,
      ...written.filter((action) => action !== undefined),
      ...(alike.length > 1
        ? [new FixAction(`Fix all ${rule} findings in this file`, vscode.CodeActionKind.QuickFix, alike)]
        : []),
      disableLine(rule, document, range.start.line),
      openPage(rule),
    ];
  }
}

function openPage(rule: string): vscode.CodeAction {
  const title = `Open the page of ${rule}`;
  const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
  action.command = { title, command: commandId("openRulePage"), arguments: [rule] };
  return action;
}

/** Names the file where it acts, if that is another one. */
function quickFix(fix: EditorFix, file: string): FixAction {
  const elsewhere = fix.file === file ? "" : ` in ${path.basename(fix.file)}`;
  return new FixAction(plainText(fix.title) + elsewhere, vscode.CodeActionKind.QuickFix, [fix]);
}

function preferred(action: FixAction): FixAction {
  action.isPreferred = true;
  return action;
}

function withDiagnostic(action: vscode.CodeAction, { diagnostic }: ShownDiagnostic): vscode.CodeAction {
  action.diagnostics = [diagnostic];
  return action;
}

/** A comment above the line, the cursor where the reason goes. */
function disableLine(rule: string, document: vscode.TextDocument, line: number): vscode.CodeAction {
  const action = new vscode.CodeAction(`Disable ${rule} for this line…`, vscode.CodeActionKind.QuickFix);
  const { text, firstNonWhitespaceCharacterIndex } = document.lineAt(line);
  const comment = new vscode.SnippetString(text.slice(0, firstNonWhitespaceCharacterIndex))
    .appendText(`// durable-disable-next-line ${rule}: `)
    .appendTabstop(0)
    .appendText("\n");
  action.edit = new vscode.WorkspaceEdit();
  action.edit.set(document.uri, [vscode.SnippetTextEdit.insert(new vscode.Position(line, 0), comment)]);
  return action;
}
