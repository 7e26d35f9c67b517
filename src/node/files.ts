import { readdir, readFile, stat } from "node:fs/promises";
import type { SourceReader } from "../base/ports";
import { isAbsent } from "./absent";

/** The files of this machine. */
export const nodeFiles: SourceReader = {
  read: (file) => unlessAbsent(() => readFile(file, "utf8")),
  list: async (folder) => {
    const entries = await unlessAbsent(() => readdir(folder, { withFileTypes: true }));
    const names = (entries ?? []).map(async (entry) => {
      const isFolder =
        entry.isDirectory() || (entry.isSymbolicLink() && (await isFolderBehind(`${folder}/${entry.name}`)));
      return isFolder ? `${entry.name}/` : entry.name;
    });
    return Promise.all(names);
  },
  modifiedAt: async (file) => (await unlessAbsent(() => stat(file)))?.mtimeMs,
};

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
