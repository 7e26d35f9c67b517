import * as path from "node:path";
import * as vscode from "vscode";
import { DisposableStore } from "../../base/disposable";
import { Emitter } from "../../base/emitter";
import { isBelow } from "../../base/paths";
import type { SourceReader } from "../../base/ports";
import { findAppRoot } from "../../project/findAppRoot";
import type { FoundFunction } from "../../project/foundFunctions";
import type { FunctionApp } from "../../project/functionApp";
import { readFileFacts } from "../../project/registrations";
import { debounced } from "../debounced";
import { watchFolders } from "../watchFolders";
import { orchestratorsOf } from "./readApp";

export type ReadApp = (root: string) => Promise<FunctionApp>;

/** Where an orchestrator is registered. */
export interface OrchestratorPlace {
  readonly name: string;
  /** From 1. */
  readonly line: number;
}

/** What is known of apps by following their code, as it stands in the editors; nothing before it is followed. */
export interface FollowedCode {
  orchestratorsIn(root: string, file: string): Promise<readonly OrchestratorPlace[]>;
  /** @param sources only what is registered once these are loaded */
  registered(root: string, sources?: readonly string[]): Promise<readonly FoundFunction[]>;
}

const notFollowed: FollowedCode = {
  orchestratorsIn: () => Promise.resolve([]),
  registered: () => Promise.resolve([]),
};

/** Changes of these can change what an app is. */
const watched = "**/{host.json,local.settings.json,function.json,package.json,*.js,*.ts,*.mjs,*.cjs,*.mts,*.cts}";
/** In ms. */
const quiet = 300;
const packages = `${path.sep}node_modules${path.sep}`;

/** The function apps of the workspace, read on demand and again after a change. */
export class Apps {
  private readonly files: SourceReader;
  private readonly readApp: ReadApp;
  /** Set by who follows code. */
  index = notFollowed;
  private readonly read = new Map<string, Promise<FunctionApp>>();
  private readonly lifetime = new DisposableStore();
  private readonly changes = new Emitter<undefined>();
  private readonly announce = this.lifetime.add(debounced(() => this.changes.fire(undefined), quiet));
  /** Fires after a burst of changes, such as a build. */
  readonly onDidChange = this.changes.event;

  constructor(files: SourceReader, readApp: ReadApp) {
    this.files = files;
    this.readApp = readApp;
    const watcher = this.lifetime.add(vscode.workspace.createFileSystemWatcher(watched));
    for (const event of [watcher.onDidChange, watcher.onDidCreate, watcher.onDidDelete]) {
      this.lifetime.add(event((file) => this.forget(file.fsPath)));
    }
    this.lifetime.add(watchFolders((folder) => this.forgetFolder(folder)));
    // Files outside the workspace folders are not watched.
    this.lifetime.add(vscode.workspace.onDidSaveTextDocument(({ uri }) => this.forget(uri.fsPath)));
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

  /** The same, read from disk now. */
  openAgain(root: string): Promise<FunctionApp> {
    this.read.delete(root);
    return this.open(root);
  }

  /** The orchestrators that the user wrote in a file, and their app; undefined when the file belongs to none. */
  async orchestratorsIn(
    file: string,
  ): Promise<{ readonly app: FunctionApp; readonly orchestrators: readonly OrchestratorPlace[] } | undefined> {
    const root = await this.rootOf(path.dirname(file));
    if (root === undefined) return undefined;
    const app = await this.open(root);
    const own = edited(app, file) ?? orchestratorsOf(app).filter((found) => found.file === file);
    const known = new Set(own.map(({ name }) => name.toLowerCase()));
    const followed = await this.index.orchestratorsIn(root, file);
    return { app, orchestrators: [...own, ...followed.filter(({ name }) => !known.has(name.toLowerCase()))] };
  }

  /** Reads everything again when it is next asked for. */
  forgetAll(): void {
    this.read.clear();
    this.announce.call();
  }

  dispose(): void {
    this.lifetime.dispose();
  }

  private forget(file: string): void {
    if (file.includes(packages)) return;
    const changed = this.forgetWhere((root) => isBelow(file, root));
    if (changed || path.basename(file) === "host.json") this.announce.call();
  }

  /** A folder may bring apps, or take them with it, that nobody has opened. */
  private forgetFolder(folder: string): void {
    this.forgetWhere((root) => isBelow(folder, root) || isBelow(root, folder) || root === folder);
    this.announce.call();
  }

  private forgetWhere(holds: (root: string) => boolean): boolean {
    const roots = [...this.read.keys()].filter(holds);
    for (const root of roots) this.read.delete(root);
    return roots.length > 0;
  }
}

/** The orchestrators of a file with unsaved changes: what its text registers now, what function.json says of it. */
function edited(app: FunctionApp, file: string): readonly OrchestratorPlace[] | undefined {
  const document = vscode.workspace.textDocuments.find(({ isDirty, uri }) => isDirty && uri.fsPath === file);
  if (!document) return undefined;
  const registered = readFileFacts(document.getText()).registrations.filter(({ kind }) => kind === "orchestration");
  return [...orchestratorsOf(app).filter((found) => found.functionJson && found.file === file), ...registered];
}
