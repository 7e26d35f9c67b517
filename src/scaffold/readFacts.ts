import { joinPath, relativeTo } from "../base/paths";
import type { SourceReader } from "../base/ports";
import type { FunctionApp } from "../project/functionApp";
import { readJsonFile } from "../project/jsonFile";
import { openApp } from "../project/openApp";
import { readTsConfig, type TsConfig } from "../project/tsConfig";
import { configuredStyle } from "./styleFiles";
import { detectStyle } from "./detectStyle";
import type { ProjectFacts, ProjectFile, TakenName } from "./facts";
import { factProblems } from "./factProblems";
import { functionPlaceOf } from "./functionPlace";
import { folderLayout, sourceOf } from "./layout";
import { codeOf, majorOf, modelsOf } from "./kindOfCode";
import { packagesOf } from "./packages";
import { routesOf } from "./routes";

export interface FactOptions {
  /** Setting `azureFunctions.functionSubpath`, relative to the app's folder. */
  readonly functionFolder?: string;
  /** What is seen where the app is read as a whole: names that constants give, files that nobody loads. */
  readonly index?: { readonly functions: readonly TakenName[]; readonly isComplete: boolean };
}

/**
 * What can be seen of the app at `appRoot`. What is wrong with it is in the problems of the facts: with those that are
 * there, nothing can be planned.
 */
export async function readProjectFacts(
  reader: SourceReader,
  appRoot: string,
  options: FactOptions = {},
): Promise<ProjectFacts> {
  const { value: app, problems } = await openApp(reader, appRoot);
  const packageJson = await readJsonFile(reader, joinPath(appRoot, "package.json"), []);
  const taken = takenNames(app, options.index?.functions ?? []);
  const models = modelsOf(app, packageJson, taken);
  const registered = registeredIn(app, taken);
  const isBuilt = registered.some((file) => /\.[cm]?ts$/.test(file));
  const tsConfig = withOutDir((await readTsConfig(reader, appRoot, [])) ?? (isBuilt ? {} : undefined), app);
  const code = codeOf(app, tsConfig, [...app.functions.map(({ file }) => file), ...registered]);
  const { language } = code;
  const seen = { tsConfig, registered, setting: options.functionFolder };
  const place = await functionPlaceOf(reader, { ...app, language }, seen);
  const layout = await folderLayout(reader, app, tsConfig);
  const configured = await configuredStyle(reader, appRoot, code.extension);
  const project = await reader.read(joinPath(appRoot, "extensions.csproj"));
  return {
    root: appRoot,
    models: models.value,
    language,
    seen: { model: models.isSeen, language: code.isSeen },
    moduleSystem: code.moduleSystem,
    extension: code.extension,
    place,
    layout,
    ...(app.packageJson?.main !== undefined && { main: app.packageJson.main }),
    ...(tsConfig?.outDir !== undefined && { outDir: tsConfig.outDir }),
    ...(tsConfig?.rootDir !== undefined && { rootDir: tsConfig.rootDir }),
    style: detectStyle(await codeTexts(reader, app, registered), configured),
    takenNames: taken,
    hasHiddenNames: options.index?.isComplete === false,
    routes: await routesOf(reader, app, taken),
    occupied: await occupiedPaths(
      reader,
      [appRoot, place.folder, layout.folder, layout.sourceFolder],
      [joinPath(appRoot, "node_modules"), ...outermost(appRoot, tsConfig?.outDir)],
    ),
    sdk: sdkOf(app),
    packages: await packagesOf(reader, appRoot),
    host: await projectFile(reader, joinPath(appRoot, "host.json")),
    localSettings: await projectFile(reader, joinPath(appRoot, "local.settings.json")),
    ...(project !== undefined && {
      extensionProject: { hasDurableTask: /WebJobs\.Extensions\.DurableTask"/i.test(project) },
    }),
    buildsTypeScript: tsConfig !== undefined,
    problems: await factProblems(reader, app, problems),
  };
}

/** Enough to see how an app is written. */
const mostTexts = 20;

async function codeTexts(
  reader: SourceReader,
  { functions }: FunctionApp,
  registered: readonly string[],
): Promise<readonly string[]> {
  const inFolders = functions.flatMap(({ file, functionJson }) =>
    functionJson ? sourceOf(reader, functionJson.directory, file) : [],
  );
  const files = [...new Set([...(await Promise.all(inFolders)), ...registered])].filter((file) =>
    /\.[cm]?[jt]sx?$/.test(file),
  );
  const texts = await Promise.all(files.slice(0, mostTexts).map((file) => reader.read(file)));
  return texts.filter((text) => text !== undefined);
}

/** Where functions of model v4 are written: those that the app loads or, where it loads none, all that are seen. */
function registeredIn({ functions }: FunctionApp, taken: readonly TakenName[]): readonly string[] {
  const loaded = functions.filter(({ functionJson }) => !functionJson).map(({ file }) => file);
  return loaded.length ? loaded : taken.map(({ file }) => file).filter((file) => !file.endsWith(".json"));
}

/** The folder of the app that holds another one. */
function outermost(appRoot: string, folder: string | undefined): readonly string[] {
  const [first] = (folder === undefined ? undefined : relativeTo(appRoot, folder))?.split("/") ?? [];
  return first ? [joinPath(appRoot, first)] : [];
}

/**
 * Without outDir or tsconfig.json, a bundler builds, or what tsconfig.json extends is not installed: nobody writes sources into a folder
 * of such a name.
 */
function withOutDir(tsConfig: TsConfig | undefined, { root, packageJson }: FunctionApp): TsConfig | undefined {
  const folder = /^(?:\.?\/)?(dist|build|built|out|output)\//.exec(packageJson?.main ?? "")?.[1];
  const isKnown = tsConfig?.outDir !== undefined || folder === undefined;
  return !tsConfig || isKnown ? tsConfig : { ...tsConfig, outDir: joinPath(root, folder) };
}

function takenNames({ functions }: FunctionApp, others: readonly TakenName[]): readonly TakenName[] {
  const own = functions.map(({ name, kind, file }) => ({ name, kind, file }));
  const known = new Set(own.map(({ name }) => name.toLowerCase()));
  return [...own, ...others.filter(({ name }) => !known.has(name.toLowerCase()))];
}

/** @param further what others will make there: packages, a build */
async function occupiedPaths(
  reader: SourceReader,
  folders: readonly string[],
  further: readonly string[],
): Promise<ReadonlySet<string>> {
  const paths = new Set(further.map((path) => path.toLowerCase()));
  for (const folder of new Set(folders)) {
    for (const name of await reader.list(folder)) paths.add(joinPath(folder, name).toLowerCase());
  }
  return paths;
}

async function projectFile(reader: SourceReader, file: string): Promise<ProjectFile> {
  const text = await reader.read(file);
  return { file, ...(text !== undefined && { text }) };
}

function sdkOf({ sdk, packageJson }: FunctionApp): ProjectFacts["sdk"] {
  const range = packageJson?.sdkRange;
  const major = sdk?.major ?? majorOf(range);
  return {
    ...(sdk && { version: sdk.version }),
    ...(major !== undefined && { major }),
    ...(range !== undefined && { range }),
  };
}
