import * as path from "node:path";
import * as vscode from "vscode";
import { pickApp } from "../apps/pickApp";
import { startReplay } from "../debug/startReplay";
import type { InstancesTree } from "../instancesView/instancesTree";
import type { ErrorRow, InstanceNode, InstanceRow } from "../instancesView/nodes";
import { isStoppedAzurite } from "../instancesView/treeItems";
import { azuriteSteps, nextStepsFor } from "../nextSteps";
import { Cancelled } from "../progress";
import { reportError } from "../report";
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

/** The instance that a menu of the view was opened on. */
export function instanceRow(argument: unknown): InstanceRow {
  const node = nodeOf(argument);
  if (node?.kind !== "instance") throw new Cancelled();
  return node;
}

/** A file that could not be read stands for itself: the replay says what is wrong with it. */
function idIn(history: string, instanceId: string): { readonly instanceId?: string } {
  return instanceId === history ? {} : { instanceId };
}
