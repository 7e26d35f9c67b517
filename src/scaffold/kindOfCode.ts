import type { FunctionApp } from "../project/functionApp";
import { textMember, type JsonObject } from "../project/jsonFile";
import type { TsConfig } from "../project/tsConfig";
import type { Language, Model, ProjectFacts, TakenName } from "./facts";

type Models = ProjectFacts["models"];

/** By the app's functions, most of them first; else by its packages and `main`; else a guess: v4. */
export function modelsOf(
  app: Pick<FunctionApp, "functions" | "sdk" | "packageJson">,
  packageJson: JsonObject | undefined,
  takenNames: readonly TakenName[],
): { readonly value: Models; readonly isSeen: boolean } {
  const inFolders = app.functions.filter(({ functionJson }) => functionJson).length;
  const registered = app.functions.length - inFolders;
  if (inFolders && registered) return { value: registered >= inFolders ? ["v4", "v3"] : ["v3", "v4"], isSeen: true };
  if (inFolders || registered) return { value: [inFolders ? "v3" : "v4"], isSeen: true };
  // Folders of model v3 are seen in any case, code that nobody loads yet is not.
  const isRegistered = takenNames.some(({ kind }) => kind !== "other");
  const byPackages = modelOfPackages(app, packageJson) ?? (isRegistered ? "v4" : undefined);
  return { value: [byPackages ?? "v4"], isSeen: byPackages !== undefined };
}

/** durable-functions 3 and @azure/functions 4 are those of model v4. */
function modelOfPackages(
  { sdk, packageJson: read }: Pick<FunctionApp, "sdk" | "packageJson">,
  packageJson: JsonObject | undefined,
): Model | undefined {
  const sdkMajor = sdk?.major ?? majorOf(read?.sdkRange);
  if (sdkMajor !== undefined) return sdkMajor >= 3 ? "v4" : "v3";
  const functions = majorOf(
    textMember(packageJson, "dependencies", "@azure/functions") ??
      textMember(packageJson, "devDependencies", "@azure/functions"),
  );
  if (functions !== undefined) return functions >= 4 ? "v4" : "v3";
  return read?.main === undefined ? undefined : "v4";
}

export function majorOf(range: string | undefined): number | undefined {
  const major = /^[~^>=\s]*(\d+)/.exec(range ?? "")?.[1];
  return major === undefined ? undefined : Number(major);
}

export interface KindOfCode {
  readonly language: Language;
  readonly isSeen: boolean;
  readonly moduleSystem: ProjectFacts["moduleSystem"];
  readonly extension: string;
}

/** @param codeFiles where the app's functions are written */
export function codeOf(
  app: Pick<FunctionApp, "language" | "packageJson">,
  tsConfig: TsConfig | undefined,
  codeFiles: readonly string[],
): KindOfCode {
  const isSeen = tsConfig !== undefined || codeFiles.length > 0 || app.packageJson?.main !== undefined;
  // Without tsconfig.json nothing would build a file of TypeScript, unless such files are there.
  const isTypeScript = app.language === "typescript" || codeFiles.some((file) => /\.[cm]?tsx?$/.test(file));
  const language = isTypeScript ? "typescript" : "javascript";
  const own = language === "typescript" ? /\.[cm]?ts$/ : /\.[cm]?js$/;
  const used = codeFiles.flatMap((file) => own.exec(file)?.[0] ?? []);
  const extension = mostFrequent(used) ?? extensionIn(app.packageJson?.main, language);
  const type = app.packageJson?.type ?? "commonjs";
  const compiled = language === "typescript" ? compiledTo(tsConfig?.module) : undefined;
  return { language, isSeen, extension, moduleSystem: forced(extension) ?? compiled ?? type };
}

/** `.mjs` for a `main` that takes nothing but such files, `.mts` for their sources. */
function extensionIn(main: string | undefined, language: Language): string {
  const taken = new Set([...(main ?? "").matchAll(/(?<=[.{,])[cm]?js(?![\w.])/g)].map(([extension]) => extension));
  const [built = "js"] = taken.size === 1 ? taken : [];
  return `.${language === "typescript" ? built.replace("js", "ts") : built}`;
}

/** What the extension alone decides. */
function forced(extension: string): KindOfCode["moduleSystem"] | undefined {
  if (extension.startsWith(".m")) return "module";
  return extension.startsWith(".c") ? "commonjs" : undefined;
}

/** What `module` of tsconfig.json decides; with `node16` and its like package.json does. */
function compiledTo(module: string | undefined): KindOfCode["moduleSystem"] | undefined {
  if (/^commonjs$/i.test(module ?? "")) return "commonjs";
  return /^es/i.test(module ?? "") ? "module" : undefined;
}

export function mostFrequent(values: readonly string[]): string | undefined {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort(([, one], [, other]) => other - one)[0]?.[0];
}
