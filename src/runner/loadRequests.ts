import path from "node:path";
import { ToolkitError } from "../base/errors";
import type { Parsed, Problem } from "../base/parsed";
import type { FunctionApp } from "../project/functionApp";
import { withFound, type FoundFunction } from "../project/foundFunctions";
import { globPattern } from "../project/glob";
import { findOrchestrator, loadRequestFor } from "../project/loadRequest";
import type { LoadRequest } from "../replay/messages";

/** `app`: with the functions that had to be found in its code. */
export interface AppAndRequest {
  readonly app: FunctionApp;
  readonly load: LoadRequest;
}

/** Of the orchestrator of that name. Throws what `loadRequestFor` throws. */
export type LoadRequests = (orchestrator: string) => Promise<AppAndRequest>;

interface LoadOptions {
  /** Glob patterns of paths. */
  readonly skipFiles?: readonly string[] | undefined;
  /** Asked where the app's own list lacks the orchestrator. */
  readonly findFunctions?: ((root: string) => Promise<readonly FoundFunction[]>) | undefined;
}

/** How to load orchestrators of an app; each is looked up once. */
export function loadRequests({ value: opened, problems }: Parsed<FunctionApp>, options: LoadOptions): LoadRequests {
  const known = new Map<string, Promise<AppAndRequest>>();
  const look = async (orchestrator: string): Promise<AppAndRequest> => {
    const app = await withOrchestrator(opened, orchestrator, options);
    const load = requestFor(app, orchestrator, problems);
    return { app, load: options.skipFiles ? { ...load, skipFiles: skippedFiles(options.skipFiles, app) } : load };
  };
  return (orchestrator) => {
    const looked = known.get(orchestrator) ?? look(orchestrator);
    known.set(orchestrator, looked);
    return looked;
  };
}

/** Where an orchestrator is registered in a loop or by a name that is put together, the code has to be followed. */
async function withOrchestrator(
  app: FunctionApp,
  orchestrator: string,
  { findFunctions }: LoadOptions,
): Promise<FunctionApp> {
  if (findOrchestrator(app, orchestrator) || !findFunctions) return app;
  return withFound(app, await findFunctions(app.root));
}

/** Where a file that cannot be read is the reason why nothing can be loaded, that is what to say. */
function requestFor(app: FunctionApp, orchestrator: string, problems: readonly Problem[]): LoadRequest {
  try {
    return loadRequestFor(app, orchestrator);
  } catch (error) {
    if (!(error instanceof ToolkitError) || !error.place) throw error;
    const { file } = error.place;
    const broken = problems.find(({ code, place }) => code === "invalid-json" && place.startsWith(`${file}:`));
    if (!broken) throw error;
    throw new ToolkitError(error.code, `${broken.place}: ${broken.message}`, { cause: error, place: error.place });
  }
}

/** A relative pattern starts at the app's folder. */
export function patterns(globs: readonly string[], root: string): RegExp[] {
  return globs
    .filter((glob) => !glob.startsWith("!"))
    .map((glob) => globPattern(/^([\\/]|[A-Za-z]:|\*\*)/.test(glob) ? glob : path.join(root, glob)));
}

/** Patterns of the files that Node loads: those that are named, and those built from sources that are. */
function skippedFiles(globs: readonly string[], app: FunctionApp): readonly string[] {
  const named = patterns(globs, app.root);
  const isNamed = (file: string) => named.some((pattern) => pattern.test(file));
  const built = app.builtFiles.filter(({ sources }) => sources.some(isNamed));
  return [
    ...named.map(({ source }) => source),
    ...built.map(({ file }) => `^${file.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&")}$`),
  ];
}
