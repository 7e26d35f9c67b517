import { joinPath } from "../../base/paths";
import type { SourceFiles } from "../../base/ports";
import { triggerOf } from "../../project/functionJson";
import { jsonObjectOf } from "../../project/jsonFile";
import type { FunctionKind } from "../../project/registrations";
import type { FileSummary, Reference, RegistrationCall } from "../../syntax/summary";
import { filesToLint } from "../filesToLint";
import type { Evaluator } from "../linker/evaluator";
import type { Memo } from "../linker/memo";

export type NamedKind = "orchestration" | "activity" | "entity";

/** Names under which an app registers functions. */
export interface KnownNames {
  readonly names: readonly string[];
  /** Every name could be read; otherwise a name that is not among them may be there all the same. */
  readonly isComplete: boolean;
}

export type AppFunctions = Readonly<Record<NamedKind, KnownNames>> & {
  /** Events that its orchestrators wait for. */
  readonly events: KnownNames;
};

/** What the names of an app are read from. */
export interface NamedProgram {
  readonly memo: Memo;
  readonly evaluator: Evaluator;
  summaryOf(file: string): FileSummary | undefined;
}

/** A name, or `undefined` where something is registered under a name that cannot be read. */
type Registered = readonly (readonly [kind: NamedKind | "events", name: string | undefined])[];

interface App {
  /** Of function.json in its folders. */
  folders: Registered;
  inFiles: Map<string, Registered>;
  functions: AppFunctions | undefined;
}

/** Files without these words register no durable function and wait for no event: they need not be parsed. */
const registers = /\b(?:orchestration|activity|entity|waitForExternalEvent)\s*(?:<[^>()]*>)?\s*\(/;

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
    const known = this.#apps.get(root);
    if (known) return known.functions;
    const app: App = { folders: [], inFiles: new Map(), functions: undefined };
    this.#apps.set(root, app);
    this.#program.memo.apart(() => this.#list(root, app));
    return (app.functions = functionsOf(app));
  }

  /**
   * After texts changed.
   * @param touched files whose names may be others
   * @param areOthers files came or went, or function.json changed
   */
  update(touched: ReadonlySet<string>, areOthers: boolean): void {
    for (const [root, app] of this.#apps) {
      const isOther = areOthers ? this.#list(root, app) : this.#readAgain(app, touched);
      if (!isOther) continue;
      const functions = functionsOf(app);
      if (isSame(functions, app.functions)) continue;
      app.functions = functions;
      this.#program.memo.changed(root, "names");
    }
  }

  /** True: there may be other names now. */
  #list(root: string, app: App): boolean {
    app.folders = this.#folders(root);
    app.inFiles = new Map(filesToLint(this.#files, [root]).files.map((file) => [file, this.#inFile(file)]));
    return true;
  }

  /** Whether there may be other names now. */
  #readAgain(app: App, touched: ReadonlySet<string>): boolean {
    let isOther = false;
    for (const file of touched) {
      const before = app.inFiles.get(file);
      const after = before && this.#inFile(file);
      if (!after || isSame(before, after)) continue;
      app.inFiles.set(file, after);
      isOther = true;
    }
    return isOther;
  }

  #folders(root: string): Registered {
    return this.#files.list(root).flatMap((entry) => {
      if (!entry.endsWith("/") || entry === "node_modules/" || entry.startsWith(".")) return [];
      const text = this.#files.read(joinPath(root, entry, "function.json"));
      const json = text === undefined ? undefined : jsonObjectOf(text.replace(/^\uFEFF/, ""));
      const trigger = json && triggerOf(json, entry.slice(0, -1));
      return trigger && isNamed(trigger.kind) ? [[trigger.kind, trigger.name] as const] : [];
    });
  }

  #inFile(file: string): Registered {
    return this.#program.memo.get(file, "names", () => {
      this.#program.memo.read(file, "text");
      const text = this.#files.read(file) ?? "";
      // `app.generic("pay", { trigger: df.trigger.activity() })` is seen as a registration without a name.
      if (!registers.test(text)) return [];
      const { registrations = [], namedCalls = [] } = this.#program.summaryOf(file) ?? {};
      const waits = namedCalls.filter(({ method }) => method === "waitForExternalEvent");
      const events = waits.flatMap(({ name }) => this.#texts(file, name).map((text) => ["events", text] as const));
      return [...registrations.flatMap((each) => this.#namesOf(file, each)), ...events];
    });
  }

  #namesOf(file: string, { kind, name, callee }: RegistrationCall): Registered {
    if (!isNamed(kind)) return [];
    if (!this.#mayBeSdk(file, callee)) return [];
    // Model v3, where function.json has the name.
    if (!name && kind === "orchestration") return [];
    return this.#texts(file, name).map((text) => [kind, text] as const);
  }

  /** What a name may be; `undefined` among it: something that cannot be read. */
  #texts(file: string, name: Reference | undefined): readonly (string | undefined)[] {
    const values = name ? this.#program.evaluator.evaluate(file, name) : [];
    return values.length ? values.map((value) => (value.kind === "string" ? value.value : undefined)) : [undefined];
  }

  /** Of an object that nothing is known of, `app` in `app.activity(…)` may be the library's. */
  #mayBeSdk(file: string, callee: RegistrationCall["callee"]): boolean {
    const values = this.#program.evaluator.evaluate(file, callee);
    return !values.length || values.some((value) => value.kind === "package" && value.module === "durable-functions");
  }
}

function functionsOf({ folders, inFiles }: App): AppFunctions | undefined {
  const registered = [...folders, ...[...inFiles.values()].flat()];
  if (!registered.length) return undefined;
  const namesOf = (kind: NamedKind | "events") => knownNames(registered.filter(([each]) => each === kind));
  return {
    orchestration: namesOf("orchestration"),
    activity: namesOf("activity"),
    entity: namesOf("entity"),
    events: namesOf("events"),
  };
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function knownNames(registered: Registered): KnownNames {
  const names = registered.map(([, name]) => name);
  const isText = (name: string | undefined) => name !== undefined;
  return { names: [...new Set(names.filter(isText))].sort(), isComplete: names.every(isText) };
}

function isNamed(kind: FunctionKind): kind is NamedKind {
  return kind !== "other";
}
