import Module from "node:module";
import { pathToFileURL } from "node:url";
import fs from "node:fs";
import path from "node:path";
import type { LoadRequest } from "../replay/messages";
import { callHandler, handlerOf } from "./functionFolder";
import type { FunctionsCore, Registration } from "./functionsCore";
import type { UserFiles } from "./userFiles";

/** Loads the files of the user's app, as often as fresh modules are needed. */
export class AppLoader {
  private readonly core: FunctionsCore;
  private readonly files: UserFiles;
  private request: LoadRequest | undefined;
  /** Of the function.json model. */
  private folder: Registration | undefined;

  constructor(core: FunctionsCore, files: UserFiles) {
    this.core = core;
    this.files = files;
  }

  /** Throws what the app's own code throws; undefined when no file registers the orchestrator. */
  async load(request: LoadRequest): Promise<Registration | undefined> {
    this.request = request;
    this.takeExports(await this.loadFiles(request.files));
    if (!this.orchestrator()) await this.loadFiles(request.entryFiles);
    return this.orchestrator();
  }

  /** Runs the app's top-level code again, for a run that must not see what an earlier run left in its modules. */
  reload(): void {
    this.files.forget();
    this.core.clear();
    const { files = [], entryFiles = [] } = this.request ?? {};
    this.takeExports(files.map(loadCommonJs).at(-1));
    if (!this.orchestrator()) entryFiles.forEach(loadCommonJs);
  }

  /** ECMAScript modules cannot be loaded a second time in one process. */
  get reloadable(): boolean {
    const { files = [], entryFiles = [] } = this.request ?? {};
    return ![...files, ...entryFiles].some(isEcmaScriptModule);
  }

  orchestrator(): Registration | undefined {
    if (this.folder) return this.folder;
    const found = this.core.registrations.get(this.request?.orchestrator.toLowerCase() ?? "");
    return found?.kind === "orchestration" ? found : undefined;
  }

  /** A package as the app's own code would find it. */
  requirePackage(name: string): unknown {
    const from = this.request?.files[0] ?? this.request?.entryFiles[0];
    return from === undefined ? undefined : Module.createRequire(from)(name);
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

  /** Gives what the last file exports. */
  private async loadFiles(files: readonly string[]): Promise<unknown> {
    let exported: unknown;
    for (const file of files)
      exported = isEcmaScriptModule(file)
        ? await import(/* webpackIgnore: true */ pathToFileURL(file).href)
        : loadCommonJs(file);
    return exported;
  }
}

function loadCommonJs(file: string): unknown {
  return Module.createRequire(file)(file);
}

/** As Node decides: by ending, else by the `type` of the nearest package.json. */
export function isEcmaScriptModule(file: string): boolean {
  if (file.endsWith(".mjs")) return true;
  if (file.endsWith(".cjs")) return false;
  for (let folder = path.dirname(file); ; folder = path.dirname(folder)) {
    const manifest = path.join(folder, "package.json");
    if (fs.existsSync(manifest)) return /"type"\s*:\s*"module"/.test(fs.readFileSync(manifest, "utf8"));
    if (folder === path.dirname(folder)) return false;
  }
}
