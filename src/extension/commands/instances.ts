import * as path from "node:path";
import * as vscode from "vscode";
import { historyFileSuffix } from "../../contributions/identity";
import { serialiseHistoryFile } from "../../history/historyFile";
import { pickApp } from "../apps/pickApp";
import { startReplay } from "../debug/startReplay";
import type { InstancesTree } from "../instancesView/instancesTree";
import type { ErrorRow, InstanceNode, InstanceRow } from "../instancesView/nodes";
import { isStoppedAzurite } from "../instancesView/treeItems";
import { azuriteSteps, nextStepsFor } from "../nextSteps";
import { Cancelled, withPatience } from "../progress";
import { inform, reportError } from "../report";
import type { Services } from "../services";
import { checkTrust } from "../trust";
import { fileOf } from "./target";

/** Debug Replay on a row of the Instances view. */
export async function debugInstance(argument: unknown, services: Services): Promise<void> {
  if (!checkTrust()) return;
  const { loaded, listed } = instanceRow(argument);
  const { root, launch } = loaded.source;
  const { history, instance } = listed;
  const near = history === undefined ? fileOf(undefined) : path.dirname(history);
  const app = root ?? (await pickApp(services.apps, near));
  const { instanceId } = instance;
  await startReplay(app, history === undefined ? { ...launch, instanceId } : { history, ...idIn(history, instanceId) });
}

/** Save History…: as a history file, rows and blobs as storage holds them. */
export async function saveHistory(argument: unknown): Promise<void> {
  const { loaded, listed } = instanceRow(argument);
  const { instanceId } = listed.instance;
  const title = `Reading the history of ${instanceId}`;
  const stored = await withPatience(title, (signal) => loaded.source.readHistory(listed, signal));
  const file = await vscode.window.showSaveDialog({
    title: "Save History",
    defaultUri: vscode.Uri.joinPath(defaultFolder(), fileNameOf(instanceId)),
    filters: { "Durable history": ["json"] },
  });
  if (!file) throw new Cancelled();
  const text = serialiseHistoryFile({ main: stored.value, related: [], about: {}, redacted: [] });
  await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(text));
  const open = { title: "Open", run: () => vscode.window.showTextDocument(file) };
  inform(`Saved. ${path.basename(file.fsPath)} holds inputs and outputs of the instance as they are in storage.`, [
    open,
  ]);
}

/** Copy Instance Id. */
export async function copyInstanceId(argument: unknown): Promise<void> {
  await vscode.env.clipboard.writeText(instanceRow(argument).listed.instance.instanceId);
}

/** Load more…, at the end of a list. */
export async function loadMoreInstances(argument: unknown, tree: InstancesTree): Promise<void> {
  const node = nodeOf(argument);
  if (node?.kind === "more") await tree.loadMore(node);
}

/** What is wrong with a source, and what can be done. */
export function showInstancesError(argument: unknown, { log }: Services): void {
  const node = nodeOf(argument);
  if (node?.kind === "error") reportError(node.error, log, stepsFor(node));
}

/** Remove from Instances: what the user added. */
export async function removeFromInstances(argument: unknown, tree: InstancesTree): Promise<void> {
  const node = nodeOf(argument);
  if (node?.kind === "connection") await node.connection.remove?.();
  if (node?.kind === "source") await node.loaded.source.remove?.();
  tree.look();
}

function stepsFor(node: ErrorRow) {
  return isStoppedAzurite(node) ? azuriteSteps : nextStepsFor(node.error);
}

/** Rows have no look of their own: what a menu hands over comes from our tree. */
function nodeOf(argument: unknown): InstanceNode | undefined {
  return typeof argument === "object" && argument !== null && "kind" in argument
    ? (argument as InstanceNode)
    : undefined;
}

function instanceRow(argument: unknown): InstanceRow {
  const node = nodeOf(argument);
  if (node?.kind !== "instance") throw new Cancelled();
  return node;
}

/** A file that could not be read stands for itself: the replay says what is wrong with it. */
function idIn(history: string, instanceId: string): { readonly instanceId?: string } {
  return instanceId === history ? {} : { instanceId };
}

function defaultFolder(): vscode.Uri {
  return vscode.workspace.workspaceFolders?.[0]?.uri ?? vscode.Uri.file(process.cwd());
}

/** Ids may hold what file systems refuse. */
function fileNameOf(instanceId: string): string {
  return `${instanceId.replace(/[^\w.-]+/g, "_").slice(0, 100)}${historyFileSuffix}`;
}
