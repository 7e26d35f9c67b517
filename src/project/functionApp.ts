import type { DurableSettings } from "./hostJson";
import type { InstalledSdk, PackageJson } from "./packageJson";
import type { FunctionKind } from "./registrations";
import type { Settings } from "./settings";

/** A function as the index knows it. Paths are absolute, lines 1-based. */
export interface IndexedFunction {
  /** The name under which the engine records it. */
  readonly name: string;
  readonly kind: FunctionKind;
  /** Where the user wrote it: the TypeScript source when there is one. */
  readonly file: string;
  readonly line: number;
  /** The file that Node loads; absent when the build does not have the function (yet). */
  readonly loadedFile?: string;
  /** The `scriptFile` of its function.json, where there is no such file. */
  readonly missingScript?: string;
  /** Model v3 only. */
  readonly functionJson?: FunctionJson;
}

export interface FunctionJson {
  /** The folder of function.json. */
  readonly directory: string;
  readonly entryPoint?: string;
  /** Name of the trigger's binding. */
  readonly bindingName: string;
}

/** A file that Node loads and the sources that it was built from (one with tsc, many with a bundler). */
export interface BuiltFile {
  readonly file: string;
  readonly sources: readonly string[];
  /** Sources that changed after the build. */
  readonly newerSources: readonly string[];
}

/** What the toolkit knows of a function app on disk. */
export interface FunctionApp {
  readonly root: string;
  /** v3: function.json folders; v4: functions registered in code. */
  readonly model: "v3" | "v4" | "mixed";
  readonly language: "javascript" | "typescript";
  readonly packageJson?: PackageJson;
  /** Absent when durable-functions is not installed. */
  readonly sdk?: InstalledSdk;
  readonly durable: DurableSettings;
  readonly settings: Settings;
  /** What Node loads when the app starts. */
  readonly entryFiles: readonly string[];
  /** Where following its code begins: what Node loads, and what that is or will be built from. */
  readonly sourceFiles: readonly string[];
  readonly functions: readonly IndexedFunction[];
  /** Only files that were built from others. */
  readonly builtFiles: readonly BuiltFile[];
  /** How to build, e.g. `npm run build`; absent for apps that need no build. */
  readonly buildCommand?: string;
}
