import { ToolkitError } from "../base/errors";
import { orchestratorNotFound } from "../project/loadRequest";
import type { LoadResult } from "../replay/messages";
import type { PreparedReplay } from "./prepareReplay";

/** Why the child could not load the app, in words for the user; undefined when it did and has the orchestrator. */
export function loadError(result: LoadResult, { app, load }: PreparedReplay): ToolkitError | undefined {
  if (!result.loaded) {
    const place =
      result.file === undefined
        ? undefined
        : { file: result.file, ...(result.line !== undefined && { line: result.line }) };
    const where = place ? ` (${place.file}${place.line === undefined ? "" : `:${place.line}`})` : "";
    const text = `The app does not load: ${result.error.message}${where}. Fix what its top-level code needs, then replay again.`;
    return new ToolkitError("app-does-not-load", text, { cause: result.error, ...(place && { place }) });
  }
  return result.registered ? undefined : orchestratorNotFound(app, load.orchestrator);
}
