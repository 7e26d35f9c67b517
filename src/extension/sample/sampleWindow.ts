import * as fs from "node:fs/promises";
import * as path from "node:path";
import * as vscode from "vscode";
import type { Disposable } from "../../base/disposable";
import { manageTrust } from "../nextSteps";
import { inform } from "../report";
import type { SampleFolder } from "./sampleFolder";

/** Beside the copy, for the window that opens it. */
const requestFile = "replay-when-opened";

/** Opens the sample in a window of its own, which then replays it: see `replayInSampleWindow`. */
export async function openSampleWindow(sample: SampleFolder): Promise<void> {
  await fs.writeFile(requestOf(sample), "");
  await vscode.commands.executeCommand("vscode.openFolder", vscode.Uri.file(sample.folder), { forceNewWindow: true });
}

/** In the sample's window: replays when that is what it was opened for, once the window is trusted. */
export async function replayInSampleWindow(sample: SampleFolder, replay: () => unknown): Promise<Disposable> {
  const nothing = { dispose: () => undefined };
  const isOwnWindow = vscode.workspace.workspaceFolders?.some(({ uri }) => uri.fsPath === sample.folder);
  if (!isOwnWindow || !(await take(requestOf(sample)))) return nothing;
  if (vscode.workspace.isTrusted) {
    void replay();
    return nothing;
  }
  inform(
    "This is the toolkit's own sample, in the extension's storage. VS Code debugs nothing in Restricted Mode: trust this folder to replay it. The folder you came from stays restricted.",
    [manageTrust],
  );
  return vscode.workspace.onDidGrantWorkspaceTrust(() => void replay());
}

function requestOf(sample: SampleFolder): string {
  return path.join(path.dirname(sample.folder), requestFile);
}

/** True when the file was there; it is not any more. */
async function take(file: string): Promise<boolean> {
  return fs.rm(file).then(
    () => true,
    () => false,
  );
}
