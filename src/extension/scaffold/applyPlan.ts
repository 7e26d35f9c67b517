import * as path from "node:path";
import * as vscode from "vscode";
import { ToolkitError } from "../../base/errors";
import type { FileEdits, Plan } from "../../scaffold/plan";
import { Cancelled } from "../progress";

/**
 * Writes a plan as one step of undo: one file at once, several files once the user has seen which. Throws `Cancelled`
 * when they are not wanted, `usage` when they cannot be written; nothing is written then.
 * @param label what is done: `New orchestrator chargeOrder`
 * @param root folder of the app
 */
export async function applyPlan(plan: Plan, label: string, root: string): Promise<void> {
  const isReviewed = plan.files.length + plan.edits.length > 1 && (await askForReview(plan, label, root));
  const edit = await workspaceEdit(plan, { label, needsConfirmation: isReviewed });
  const isApplied = await vscode.workspace.applyEdit(edit, { isRefactoring: true });
  if (isApplied) return saveSettings(plan.edits);
  if (isReviewed) throw new Cancelled();
  const file = plan.files[0]?.file ?? plan.edits[0]?.file ?? root;
  throw new ToolkitError(
    "usage",
    `${file} could not be written. Check that its folder can be, and that no such file is there.`,
  );
}

const review = "Review Each…";

/** Shows which files are written. True: each is to be confirmed in the editor's own preview, where none is chosen yet. */
async function askForReview({ files, edits }: Plan, label: string, root: string): Promise<boolean> {
  const shown = (file: string) => path.relative(root, file).replaceAll("\\", "/");
  const lines = [
    ...files.map(({ file }) => `${shown(file)} (new)`),
    ...edits.map(({ file }) => `${shown(file)} (changed)`),
  ];
  const write = edits.length ? "Write All" : "Create All";
  const detail = `${lines.join("\n")}\n\nOne undo takes all of it back.`;
  const chosen = await vscode.window.showInformationMessage(label, { modal: true, detail }, write, review);
  if (chosen === undefined) throw new Cancelled();
  return chosen === review;
}

async function workspaceEdit(plan: Plan, shown: vscode.WorkspaceEditEntryMetadata): Promise<vscode.WorkspaceEdit> {
  const edit = new vscode.WorkspaceEdit();
  for (const { file, text } of plan.files) {
    const contents = new TextEncoder().encode(text);
    edit.createFile(vscode.Uri.file(file), { contents, overwrite: false }, shown);
  }
  for (const { file, edits } of plan.edits) {
    const document = await vscode.workspace.openTextDocument(vscode.Uri.file(file));
    for (const { range, text } of edits) {
      const place = new vscode.Range(document.positionAt(range.start), document.positionAt(range.end));
      edit.replace(document.uri, place, text, shown);
    }
  }
  return edit;
}

/** New files are on disk at once; what is changed in settings files beside them is to be as well. */
async function saveSettings(edits: readonly FileEdits[]): Promise<void> {
  const files = new Set(edits.map(({ file }) => file));
  const documents = vscode.workspace.textDocuments.filter(({ uri, isDirty }) => isDirty && files.has(uri.fsPath));
  for (const document of documents) if (document.fileName.endsWith(".json")) await document.save();
}

/** Opens what is new, with what is to be changed first selected. */
export async function openPlanned({ open: { file, range } }: Plan): Promise<void> {
  const document = await vscode.workspace.openTextDocument(vscode.Uri.file(file));
  const selection = new vscode.Range(document.positionAt(range.start), document.positionAt(range.end));
  await vscode.window.showTextDocument(document, { selection, preview: false });
}
