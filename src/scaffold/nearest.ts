import { parentOf } from "../base/paths";
import type { SourceReader } from "../base/ports";

/** What is found in a folder or in the nearest above it; a repository's root ends the search. */
export async function nearest<T>(
  reader: SourceReader,
  from: string,
  find: (folder: string) => Promise<T | undefined>,
): Promise<T | undefined> {
  for (let folder = from; ; folder = parentOf(folder)) {
    const found = await find(folder);
    if (found !== undefined) return found;
    if (parentOf(folder) === folder || (await reader.list(folder)).includes(".git/")) return undefined;
  }
}
