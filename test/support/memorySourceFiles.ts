import type { SourceFiles } from "../../src/base/ports";

/** Files in memory, read at once: absolute path → text. `links`: folder → the folder that it stands for. */
export function memorySourceFiles(
  files: Readonly<Record<string, string>>,
  links: Readonly<Record<string, string>> = {},
): SourceFiles {
  const realPath = (path: string): string => {
    for (const [link, target] of Object.entries(links))
      if (path === link || path.startsWith(`${link}/`)) return realPath(target + path.slice(link.length));
    return path;
  };
  return {
    read: (file) => files[realPath(file)],
    isFile: (file) => realPath(file) in files,
    list(folder) {
      const real = realPath(folder);
      const start = real.endsWith("/") ? real : `${real}/`;
      // Files may come and go.
      const all = [...Object.keys(files), ...Object.keys(links).map((link) => `${link}/`)];
      const inside = all
        .filter((path) => path.startsWith(start) && path !== start)
        .map((path) => path.slice(start.length));
      return [...new Set(inside.map((path) => path.replace(/\/.*/, "/")))].sort();
    },
    realPath,
  };
}
