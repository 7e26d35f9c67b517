import * as vscode from "vscode";
import { DisposableStore } from "../../base/disposable";
import { functionsView } from "../../contributions/identity";
import { setContextKey } from "../contextKeys";
import type { AppGraphs } from "../functionGraph/appGraphs";
import { rowsBelow, topRows } from "./rows";
import type { FunctionsRow } from "./rows";
import { treeItemOf } from "./treeItems";

/** Shows the functions of the workspace's apps in the activity bar's view, as the code is now. */
export class FunctionsView implements vscode.TreeDataProvider<FunctionsRow> {
  private readonly graphs: AppGraphs;
  private readonly lifetime = new DisposableStore();
  private readonly changes = this.lifetime.add(new vscode.EventEmitter<undefined>());
  readonly onDidChangeTreeData = this.changes.event;

  constructor(graphs: AppGraphs) {
    this.graphs = graphs;
    const options = { treeDataProvider: this, showCollapseAll: true };
    this.lifetime.add(vscode.window.createTreeView(functionsView, options));
    this.lifetime.add(graphs.onDidChange(() => this.changes.fire(undefined)));
  }

  getTreeItem(row: FunctionsRow): vscode.TreeItem {
    return treeItemOf(row, ({ graph, node }) => this.graphs.findingsOf(graph.root, node));
  }

  async getChildren(row?: FunctionsRow): Promise<FunctionsRow[]> {
    if (row) return [...rowsBelow(row)];
    const rows = topRows(await this.graphs.known());
    // Rows arrive after it: told that there may be some, the view would speak until then.
    await setContextKey("hasNoFunctions", rows.length === 0);
    return [...rows];
  }

  dispose(): void {
    this.lifetime.dispose();
  }
}
