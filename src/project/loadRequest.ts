import { ToolkitError } from "../base/errors";
import type { FunctionApp, IndexedFunction } from "./functionApp";
import { didYouMean } from "../base/nearNames";
import { isSupportedMajor, sdkMissingText, sdkUnsupportedText } from "./openApp";
import { baseName, joinPath } from "../base/paths";
import type { FunctionKind } from "./registrations";

/** What a child process needs to load an orchestrator: member by member the replay layer's `LoadRequest`. */
export interface OrchestratorToLoad {
  readonly appRoot: string;
  readonly orchestrator: string;
  readonly files: readonly string[];
  readonly entryFiles: readonly string[];
  readonly functionJson?: { readonly entryPoint?: string; readonly bindingName: string; readonly directory: string };
  readonly sdkMajor: 1 | 2 | 3;
  readonly knownFunctions: readonly { readonly name: string; readonly kind: FunctionKind }[];
}

/**
 * How to load the orchestrator that history names (case does not count: WJ/FunctionName.cs:58-60). An app whose names
 * are not literals has no index entry for it, or only one of its sources: all entry files are loaded then, and the child
 * finds it, or not.
 * Throws `sdk-missing`, `sdk-unsupported`, `build-missing`, `orchestrator-not-found`.
 */
export function loadRequestFor(app: FunctionApp, orchestratorName: string): OrchestratorToLoad {
  const found = findOrchestrator(app, orchestratorName);
  if (!app.entryFiles.length) throw found ? notBuilt(app, found) : nothingToLoad(app);
  if (found && found.loadedFile === undefined && !isInBuild(app, found)) throw notBuilt(app, found);
  if (!found && app.model === "v3") throw orchestratorNotFound(app, orchestratorName);
  return {
    appRoot: app.root,
    orchestrator: orchestratorName,
    files: found?.loadedFile === undefined ? [] : [found.loadedFile],
    entryFiles: app.entryFiles,
    ...(found?.functionJson && { functionJson: found.functionJson }),
    sdkMajor: sdkMajorOf(app),
    knownFunctions: app.functions.map(({ name, kind }) => ({ name, kind })),
  };
}

export function findOrchestrator(app: FunctionApp, name: string): IndexedFunction | undefined {
  const wanted = name.toLowerCase();
  return app.functions.find(
    (candidate) => candidate.kind === "orchestration" && candidate.name.toLowerCase() === wanted,
  );
}

/** Whether the build has the file in which the function is written: then only its name is not to be read there. */
function isInBuild({ builtFiles }: FunctionApp, { file }: IndexedFunction): boolean {
  return builtFiles.some(({ sources, newerSources }) => sources.includes(file) && !newerSources.includes(file));
}

/** For callers that know better than the index, e.g. after the app was loaded and did not register it. */
export function orchestratorNotFound(app: FunctionApp, name: string): ToolkitError {
  const found = findOrchestrator(app, name);
  if (found && found.loadedFile === undefined) return notBuilt(app, found);
  const names = app.functions.filter(({ kind }) => kind === "orchestration").map((candidate) => candidate.name);
  const known = names.length ? ` It has: ${[...names].sort().slice(0, 20).join(", ")}.` : "";
  const text = `The app has no orchestrator "${name}".${didYouMean(name, names)}${known} Was it renamed since the instance ran, or is this another app? Name the app with --app.`;
  return new ToolkitError("orchestrator-not-found", text, { place: { file: joinPath(app.root, "host.json") } });
}

function sdkMajorOf(app: FunctionApp): 1 | 2 | 3 {
  const { sdk } = app;
  const place = { file: joinPath(app.root, "package.json") };
  if (!sdk) throw new ToolkitError("sdk-missing", sdkMissingText(app.packageJson), { place });
  if (!isSupportedMajor(sdk.major)) throw new ToolkitError("sdk-unsupported", sdkUnsupportedText(sdk), { place });
  return sdk.major;
}

function notBuilt(app: FunctionApp, { name, file, line }: IndexedFunction): ToolkitError {
  const text = `The orchestrator "${name}" of ${baseName(file)} is not in the build. Build the app${command(app)} and try again.`;
  return new ToolkitError("build-missing", text, { place: { file, line } });
}

function nothingToLoad(app: FunctionApp): ToolkitError {
  const main = app.packageJson?.main;
  const text = !app.packageJson
    ? "There is no package.json in the app's folder, so the app has no code to load. Is this another app? Name the app with --app."
    : main === undefined
      ? 'package.json has no "main", so the app has no code to load. Set it to the files that register your functions.'
      : `No file matches "main" of package.json (${main}). Build the app${command(app)} and try again.`;
  return new ToolkitError("build-missing", text, { place: { file: joinPath(app.root, "package.json") } });
}

function command(app: FunctionApp): string {
  return app.buildCommand === undefined ? "" : ` (${app.buildCommand})`;
}
