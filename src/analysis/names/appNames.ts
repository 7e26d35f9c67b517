import { joinPath, parentOf, relativeTo } from "../../base/paths";
import type { SourceFiles } from "../../base/ports";
import type { FunctionKind } from "../../project/registrations";
import { filesToLint } from "../filesToLint";
import { namesInFile } from "./fileNames";
import { loadedElsewhere, loadedModules, type LoadedElsewhere } from "./loadedModules";
import { givenIn, type FileNames, type NamedProgram } from "./writtenNames";
import { isTestFile } from "./testFiles";
import { functionFolders, type FunctionFolder } from "./functionFolders";

export type DurableKind = "orchestration" | "activity" | "entity";

/** Names under which an app registers functions. */
export interface KnownNames {
  readonly names: readonly string[];
  /** Every name could be read; otherwise a name that is not among them may be there all the same. */
  readonly isComplete: boolean;
}

export type AppFunctions = Readonly<Record<DurableKind, KnownNames>> & {
  /** Events that its orchestrators wait for. */
  readonly events: KnownNames;
};

/** A name, or `undefined` where something is registered under a name that cannot be read. */
type Registered = readonly [kind: FunctionKind | "events", name: string | undefined, givenTo?: string | undefined];

/** What an app registers and names, file by file. */
export interface AppSources {
  readonly folders: readonly FunctionFolder[];
  readonly inFiles: ReadonlyMap<string, FileNames>;
}

interface App {
  folders: readonly FunctionFolder[];
  /** Files below its folder that are its own. */
  own: readonly string[];
  elsewhere: LoadedElsewhere;
  inFiles: Map<string, FileNames>;
  functions: AppFunctions | undefined;
}

/** Names of the functions of apps, by the app's folder; kept up to date by `update`. */
export class AppNames {
  readonly #files: SourceFiles;
  readonly #program: NamedProgram;
  readonly #apps = new Map<string, App>();

  constructor(files: SourceFiles, program: NamedProgram) {
    this.#files = files;
    this.#program = program;
  }

  /** Undefined for an app of which no function is known. */
  of(root: string): AppFunctions | undefined {
    this.#program.memo.read(root, "names");
    return this.#appAt(root).functions;
  }

  /** Functions of model v3. */
  foldersOf(root: string): readonly FunctionFolder[] {
    this.#program.memo.read(root, "folders");
    return this.#appAt(root).folders;
  }

  /** Where the names come from, as of now; not to be kept. */
  sourcesOf(root: string): AppSources {
    return this.#appAt(root);
  }

