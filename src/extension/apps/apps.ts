import * as path from "node:path";
import * as vscode from "vscode";
import { DisposableStore } from "../../base/disposable";
import { Emitter } from "../../base/emitter";
import type { SourceReader } from "../../base/ports";
import { findAppRoot } from "../../project/findAppRoot";
import type { FunctionApp, IndexedFunction } from "../../project/functionApp";
import { orchestratorsOf } from "./readApp";

export type ReadApp = (root: string) => Promise<FunctionApp>;

/** Changes of these can change what an app is. */
const watched = "**/{host.json,local.settings.json,function.json,package.json,*.js,*.ts,*.mjs,*.cjs,*.mts,*.cts}";
const packages = `${path.sep}node_modules${path.sep}`;

/** The function apps of the workspace, read on demand and again after a change. */
export class Apps {
  private readonly files: SourceReader;
  private readonly readApp: ReadApp;
  private readonly read = new Map<string, Promise<FunctionApp>>();
  private readonly lifetime = new DisposableStore();
  private readonly changes = new Emitter<undefined>();
  readonly onDidChange = this.changes.event;

  constructor(files: SourceReader, readApp: ReadApp) {
    this.files = files;
    this.readApp = readApp;
    const watcher = this.lifetime.add(vscode.workspace.createFileSystemWatcher(watched));
    for (const event of [watcher.onDidChange, watcher.onDidCreate, watcher.onDidDelete]) {
      this.lifetime.add(event((file) => this.forget(file.fsPath)));
    }
    this.lifetime.add(vscode.workspace.onDidChangeTextDocument(({ document }) => this.forget(document.uri.fsPath)));
    this.lifetime.add(vscode.workspace.onDidGrantWorkspaceTrust(() => this.forgetAll()));
  }

  /** Root of the app that a file or folder belongs to: its nearest ancestor with host.json. */
  rootOf(fileOrFolder: string): Promise<string | undefined> {
    return findAppRoot(this.files, fileOrFolder);
  }

  /** Roots of all apps of the workspace, in alphabetical order. */
  async roots(): Promise<readonly string[]> {
    const found = await vscode.workspace.findFiles("**/host.json", "**/node_modules/**");
    return found.map((file) => path.dirname(file.fsPath)).sort();
  }

  /** The app at a root; read once until one of its files changes. */
  async open(root: string): Promise<FunctionApp> {
    let app = this.read.get(root);
    if (!app) {
      app = this.readApp(root);
      this.read.set(root, app);
      app.catch(() => this.read.delete(root));
    }
    return app;
  }

  /** The orchestrators that the user wrote in a file, and their app; undefined when the file belongs to none. */
  async orchestratorsIn(
    file: string,
  ): Promise<{ readonly app: FunctionApp; readonly orchestrators: readonly IndexedFunction[] } | undefined> {
    const root = await this.rootOf(path.dirname(file));
    if (root === undefined) return undefined;
    const app = await this.open(root);
    return { app, orchestrators: orchestratorsOf(app).filter((orchestrator) => orchestrator.file === file) };
  }

  /** Reads everything again when it is next asked for. */
  forgetAll(): void {
    this.read.clear();
    this.changes.fire(undefined);
  }

  dispose(): void {
    this.lifetime.dispose();
  }

  private forget(file: string): void {
    if (file.includes(packages)) return;
    const roots = [...this.read.keys()].filter((root) => file.startsWith(root + path.sep));
    if (!roots.length) return;
    for (const root of roots) this.read.delete(root);
    this.changes.fire(undefined);
  }
}
