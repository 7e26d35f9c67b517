import { ToolkitError } from "../base/errors";
import type { SourceReader } from "../base/ports";
import { joinPath, parentOf } from "../base/paths";

/** The app of a file or folder: its nearest ancestor (or itself) with `host.json`; undefined when there is none. */
export async function findAppRoot(reader: SourceReader, fileOrFolder: string): Promise<string | undefined> {
  for (let folder = joinPath(fileOrFolder); ;) {
    if ((await reader.modifiedAt(joinPath(folder, "host.json"))) !== undefined) return folder;
    const parent = parentOf(folder);
    if (parent === folder) return undefined;
    folder = parent;
  }
}

export function noFunctionsProject(where: string): ToolkitError {
  const text = `Not a Functions project: neither ${where} nor a folder above it has a host.json. Open one, or name it with --app.`;
  return new ToolkitError("no-functions-project", text);
}
