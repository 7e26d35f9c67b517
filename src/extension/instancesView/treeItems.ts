import * as vscode from "vscode";
import { ToolkitError } from "../../base/errors";
import { commandId } from "../../contributions/commands";
import type { Command } from "../../contributions/commands";
import type { RuntimeStatus } from "../../history/history";
import { statusIcon } from "../instances/words";
import { count } from "./listing";
import type { ConnectionHubs } from "./connectionHubs";
import type { LoadedSource } from "./loadedSource";
import { errorText, instanceText, moreText, sourceText } from "./nodeTexts";
import type { RowText } from "./nodeTexts";
import { idOf } from "./nodes";
import type { ErrorRow, InstanceNode, InstanceRow } from "./nodes";

const { Collapsed, Expanded, None } = vscode.TreeItemCollapsibleState;

/** Groups of a list no longer than this are all open. */
const shortList = 20;
/** Groups that need a look. */
const openGroups: readonly RuntimeStatus[] = ["Failed", "Running", "Suspended", "Pending"];
const colours: Partial<Record<RuntimeStatus, string>> = {
  Failed: "testing.iconFailed",
  Completed: "testing.iconPassed",
  Running: "charts.blue",
};

/** The row as the editor shows it. `now`: ms since 1970. */
export function treeItemOf(node: InstanceNode, now: number): vscode.TreeItem {
  const item = itemOf(node, now);
  item.id = idOf(node);
  return item;
}

function itemOf(node: InstanceNode, now: number): vscode.TreeItem {
  switch (node.kind) {
    case "connection":
      return connectionItem(node.connection);
    case "source":
      return sourceItem(node.loaded);
    case "group":
      return groupItem(node.loaded, node.group.status, node.group.instances.length);
    case "instance":
      return instanceItem(node, now);
    case "more":
      return itemWith(moreText(node.left), { icon: "ellipsis", context: "more", click: ["loadMoreInstances", node] });
    case "error":
      return errorItem(node);
    case "note":
      return itemWith({ label: node.text, tooltip: node.text }, { icon: "info", context: "note" });
  }
}

function connectionItem({ label, where, isLocal, remove }: ConnectionHubs): vscode.TreeItem {
  const context = remove ? "source removable" : "source";
  const state = isLocal ? Expanded : Collapsed;
  return itemWith({ label, description: where }, { icon: "plug", context, state });
}

function sourceItem(loaded: LoadedSource): vscode.TreeItem {
  const { isOpen, kind, remove } = loaded.source;
  const icon = kind === "hub" ? "database" : "files";
  return itemWith(sourceText(loaded), {
    icon,
    context: remove ? "source removable" : "source",
    state: isOpen ? Expanded : Collapsed,
  });
}

function groupItem({ instances }: LoadedSource, status: RuntimeStatus, size: number): vscode.TreeItem {
  const isOpen = openGroups.includes(status) || (instances?.all.length ?? 0) <= shortList;
  return itemWith(
    { label: status, description: count(size) },
    { icon: iconOf(status), context: "group", state: isOpen ? Expanded : Collapsed },
  );
}

function instanceItem(row: InstanceRow, now: number): vscode.TreeItem {
  const { instanceId, runtimeStatus } = row.listed.instance;
  const hasChildren = row.loaded.instances?.children.has(instanceId) ?? false;
  const text = instanceText(row, now);
  const item = itemWith(text, {
    icon: iconOf(runtimeStatus),
    context: "instance",
    state: hasChildren ? Collapsed : None,
  });
  item.accessibilityInformation = { label: [text.label, runtimeStatus, text.description].join(", ") };
  return item;
}

function errorItem(node: ErrorRow): vscode.TreeItem {
  const text = errorText(node.error);
  const item = itemWith(text, {
    icon: new vscode.ThemeIcon("warning", new vscode.ThemeColor("list.warningForeground")),
    context: isStoppedAzurite(node) ? "error azurite" : "error",
    click: ["showInstancesError", node],
  });
  item.accessibilityInformation = { label: text.tooltip ?? text.label };
  return item;
}

/** Nothing listens where the emulator should. */
export function isStoppedAzurite({ error, isLocal }: ErrorRow): boolean {
  return isLocal && error instanceof ToolkitError && error.code === "storage-unreachable";
}

interface Look {
  readonly icon: string | vscode.ThemeIcon;
  /** `viewItem` of the menus: the kind of row, and its traits. */
  readonly context: string;
  readonly state?: vscode.TreeItemCollapsibleState;
  readonly click?: readonly [Command, InstanceNode];
}

function itemWith({ label, description, tooltip }: RowText, { icon, context, state = None, click }: Look) {
  const item = new vscode.TreeItem(label, state);
  if (description) item.description = description;
  if (tooltip) item.tooltip = tooltip;
  item.iconPath = typeof icon === "string" ? new vscode.ThemeIcon(icon) : icon;
  item.contextValue = context;
  if (click) item.command = { command: commandId(click[0]), title: label, arguments: [click[1]] };
  return item;
}

/** A shape beside the colour. */
function iconOf(status: RuntimeStatus): vscode.ThemeIcon {
  const colour = colours[status];
  return new vscode.ThemeIcon(statusIcon(status), colour === undefined ? undefined : new vscode.ThemeColor(colour));
}
