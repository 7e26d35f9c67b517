import * as vscode from "vscode";
import { inWorkspace } from "../dialogs";
import type { InstancesTree } from "../instancesView/instancesTree";
import type { InstancesView } from "../instancesView/instancesView";
import type { ViewMemory } from "../instancesView/viewMemory";
import { Cancelled } from "../progress";

/** Shows history files in the Instances view. */
export async function openHistoryFile(tree: InstancesTree, view: InstancesView, memory: ViewMemory): Promise<void> {
  const files = await vscode.window.showOpenDialog({
    title: "History files to show in Instances",
    openLabel: "Show",
    canSelectMany: true,
    filters: { "Durable history": ["json"] },
    ...inWorkspace(),
  });
  if (!files?.length) throw new Cancelled();
  await memory.addHistoryFiles(files.map(({ fsPath }) => fsPath));
  await tree.refreshFiles();
  await view.show();
}
