import { joinPath } from "../base/paths";
import type { SourceFiles } from "../base/ports";
import { isCodeFile } from "../syntax/fitness";

/** Without this name in some file there is nothing to check. */
export const durablePackage = "durable-functions";

/** Whether any code below the folders, or a package.json there, mentions the SDK; packages and hidden folders apart. */
export function mentionsDurable(files: SourceFiles, folders: readonly string[]): boolean {
  const visited = new Set<string>();
  const queue = [...folders];
  for (let folder = queue.shift(); folder !== undefined; folder = queue.shift()) {
    // Links may lead in circles.
    const real = files.realPath(folder);
    if (visited.has(real)) continue;
    visited.add(real);
    for (const name of files.list(folder)) {
      const path = joinPath(folder, name);
      if (!name.endsWith("/")) {
        if (isLookedAt(name) && files.read(path)?.includes(durablePackage)) return true;
      } else if (name !== "node_modules/" && !name.startsWith(".")) queue.push(path);
    }
  }
  return false;
}

function isLookedAt(name: string): boolean {
  return isCodeFile(name) || name === "package.json";
}
