import path from "node:path";
import type { SourceReader } from "../base/ports";
import { findAppRoot, noFunctionsProject } from "../project/findAppRoot";
import { usage } from "./arguments";

/**
 * The folder of the function app that a command is about.
 * @param wanted as given with `--app`; without it, the nearest app above the working folder
 */
export async function appFolder(files: SourceReader, cwd: string, wanted: string | undefined): Promise<string> {
  const start = path.resolve(cwd, wanted ?? ".");
  if (wanted !== undefined && !(await isThere(files, start)))
    throw usage(`There is no folder ${wanted}. Name the app's folder with --app.`);
  const root = await findAppRoot(files, start);
  if (root === undefined) throw noFunctionsProject(start);
  return root;
}

async function isThere(files: SourceReader, folder: string): Promise<boolean> {
  return (await files.list(folder)).length > 0 || (await files.modifiedAt(folder)) !== undefined;
}
