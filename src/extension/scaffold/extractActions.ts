import * as vscode from "vscode";
import { commandId } from "../../contributions/commands";
import type { NotExtractable } from "../../scaffold/extract/extractable";
import type { Extraction, ExtractionRequest } from "../../scaffold/extract/extraction";
import type { LintClient } from "../diagnostics/lintClient";

export const extractKind = vscode.CodeActionKind.RefactorExtract.append("activity");

const title = "Extract to activity…";

/** Offers to make an activity of the code that is selected in an orchestrator, or says why that cannot be done. */
export class ExtractActions implements vscode.CodeActionProvider {
  static readonly metadata: vscode.CodeActionProviderMetadata = { providedCodeActionKinds: [extractKind] };
  readonly #client: Pick<LintClient, "ask">;

  constructor(client: Pick<LintClient, "ask">) {
    this.#client = client;
  }

  async provideCodeActions(document: vscode.TextDocument, range: vscode.Range): Promise<vscode.CodeAction[]> {
    if (range.isEmpty) return [];
    // Not loaded with the extension: most windows never select code of an orchestrator.
    const { mentionsDurable } = await import("../../syntax/durableWords");
    if (!mentionsDurable(document.getText())) return [];
    const found = await askForExtraction(this.#client, document, range);
    if (!found) return [];
    const action = new vscode.CodeAction(title, extractKind);
    if (found.kind === "refused") action.disabled = { reason: found.reason };
    else action.command = { title, command: commandId("extractActivity"), arguments: [] };
    return [action];
  }
}

/** Rules against work that an activity does: of what they find, one can be made. */
const worksInActivity: ReadonlySet<string> = new Set([
  ...["no-network", "no-storage", "no-threads", "no-yield-promise", "no-random", "no-high-resolution-clock"],
  ...["no-environment", "no-injected-client", "no-await"],
]);

/** Makes an activity of what an orchestrator does itself; undefined for other rules, and where it cannot be done. */
export async function extractFinding(
  client: Pick<LintClient, "ask">,
  rule: string,
  document: vscode.TextDocument,
  range: vscode.Range,
): Promise<vscode.CodeAction | undefined> {
  if (!worksInActivity.has(rule)) return undefined;
  const found = await askForExtraction(client, document, range, { isPiece: true });
  if (found?.kind !== "extracted") return undefined;
  const { start, end } = found.selection;
  const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
  const selection = new vscode.Range(document.positionAt(start), document.positionAt(end));
  action.command = { title, command: commandId("extractActivity"), arguments: [selection] };
  return action;
}

/** What becomes of a selection; undefined where it is no code of an orchestrator. */
export function askForExtraction(
  client: Pick<LintClient, "ask">,
  document: vscode.TextDocument,
  range: vscode.Range,
  more: Partial<ExtractionRequest> = {},
): Promise<Extraction | NotExtractable | undefined> {
  const selection = { start: document.offsetAt(range.start), end: document.offsetAt(range.end) };
  const style = { indent: "  ", quote: '"', semicolons: true, lineEnd: "\n" } as const;
  const request: ExtractionRequest = { selection, name: "activity", style, indent: "", types: {}, ...more };
  return client.ask("extraction", { file: document.uri.fsPath, text: document.getText(), request });
}
