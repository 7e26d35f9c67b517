import * as fs from "node:fs/promises";
import * as path from "node:path";

/** In the folder of all extensions: which of their folders the editor will delete. */
export const obsoleteFile = ".obsolete";

/**
 * Whether the editor was told to uninstall the extension in a folder: its folder is to be deleted, and no other version
 * of it stays. While it is being updated, one does.
 */
export async function isUninstalled(extensionFolder: string): Promise<boolean> {
  const all = path.dirname(extensionFolder);
  const obsolete = await readObsolete(path.join(all, obsoleteFile));
  const own = path.basename(extensionFolder);
  if (!obsolete.has(own)) return false;
  const name = own.replace(/-\d.*$/, "-");
  const stays = (await fs.readdir(all)).filter((folder) => folder.startsWith(name) && !obsolete.has(folder));
  return stays.length === 0;
}

async function readObsolete(file: string): Promise<ReadonlySet<string>> {
  try {
    const json = JSON.parse(await fs.readFile(file, "utf8")) as unknown;
    const marked = Object.entries(typeof json === "object" && json !== null ? json : {});
    return new Set(marked.filter(([, isObsolete]) => isObsolete === true).map(([folder]) => folder));
  } catch {
    // There is none until something is uninstalled, and it may be read while it is written.
    return new Set();
  }
}
