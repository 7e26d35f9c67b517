import * as vscode from "vscode";
import type { GraphNodeKind } from "../../analysis/graph/graphTypes";
import { baseName } from "../../base/paths";
import { openArguments } from "../openPlace";
import { functionText } from "./rowTexts";
import { rowId, rowsBelow } from "./rows";
import type { FunctionRow, FunctionsRow } from "./rows";

const { Collapsed, Expanded, None } = vscode.TreeItemCollapsibleState;

const icons: Readonly<Record<GraphNodeKind, string>> = {
  client: "play-circle",
  code: "file-code",
  orchestrator: "type-hierarchy",
  subOrchestrator: "type-hierarchy-sub",
  activity: "zap",
  entity: "package",
  event: "bell",
  unknown: "question",
};

/** The row as the editor shows it. `findingsOf` counts what the check found in an orchestrator, by its node's id. */
export function treeItemOf(row: FunctionsRow, findingsOf: (row: FunctionRow) => number): vscode.TreeItem {
  const item = row.kind === "function" ? functionItem(row, findingsOf(row)) : headingItem(row);
  item.id = rowId(row);
  return item;
}

function headingItem(row: Exclude<FunctionsRow, FunctionRow>): vscode.TreeItem {
  if (row.kind === "rest") return headed(row.title, "list-unordered", "rest", Collapsed);
  const item = headed(baseName(row.graph.root), "azure", "app", Expanded);
  item.tooltip = row.graph.root;
  return item;
}

function headed(label: string, icon: string, context: string, state: vscode.TreeItemCollapsibleState): vscode.TreeItem {
  const item = new vscode.TreeItem(label, state);
  item.iconPath = new vscode.ThemeIcon(icon);
  item.contextValue = context;
  return item;
}

function functionItem(row: FunctionRow, findings: number): vscode.TreeItem {
  const { node, within } = row;
  const { label, description, tooltip, spoken } = functionText(row, findings);
  const open = within.length ? Collapsed : Expanded;
  const item = new vscode.TreeItem(label, rowsBelow(row).length ? open : None);
  item.description = description;
  item.tooltip = tooltip;
  item.accessibilityInformation = { label: spoken };
  item.iconPath = new vscode.ThemeIcon(icons[node.kind], iconColour(node.kind));
  item.contextValue = row.orchestrator === undefined ? node.kind : "orchestrator";
  item.command = { command: "vscode.open", title: label, arguments: openArguments(node.place) };
  return item;
}

function iconColour(kind: GraphNodeKind): vscode.ThemeColor | undefined {
  return kind === "unknown" ? new vscode.ThemeColor("list.warningForeground") : undefined;
}
