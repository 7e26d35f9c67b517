import { readdir, readFile, stat } from "node:fs/promises";
import { ToolkitError } from "../base/errors";
import type { SourceReader } from "../base/ports";
import { isAbsent } from "./absent";

/** The files of this machine. */
export const nodeFiles: SourceReader = {
  read: (file) => unlessAbsent(() => readText(file)),
  list: async (folder) => {
    const entries = await unlessAbsent(() => readdir(folder, { withFileTypes: true }));
    // Nobody may ever write into a pipe: whoever reads it waits for ever.
    const readable = (entries ?? []).filter((entry) => entry.isFile() || entry.isDirectory() || entry.isSymbolicLink());
    const names = readable.map(async (entry) => {
      const isFolder =
        entry.isDirectory() || (entry.isSymbolicLink() && (await isFolderBehind(`${folder}/${entry.name}`)));
      return isFolder ? `${entry.name}/` : entry.name;
    });
    return Promise.all(names);
  },
  modifiedAt: async (file) => (await unlessAbsent(() => stat(file)))?.mtimeMs,
};

/** Throws `history-unreadable` for what no text can hold: 512 MB and more, which only data has. */
async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const isTooLong = error instanceof RangeError || code === "ERR_STRING_TOO_LONG" || code === "ERR_FS_FILE_TOO_LARGE";
    if (!isTooLong) throw error;
    const text = `The file ${file} is too large to be read: 512 MB is the most. Is it the right file?`;
    throw new ToolkitError("history-unreadable", text, { cause: error, place: { file } });
  }
}

async function isFolderBehind(link: string): Promise<boolean> {
  return (await unlessAbsent(() => stat(link)))?.isDirectory() ?? false;
}

async function unlessAbsent<T>(action: () => Promise<T>): Promise<T | undefined> {
  try {
    return await action();
  } catch (error) {
    if (isAbsent(error)) return undefined;
    throw error;
  }
}
