import { parsed, type Parsed, type Problem } from "../base/parsed";
import type { SourceReader } from "../base/ports";
import { relateToSources, staleBuild } from "./builtFiles";
import { readCodeFiles } from "./codeFiles";
import type { BuiltFile, FunctionApp, IndexedFunction } from "./functionApp";
import { indexFunctions, readSources } from "./functionIndex";
import { readFunctionFolders } from "./functionJson";
import { expandGlob } from "./glob";
import { readDurableSettings } from "./hostJson";
import { readJsonFile } from "./jsonFile";
import { findSdk, readPackageJson, type InstalledSdk, type PackageJson } from "./packageJson";
import { joinPath } from "../base/paths";
import { orchestratorLine } from "./registrations";
import { readSettings, type Environment } from "./settings";
import { checksJavaScript, readTsConfig, sourcePatterns, type TsConfig } from "./tsConfig";

/**
 * Reads the function app at `appRoot` (a folder with host.json). Never throws for what is wrong with the app: that is in
 * the problems, whose places are files. `environment` counts over local.settings.json, as with Core Tools.
 */
export async function openApp(
  reader: SourceReader,
  appRoot: string,
  environment: Environment = {},
): Promise<Parsed<FunctionApp>> {
  const problems: Problem[] = [];
  const hostFile = joinPath(appRoot, "host.json");
  const settings = await readSettings(reader, appRoot, environment, problems);
  const hostJson = (await readJsonFile(reader, hostFile, problems)) ?? {};
  const durable = readDurableSettings(hostJson, settings, hostFile, problems);
  const packageJson = await readPackageJson(reader, appRoot, problems);
  const sdk = await findSdk(reader, appRoot, problems);
  problems.push(...sdkProblems(appRoot, packageJson, sdk));
  const code = await readCode(reader, appRoot, packageJson, problems);
  const app: FunctionApp = {
    root: appRoot,
    ...(packageJson && { packageJson }),
    ...(sdk && { sdk }),
    durable,
    settings,
    ...code,
  };
  return parsed(app, problems);
}

type Code = Pick<
  FunctionApp,
  "model" | "language" | "entryFiles" | "sourceFiles" | "functions" | "builtFiles" | "buildCommand"
>;

async function readCode(
  reader: SourceReader,
  appRoot: string,
  packageJson: PackageJson | undefined,
  problems: Problem[],
): Promise<Code> {
  const tsConfig = await readTsConfig(reader, appRoot, problems);
  const folders = await readFunctionFolders(reader, appRoot, problems);
  const main = packageJson?.main;
  const mainFiles = main === undefined ? [] : await expandGlob(reader, appRoot, main);
  const scripts = folders.flatMap(({ loadedFile }) => loadedFile ?? []);
  const entryFiles = [...new Set([...mainFiles, ...scripts])];
  const loaded = await readCodeFiles(reader, mainFiles);
  const related = [...new Set([...loaded.map(({ file }) => file), ...scripts])].map((file) =>
    relateToSources(reader, appRoot, tsConfig, file),
  );
  const builtFiles = (await Promise.all(related)).filter((built) => built !== undefined);
  const unbuilt = main !== undefined && tsConfig ? await sourceEntries(reader, appRoot, tsConfig, main) : [];
  const written = await readSources(reader, builtFiles, unbuilt);
  const registered = indexFunctions(loaded, written, builtFiles);
  const inFolders = folders.map((folder) => placeOf(reader, writtenAs(folder, builtFiles)));
  const functions = [...(await Promise.all(inFolders)), ...registered];
  const isTypeScript =
    (tsConfig !== undefined && !checksJavaScript(tsConfig)) ||
    builtFiles.some(({ sources }) => sources.some(isTypeScriptFile)) ||
    functions.some(({ file }) => isTypeScriptFile(file));
  const buildCommand = isTypeScript || builtFiles.length ? buildCommandOf(packageJson) : undefined;
  problems.push(...buildProblems(appRoot, { main, entryFiles, folders, builtFiles, buildCommand }));
  return {
    model: modelOf(folders.length > 0, main !== undefined && registered.length > 0),
    language: isTypeScript ? "typescript" : "javascript",
    entryFiles,
    sourceFiles: [...new Set([...entryFiles, ...builtFiles.flatMap(({ sources }) => sources), ...unbuilt])],
    functions,
    builtFiles,
    ...(buildCommand !== undefined && { buildCommand }),
  };
}

async function sourceEntries(
  reader: SourceReader,
  appRoot: string,
  tsConfig: TsConfig,
  main: string,
): Promise<readonly string[]> {
  const files: string[] = [];
  for (const pattern of sourcePatterns(appRoot, tsConfig, main))
    files.push(...(await expandGlob(reader, appRoot, pattern)));
  return files.filter(isTypeScriptFile);
}

