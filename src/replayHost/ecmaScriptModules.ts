import fs from "node:fs";
import Module from "node:module";
import { fileURLToPath, pathToFileURL } from "node:url";
import vm from "node:vm";
import { isEcmaScriptModule } from "./moduleKind";
import type { UserFiles } from "./userFiles";

type Resolve = (specifier: string, parentUrl: string) => string;

/** Node's own resolution for `import`; needs `--experimental-import-meta-resolve` for the second argument. */
const resolverUrl = "data:text/javascript,export default (specifier, parent) => import.meta.resolve(specifier, parent)";

/**
 * The user's ECMAScript modules. Node keeps a module for good once it is imported, and its loader cannot be hooked in
 * this thread before 22.15; so the user's own modules are made with `vm`, instrumented, and made anew for a fresh run.
 * Libraries and CommonJS files come from Node's loaders.
 */
export class EcmaScriptModules {
  private readonly files: UserFiles;
  private readonly modules = new Map<string, Promise<vm.Module>>();
  private resolve: Resolve | undefined;

  constructor(files: UserFiles) {
    this.files = files;
  }

  /** Gives what the module exports. */
  async load(file: string): Promise<object> {
    this.resolve ??= ((await import(/* webpackIgnore: true */ resolverUrl)) as { readonly default: Resolve }).default;
    return (await this.evaluated(await this.moduleAt(pathToFileURL(file).href))).namespace;
  }

  /** The next load makes all modules anew. */
  forget(): void {
    this.modules.clear();
  }

  private async evaluated(module: vm.Module): Promise<vm.Module> {
    if (module.status === "unlinked") await module.link(this.link);
    await module.evaluate();
    return module;
  }

  private readonly link = (specifier: string, { identifier }: { readonly identifier: string }): Promise<vm.Module> =>
    this.moduleAt(this.urlOf(specifier, identifier));

  private urlOf(specifier: string, parentFile: string): string {
    if (!this.resolve) throw new Error("import before load");
    return this.resolve(specifier, pathToFileURL(parentFile).href);
  }

  private moduleAt(url: string): Promise<vm.Module> {
    const known = this.modules.get(url);
    if (known) return known;
    const made = this.make(url);
    this.modules.set(url, made);
    return made;
  }

  private async make(url: string): Promise<vm.Module> {
    const file = url.startsWith("file:") ? fileURLToPath(url) : undefined;
    if (file?.endsWith(".json")) return synthetic({ default: JSON.parse(fs.readFileSync(file, "utf8")) as unknown });
    if (file === undefined || !this.files.isUserFile(file)) return library(url);
    if (isEcmaScriptModule(file)) return this.userModule(file);
    return commonJs(Module.createRequire(file)(file));
  }

  /** Named by its path, as CommonJS files are in stacks and in the debugger. */
  private userModule(file: string): vm.Module {
    const code = this.files.prepare(fs.readFileSync(file, "utf8"), file, true);
    return new vm.SourceTextModule(code, {
      identifier: file,
      initializeImportMeta: (meta) => {
        const resolve = (specifier: string) => this.urlOf(specifier, file);
        Object.assign(meta, { url: pathToFileURL(file).href, filename: file, dirname: pathOfFolder(file), resolve });
      },
      // Node's types want a module of the same kind as the importing one; any kind is allowed.
      importModuleDynamically: async (specifier: string) =>
        this.evaluated(await this.link(specifier, { identifier: file })),
    });
  }
}

function pathOfFolder(file: string): string {
  return fileURLToPath(new URL(".", pathToFileURL(file))).replace(/[\\/]$/, "");
}

async function library(url: string): Promise<vm.Module> {
  return synthetic((await import(/* webpackIgnore: true */ url)) as Record<string, unknown>);
}

/** Node finds the names of a CommonJS file by reading it; here all that it exports have one. */
function commonJs(exported: unknown): vm.Module {
  const isObject = (typeof exported === "object" && exported !== null) || typeof exported === "function";
  return synthetic({ ...(isObject ? exported : {}), default: exported });
}

function synthetic(members: Readonly<Record<string, unknown>>): vm.Module {
  const names = Object.keys(members);
  return new vm.SyntheticModule(names, function (this: vm.SyntheticModule) {
    for (const name of names) this.setExport(name, members[name]);
  });
}
