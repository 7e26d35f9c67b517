import type { SourceReader } from "../../src/base/ports";

/** Files in memory: absolute path → text, or text and time of last change in ms. */
export type MemoryFiles = Readonly<Record<string, string | { readonly text: string; readonly modifiedAt: number }>>;

/** A reader over `files`; folders exist where files lie below them. */
export function memoryReader(files: MemoryFiles): SourceReader {
  const paths = Object.keys(files);
  return {
    read(file) {
      const found = files[file];
      return Promise.resolve(typeof found === "object" ? found.text : found);
    },
    list(folder) {
      const start = folder.endsWith("/") ? folder : `${folder}/`;
      const inside = paths.filter((path) => path.startsWith(start)).map((path) => path.slice(start.length));
      return Promise.resolve([...new Set(inside.map((path) => path.replace(/\/.*/, "/")))]);
    },
    modifiedAt(file) {
      const found = files[file];
      return Promise.resolve(found === undefined ? undefined : typeof found === "object" ? found.modifiedAt : 0);
    },
  };
}