/** A function of model v3 at its source, when its script was built from a single one. */
function writtenAs(folder: IndexedFunction, builtFiles: readonly BuiltFile[]): IndexedFunction {
  const built = builtFiles.find(({ file }) => file === folder.loadedFile);
  const [source] = built?.sources ?? [];
  return source !== undefined && built?.sources.length === 1 ? { ...folder, file: source } : folder;
}

/** The line of an orchestrator in the file that exports it. */
async function placeOf(reader: SourceReader, folder: IndexedFunction): Promise<IndexedFunction> {
  if (folder.kind !== "orchestration" || folder.loadedFile === undefined) return folder;
  const text = await reader.read(folder.file);
  const line = text === undefined ? undefined : orchestratorLine(text, folder.functionJson?.entryPoint);
  return line === undefined ? folder : { ...folder, line };
}

function isTypeScriptFile(file: string): boolean {
  return /\.[cm]?tsx?$/.test(file) && !/\.d\.[cm]?ts$/.test(file);
}

function modelOf(hasFolders: boolean, hasRegistrations: boolean): FunctionApp["model"] {
  if (hasFolders) return hasRegistrations ? "mixed" : "v3";
  return "v4";
}

function buildCommandOf(packageJson: PackageJson | undefined): string {
  return packageJson?.scripts["build"] === undefined ? "npx tsc" : "npm run build";
}

function buildProblems(
  appRoot: string,
  code: {
    readonly main: string | undefined;
    readonly entryFiles: readonly string[];
    readonly folders: readonly IndexedFunction[];
    readonly builtFiles: readonly BuiltFile[];
    readonly buildCommand: string | undefined;
  },
): readonly Problem[] {
  const { main, entryFiles, folders, builtFiles, buildCommand } = code;
  const stale = builtFiles.flatMap(({ file, newerSources }) => {
    const [source] = newerSources;
    return source === undefined ? [] : [staleBuild(file, source, buildCommand)];
  });
  const unresolved = folders.filter(({ loadedFile }) => loadedFile === undefined);
  const missing = unresolved.map((folder) => missingScript(folder, buildCommand));
  if (entryFiles.length || unresolved.length) return [...stale, ...missing];
  const place = joinPath(appRoot, "package.json");
  return [
    main === undefined
      ? noMain(place, buildCommand !== undefined)
      : missingCode(place, `"main" (${main})`, buildCommand),
  ];
}

function noMain(place: string, isBuilt: boolean): Problem {
  const example = `${isBuilt ? "dist/" : ""}src/functions/*.js`;
  const message = `"main" is not set, so no function is loaded, by Azure Functions either. Set it to the files that register your functions, for example "${example}".`;
  return { code: "build-missing", severity: "error", message, place };
}

function missingScript(folder: IndexedFunction, buildCommand: string | undefined): Problem {
  const { file, missingScript: script } = folder;
  const what =
    script === undefined ? "index.js in this folder, and no scriptFile is set" : `file ${script} (scriptFile)`;
  const byHand = script === undefined ? "Add it, or set scriptFile." : "Set scriptFile to the file of the function.";
  const next = buildCommand === undefined ? byHand : `Build the app (${buildCommand}).`;
  const message = `There is no ${what}: the function cannot be loaded. ${next}`;
  return { code: "build-missing", severity: "error", message, place: file };
}

function missingCode(place: string, what: string, buildCommand: string | undefined): Problem {
  const next =
    buildCommand === undefined
      ? "Set it to the files that register your functions."
      : `Build the app (${buildCommand}).`;
  const message = `There is no file for ${what}: nothing can be loaded. ${next}`;
  return { code: "build-missing", severity: "error", message, place };
}

function sdkProblems(
  appRoot: string,
  packageJson: PackageJson | undefined,
  sdk: InstalledSdk | undefined,
): readonly Problem[] {
  const place = joinPath(appRoot, "package.json");
  if (!sdk) return [{ code: "sdk-missing", severity: "error", message: sdkMissingText(packageJson), place }];
  if (isSupportedMajor(sdk.major)) return [];
  return [{ code: "sdk-unsupported", severity: "error", message: sdkUnsupportedText(sdk), place: sdk.directory }];
}

export function isSupportedMajor(major: number): major is 1 | 2 | 3 {
  return major === 1 || major === 2 || major === 3;
}

export function sdkMissingText(packageJson: PackageJson | undefined): string {
  return packageJson?.sdkRange === undefined
    ? "The package durable-functions is not among the app's dependencies. Run `npm install durable-functions@3` in the app's folder."
    : `The package durable-functions (${packageJson.sdkRange}) is not installed. Run \`npm install\` in the app's folder.`;
}

export function sdkUnsupportedText(sdk: InstalledSdk): string {
  const next = sdk.major < 1 ? "Run `npm install durable-functions@2` in the app's folder." : "Update the toolkit.";
  return `durable-functions ${sdk.version} is not supported: this version of the toolkit replays 1.x, 2.x and 3.x. ${next}`;
}
