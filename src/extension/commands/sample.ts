import * as vscode from "vscode";
import { startReplay } from "../debug/startReplay";
import type { InstancesTree } from "../instancesView/instancesTree";
import type { ViewMemory } from "../instancesView/viewMemory";
import { withPatience } from "../progress";
import { inform } from "../report";
import type { SampleFolder } from "../sample/sampleFolder";
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
