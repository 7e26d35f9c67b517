import type { Problem } from "../base/parsed";
import type { FunctionKind } from "../project/registrations";
import type { Packages } from "./packages";
import type { CodeStyle } from "./style";

export type Model = "v3" | "v4";
export type Language = "javascript" | "typescript";

/** A function that the app has; `file` is where the user wrote it. */
export interface TakenName {
  readonly name: string;
  readonly kind: FunctionKind;
  readonly file: string;
}

/** A JSON file of the project; without `text` there is none. */
export interface ProjectFile {
  readonly file: string;
  readonly text?: string;
}

/** Where a function of model v3 lies; folders are absolute. */
export interface FolderLayout {
  /** Holds the folders of function.json. */
  readonly folder: string;
  /** Holds the folders of the code: the same, unless tsc or the app keeps sources apart. */
  readonly sourceFolder: string;
  /** `scriptFile` of a function, `{name}` being its folder: `../dist/{name}/index.js`; undefined: code lies beside it. */
  readonly scriptFile?: string;
}

/** Where functions of model v4 go. */
export interface FunctionPlace {
  readonly folder: string;
  /** A file there, `{name}` being the function's, without extension: `{name}`, `{name}.function`, `{name}/index`. */
  readonly fileName: string;
}

/** What can be seen of a function app, as far as new functions depend on it. Paths are absolute. */
export interface ProjectFacts {
  readonly root: string;
  /** Those that the app uses, the one of most functions first; of an app without functions the one that fits its packages. */
  readonly models: readonly [Model, ...Model[]];
  readonly language: Language;
  /** What the app lets one see; what is not seen is a guess (v4, JavaScript), and worth a question. */
  readonly seen: { readonly model: boolean; readonly language: boolean };
  readonly moduleSystem: "commonjs" | "module";
  /** Of a new code file, with its dot: `.ts`, `.mts`, `.js`, `.mjs`. */
  readonly extension: string;
  readonly place: FunctionPlace;
  readonly layout: FolderLayout;
  /** `main` of package.json. */
  readonly main?: string;
  /** tsc's. */
  readonly outDir?: string;
  readonly rootDir?: string;
  readonly style: CodeStyle;
  readonly takenNames: readonly TakenName[];
  /** There are durable functions whose names are not among these. */
  readonly hasHiddenNames: boolean;
  /** Lower-cased absolute paths of what is there already, as far as new files could meet it. */
  readonly occupied: ReadonlySet<string>;
  /** Routes of HTTP functions, with `{}` for each parameter. */
  readonly routes: ReadonlySet<string>;
  /** `major` is that of the installed version, else of the range. */
  readonly sdk: { readonly version?: string; readonly major?: number; readonly range?: string };
  readonly packages: Packages;
  readonly host: ProjectFile;
  readonly localSettings: ProjectFile;
  /** extensions.csproj: the app brings its extensions itself, without a bundle. */
  readonly extensionProject?: { readonly hasDurableTask: boolean };
  readonly buildsTypeScript: boolean;
  /** Why nothing can be generated here; empty for an app that is sound. */
  readonly problems: readonly Problem[];
}
