import * as os from "node:os";
import * as vscode from "vscode";
import { startReplay } from "../debug/startReplay";
import type { InstancesTree } from "../instancesView/instancesTree";
import type { ViewMemory } from "../instancesView/viewMemory";
import { Cancelled, withPatience } from "../progress";
import { inform } from "../report";
import type { SampleFolder } from "../sample/sampleFolder";
import { saveSampleAs } from "../sample/saveProject";
import { openSampleWindow } from "../sample/sampleWindow";

export interface SampleNeeds {
  readonly sample: SampleFolder;
  readonly memory: ViewMemory;
  readonly tree: InstancesTree;
}

/**
 * Replay Sample: the first recorded run, from its first statement. In Restricted Mode the editor debugs nothing, so
 * there the sample opens in a window of its own.
 */
export async function replaySample({ sample, memory, tree }: SampleNeeds): Promise<void> {
  await withPatience("Copying the sample", () => sample.ensure());
  if (!vscode.workspace.isTrusted) return openSampleWindow(sample);
  await memory.showSample(true);
  tree.look();
  await vscode.window.showTextDocument(vscode.Uri.file(sample.orchestratorFile));
  await startReplay(sample.folder, { history: sample.firstHistory, stopOn: "entry" });
}

/** Reset Sample: as it came with the toolkit. */
export async function resetSample({ sample, tree }: SampleNeeds): Promise<void> {
  await withPatience("Copying the sample", () => sample.reset());
  await tree.refresh();
  inform("The sample is as it came with the toolkit.");
}

/** Save the Sample as a Project: without what the extension carries to run it, which npm installs there. */
export async function saveSampleProject({ sample }: Pick<SampleNeeds, "sample">): Promise<void> {
  const home = vscode.workspace.workspaceFolders?.[0]?.uri ?? vscode.Uri.file(os.homedir());
  const target = await vscode.window.showSaveDialog({
    title: "Save the Sample as a Project",
    saveLabel: "Save Project",
    defaultUri: vscode.Uri.joinPath(home, "..", "durable-orders"),
  });
  if (!target) throw new Cancelled();
  await withPatience("Saving the sample", () => saveSampleAs(sample.origin, target.fsPath));
  const open = (forceNewWindow: boolean) =>
    vscode.commands.executeCommand("vscode.openFolder", target, { forceNewWindow });
  inform(`The sample is in ${target.fsPath}. Run npm install and npm run build there once; its README goes on.`, [
    { title: "Open in New Window", run: () => open(true) },
    { title: "Open", run: () => open(false) },
  ]);
}
