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

/** Below the suite's limit of a test, in ms: one that asked on would take the time of those after it. */
const patience = 20_000;

/** Asks again until the answer fits, and fails with the last one when it does not. Each turn waits for VS Code's answer. */
export async function eventually<T>(ask: () => Thenable<T>, fits: (answer: T) => boolean): Promise<T> {
  const limit = AbortSignal.timeout(patience);
  for (;;) {
    const answer = await ask();
    if (fits(answer)) return answer;
    if (limit.aborted) throw new Error(`This did not come to what was waited for: ${JSON.stringify(answer)}`);
    await new Promise((resolve) => setImmediate(resolve));
  }
}
