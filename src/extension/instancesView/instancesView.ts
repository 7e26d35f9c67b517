import * as vscode from "vscode";
import { DisposableStore } from "../../base/disposable";
import { historyFileSuffix, instancesView } from "../../contributions/identity";
import { setContextKey } from "../contextKeys";
import { debounced } from "../debounced";
import type { Services } from "../services";
import { readSetting } from "../settings";
import type { InstancesTree } from "./instancesTree";
import type { InstanceNode } from "./nodes";
import { treeItemOf } from "./treeItems";

/** How often it is seen whether something is due, in ms. */
const beat = 1_000;
/** How long history files rest before they are read again, in ms. */
const quiet = 300;

/** Shows the tree in the activity bar's view, and keeps hubs fresh while it is seen. */
export class InstancesView implements vscode.TreeDataProvider<InstanceNode> {
  private readonly tree: InstancesTree;
  private readonly services: Services;
  private readonly lifetime = new DisposableStore();
  private readonly changes = this.lifetime.add(new vscode.EventEmitter<InstanceNode | undefined>());
  readonly onDidChangeTreeData = this.changes.event;
  private readonly view: vscode.TreeView<InstanceNode>;
  private waiting = 0;

  constructor(tree: InstancesTree, services: Services) {
    this.tree = tree;
    this.services = services;
    this.lifetime.add(tree.onDidChange((node) => this.changes.fire(node)));
    this.lifetime.add(tree.onWillLoad((done) => void this.showProgress(done)));
    this.lifetime.add(services.apps.onDidChange(() => tree.look()));
    this.lifetime.add(vscode.workspace.onDidGrantWorkspaceTrust(() => tree.look()));
    this.lifetime.add(vscode.workspace.onDidChangeWorkspaceFolders(() => tree.look()));
    this.watchHistoryFiles();
    const options = { treeDataProvider: this, showCollapseAll: true };
    this.view = this.lifetime.add(vscode.window.createTreeView(instancesView, options));
    const timer = setInterval(() => this.keepFresh(), beat);
    this.lifetime.add({ dispose: () => clearInterval(timer) });
  }

  getTreeItem(node: InstanceNode): vscode.TreeItem {
    return treeItemOf(node, this.services.clock.now());
  }

  async getChildren(node?: InstanceNode): Promise<InstanceNode[]> {
    const children = await this.tree.children(node);
    // Rows arrive after it: told that there may be some, the view would speak until then.
    if (!node) await setContextKey("hasNoInstances", children.length === 0);
    return [...children];
  }

  /** Brings the view to the front. */
  async show(): Promise<void> {
    await vscode.commands.executeCommand(`${instancesView}.focus`);
  }

  dispose(): void {
    this.tree.stop();
    this.lifetime.dispose();
  }

  private watchHistoryFiles(): void {
    const refresh = this.lifetime.add(debounced(() => void this.tree.refreshFiles(), quiet));
    const watcher = this.lifetime.add(vscode.workspace.createFileSystemWatcher(`**/*${historyFileSuffix}`));
    for (const event of [watcher.onDidCreate, watcher.onDidChange, watcher.onDidDelete]) {
      this.lifetime.add(event(() => refresh.call()));
    }
  }

  private keepFresh(): void {
    if (!this.view.visible || !vscode.window.state.focused) return;
    void this.tree.lookAgain(readSetting("history.autoRefreshSeconds"));
  }

  private async showProgress(done: Promise<unknown>): Promise<void> {
    if (this.waiting++ === 0) void setContextKey("isLoadingInstances", true);
    const settled = done.then(
      () => undefined,
      () => undefined,
    );
    await vscode.window.withProgress({ location: { viewId: instancesView } }, () => settled);
    if (--this.waiting === 0) void setContextKey("isLoadingInstances", false);
  }
}
