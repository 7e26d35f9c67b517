import * as vscode from "vscode";
import { ToolkitError } from "../../base/errors";
import type { FileEdits, Plan } from "../../scaffold/plan";
import { Cancelled } from "../progress";

/**
 * Writes a plan as one step of undo: a single new file at once, several files once the user has seen them. Throws
 * `Cancelled` when they are not wanted, `usage` when they cannot be written; nothing is written then.
 * @param label what is done, as the preview names it: `New orchestrator chargeOrder`
 */
export async function applyPlan(plan: Plan, label: string): Promise<void> {
  const count = plan.files.length + plan.edits.length;
  const shown: vscode.WorkspaceEditEntryMetadata = { label, needsConfirmation: count > 1 };
  const edit = new vscode.WorkspaceEdit();
  for (const { file, text } of plan.files) {
    const contents = new TextEncoder().encode(text);
    edit.createFile(vscode.Uri.file(file), { contents, overwrite: false }, shown);
  }
  for (const one of plan.edits) await addEdits(edit, one, shown);
  const isApplied = await vscode.workspace.applyEdit(edit, { isRefactoring: true });
  if (isApplied) return saveEdited(plan.edits);
  if (count > 1) throw new Cancelled();
  const [file] = plan.files;
  throw new ToolkitError(
    "usage",
    `${file?.file ?? "The file"} could not be written. Check that its folder can be, and that no such file is there.`,
  );
}

async function addEdits(
  edit: vscode.WorkspaceEdit,
  { file, edits }: FileEdits,
  shown: vscode.WorkspaceEditEntryMetadata,
): Promise<void> {
  const document = await vscode.workspace.openTextDocument(vscode.Uri.file(file));
  for (const { range, text } of edits) {
    const place = new vscode.Range(document.positionAt(range.start), document.positionAt(range.end));
    edit.replace(document.uri, place, text, shown);
  }
}

/** New files are on disk at once; edits of settings files beside them are to be as well. */
async function saveEdited(edits: readonly FileEdits[]): Promise<void> {
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
