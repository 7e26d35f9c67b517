import { ToolkitError } from "../../base/errors";
import type { SourceReader } from "../../base/ports";
import type { AppFacts } from "./appFacts";

/** Reads what the editor needs to know of the app at `root`. */
export async function readApp(root: string, _files: SourceReader): Promise<AppFacts> {
  await Promise.resolve();
  throw new ToolkitError("internal", `The function index of ${root} is not part of this build yet.`);
}
