import assert from "node:assert/strict";
import path from "node:path";
import * as vscode from "vscode";

/** The repository, as the suite's runner names it. */
export const root = process.env["TEST_ROOT"] ?? process.cwd();

/** Starts the extension under test; it is loaded from the repository. */
export async function activateExtension(): Promise<void> {
  const extension = vscode.extensions.getExtension("durable-toolkit.durable-toolkit");
  assert.ok(extension, "the extension is not installed");
  await extension.activate();
}

export function samplePath(...parts: readonly string[]): string {
  return path.join(root, "media", "sample", ...parts);
}

/** Opens a file in an editor. */
export function open(file: string): Thenable<vscode.TextEditor> {
  return vscode.window.showTextDocument(vscode.Uri.file(file));
}
