import Module from "node:module";
import path from "node:path";
import type { LoadRequest } from "../replay/messages";
import { EcmaScriptModules } from "./ecmaScriptModules";
import { callHandler, handlerOf } from "./functionFolder";
import type { FunctionsCore, Registration } from "./functionsCore";
import { isEcmaScriptModule } from "./moduleKind";
import type { UserFiles } from "./userFiles";

/** Loads the files of the user's app, as often as fresh modules are needed. */
export class AppLoader {
  private readonly core: FunctionsCore;
  private readonly files: UserFiles;
  private readonly modules: EcmaScriptModules;
  private request: LoadRequest | undefined;
  /** Of the function.json model. */
  private folder: Registration | undefined;
  /** What the app's code finds, by name. */
  private readonly packages = new Map<string, unknown>();

  constructor(core: FunctionsCore, files: UserFiles) {
    this.core = core;
    this.files = files;
    this.modules = new EcmaScriptModules(files);
  }

  /** Throws what the app's own code throws; undefined when no file registers the orchestrator. */
  async load(request: LoadRequest): Promise<Registration | undefined> {
    this.request = request;
    this.packages.clear();
    await this.loadAll();
    return this.orchestrator();
  }

  /**
   * Runs the app's top-level code again, for a run that must not see what an earlier run left in its modules. At once,
   * unless there are ECMAScript modules.
   */
  reload(): Promise<void> | undefined {
    this.files.forget();
    this.modules.forget();
    this.core.clear();
    if (this.hasModules) return this.loadAll();
    const { files = [], entryFiles = [] } = this.request ?? {};
    this.takeExports(files.map(loadCommonJs).at(-1));
    if (!this.orchestrator()) entryFiles.forEach(loadCommonJs);
    return undefined;
  }

  get hasModules(): boolean {
    const { files = [], entryFiles = [] } = this.request ?? {};
    return [...files, ...entryFiles].some(isEcmaScriptModule);
  }

  orchestrator(): Registration | undefined {
    if (this.folder) return this.folder;
    const found = this.core.registrations.get(this.request?.orchestrator.toLowerCase() ?? "");
    return found?.kind === "orchestration" ? found : undefined;
  }

  /** A package as the app's own code would find it; looked up once for all runs. */
  requirePackage(name: string): unknown {
    if (!this.packages.has(name)) this.packages.set(name, this.findPackage(name));
    return this.packages.get(name);
  }

  /** A package by its folder. Linked from elsewhere, it may be the user's own code, which is loaded with the app. */
  loadAhead(folder: string): void {
    try {
      const find = Module.createRequire(path.join(folder, "package.json"));
      if (!this.files.isUserFile(find.resolve(folder))) find(folder);
    } catch {
      return;
    }
  }

  private findPackage(name: string): unknown {
    const from = this.request?.files[0] ?? this.request?.entryFiles[0];
    try {
      return from === undefined ? undefined : Module.createRequire(from)(name);
    } catch {
      return undefined;
    }
  }

  /** In the function.json model the script does not register the function but exports it. */
  private takeExports(script: unknown): void {
    const { functionJson, orchestrator: name } = this.request ?? {};
    this.folder = undefined;
    if (!functionJson || name === undefined) return;
    const handler = handlerOf(script, functionJson.entryPoint);
    const callback: Registration["callback"] = (input, context) => callHandler(handler, context, functionJson, input);
    this.folder = { name, kind: "orchestration", callback };
  }

  private async loadAll(): Promise<void> {
    const { files = [], entryFiles = [] } = this.request ?? {};
    this.takeExports(await this.loadFiles(files));
    if (!this.orchestrator()) await this.loadFiles(entryFiles);
  }

  /** Gives what the last file exports. */
  private async loadFiles(files: readonly string[]): Promise<unknown> {
    let exported: unknown;
    for (const file of files) exported = isEcmaScriptModule(file) ? await this.modules.load(file) : loadCommonJs(file);
    return exported;
  }
}

function loadCommonJs(file: string): unknown {
  return Module.createRequire(file)(file);
}
