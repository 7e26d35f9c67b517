import * as path from "node:path";
import * as vscode from "vscode";
import { DisposableStore } from "../../base/disposable";
import { Emitter } from "../../base/emitter";
import type { SourceReader } from "../../base/ports";
import type { AppFacts, OrchestratorPlace } from "./appFacts";

export type ReadApp = (root: string) => Promise<AppFacts>;

/** Changes of these can change what an app is. */
const watched = "**/{host.json,local.settings.json,function.json,package.json,*.js,*.ts,*.mjs,*.cjs,*.mts,*.cts}";
const packages = `${path.sep}node_modules${path.sep}`;

/** The function apps of the workspace, read on demand and again after a change. */
export class Apps {
  private readonly files: SourceReader;
  private readonly readApp: ReadApp;
  private readonly read = new Map<string, Promise<AppFacts>>();
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
  async rootOf(fileOrFolder: string): Promise<string | undefined> {
    for (let folder = fileOrFolder; ; folder = path.dirname(folder)) {
      if ((await this.files.modifiedAt(path.join(folder, "host.json"))) !== undefined) return folder;
      if (path.dirname(folder) === folder) return undefined;
    }
  }

  /** Roots of all apps of the workspace, in alphabetical order. */
  async roots(): Promise<readonly string[]> {
    const found = await vscode.workspace.findFiles("**/host.json", "**/node_modules/**");
    return found.map((file) => path.dirname(file.fsPath)).sort();
  }

  /** What is known of an app; read once until one of its files changes. */
  async facts(root: string): Promise<AppFacts> {
    let facts = this.read.get(root);
    if (!facts) {
      facts = this.readApp(root);
      this.read.set(root, facts);
      facts.catch(() => this.read.delete(root));
    }
    return facts;
  }

  /** The orchestrators that a file registers. */
  async orchestratorsIn(file: string): Promise<{ readonly root: string; readonly orchestrators: OrchestratorPlace[] }> {
    const root = await this.rootOf(path.dirname(file));
    if (root === undefined) return { root: "", orchestrators: [] };
    const { orchestrators } = await this.facts(root);
    return { root, orchestrators: orchestrators.filter((orchestrator) => orchestrator.file === file) };
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

  private forgetAll(): void {
    this.read.clear();
    this.changes.fire(undefined);
  }
}