  #appAt(root: string): App {
    const known = this.#apps.get(root);
    if (known) return known;
    const app: App = {
      ...{ folders: [], own: [], inFiles: new Map() },
      elsewhere: { files: [], hidesFunctions: false, byFile: new Map() },
      functions: undefined,
    };
    this.#apps.set(root, app);
    this.#program.memo.apart(() => this.#list(root, app));
    app.functions = knownFunctions(root, app);
    return app;
  }

  /**
   * After texts changed.
   * @param touched files whose names may be others
   * @param areOthers files came or went, or function.json changed
   */
  update(touched: ReadonlySet<string>, areOthers: boolean): void {
    for (const [root, app] of this.#apps) {
      const { folders } = app;
      if (!(areOthers ? this.#list(root, app) : this.#readAgain(root, app, touched))) continue;
      if (JSON.stringify(folders) !== JSON.stringify(app.folders)) this.#program.memo.changed(root, "folders");
      const functions = knownFunctions(root, app);
      if (JSON.stringify(functions) === JSON.stringify(app.functions)) continue;
      app.functions = functions;
      this.#program.memo.changed(root, "names");
    }
  }

  /** True: there may be other names now. */
  #list(root: string, app: App): boolean {
    app.folders = functionFolders(this.#files, root);
    const isInner = this.#innerApps(root);
    const { files, leftOut } = filesToLint(this.#files, [root]);
    // What is left out now may be code once its text is another.
    app.own = [...files, ...leftOut.map(({ file }) => file)].sort().filter((file) => !isInner(parentOf(file)));
    this.#follow(root, app);
    return true;
  }

  /** Reads the files of an app, and what they load from elsewhere. */
  #follow(root: string, app: App): void {
    const loading = app.own.filter((file) => !isTest(root, file));
    app.elsewhere = loadedElsewhere(this.#program, root, loading);
    const all = [...new Set([...app.own, ...app.elsewhere.files])];
    app.inFiles = new Map(all.map((file) => [file, namesInFile(this.#program, file)]));
  }

  /** Whether a folder belongs to an app that lies inside of this one, and whose functions are its own. */
  #innerApps(root: string): (folder: string) => boolean {
    const known = new Map([[root, false]]);
    const isInner = (folder: string): boolean => {
      const found = known.get(folder);
      if (found !== undefined) return found;
      const isOwn = !this.#files.isFile(joinPath(folder, "host.json"));
      const result = !isOwn || (parentOf(folder) !== folder && isInner(parentOf(folder)));
      known.set(folder, result);
      return result;
    };
    return isInner;
  }

  #loadsOthers(root: string, { elsewhere: { byFile } }: App, touched: ReadonlySet<string>): boolean {
    return [...touched].some((file) => {
      const before = byFile.get(file);
      return before && JSON.stringify(before) !== JSON.stringify(loadedModules(this.#program, root, file));
    });
  }

  /** Whether there may be other names now. */
  #readAgain(root: string, app: App, touched: ReadonlySet<string>): boolean {
    if (this.#loadsOthers(root, app, touched)) {
      this.#follow(root, app);
      return true;
    }
    let isOther = false;
    for (const file of touched) {
      const before = app.inFiles.get(file);
      const after = before && namesInFile(this.#program, file);
      if (!after || before === after) continue;
      app.inFiles.set(file, after);
      isOther ||= JSON.stringify(contributionOf(before)) !== JSON.stringify(contributionOf(after));
    }
    return isOther;
  }
}

/** Files that others load count wherever they lie. */
function isTest(root: string, file: string): boolean {
  const path = relativeTo(root, file);
  return path !== undefined && isTestFile(path);
}

/** The names that an app, not its tests, registers and waits for; undefined: none of a durable function. */
function knownFunctions(root: string, { folders, inFiles, elsewhere }: App): AppFunctions | undefined {
  const ofCode = [...inFiles].flatMap(([file, names]) => (isTest(root, file) ? [] : [names]));
  const inFolders = folders.map(({ kind, name }): Registered => [kind, name]);
  const given = givenIn(ofCode);
  const isHidden = ([, name, givenTo]: Registered) =>
    name !== undefined || givenTo === undefined || !given.has(givenTo);
  const registered = [...inFolders, ...ofCode.flatMap(registeredIn).filter(isHidden)];
  if (registered.every(([kind]) => kind === "other")) return undefined;
  const namesOf = (kind: DurableKind | "events") => {
    const known = knownNames(registered.filter(([each]) => each === kind));
    // An app of model v3 registers nothing in code.
    return elsewhere.hidesFunctions && !folders.length ? { ...known, isComplete: false } : known;
  };
  return {
    orchestration: namesOf("orchestration"),
    activity: namesOf("activity"),
    entity: namesOf("entity"),
    events: namesOf("events"),
  };
}

/** What a file adds to the names of its app. */
function contributionOf(names: FileNames): unknown {
  return [registeredIn(names), [...givenIn([names])]];
}

function registeredIn({ registered, used }: FileNames): readonly Registered[] {
  const waits = used.filter(({ method }) => method === "waitForExternalEvent");
  return [
    ...registered.flatMap(({ kind, names, givenTo }) => names.map((name): Registered => [kind, name, givenTo])),
    ...waits.flatMap(({ names, givenTo }) => names.map((name): Registered => ["events", name, givenTo])),
  ];
}

function knownNames(registered: readonly Registered[]): KnownNames {
  const names = registered.map(([, name]) => name);
  const isText = (name: string | undefined) => name !== undefined;
  return { names: [...new Set(names.filter(isText))].sort(), isComplete: names.every(isText) };
}
