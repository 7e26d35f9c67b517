import * as fs from "node:fs/promises";
import * as path from "node:path";
import { ToolkitError, messageOf } from "../../base/errors";

/** Made anew by `npm install` and `npm run build`. */
const madeParts = new Set(["node_modules", "dist"]);
const ignored = ["node_modules/", "dist/", "local.settings.json", "__azurite_db*__.json", "__blobstorage__/", ""];

/**
 * Writes the sample as the beginning of a project of the user's own. Throws `usage` when the folder holds something, or
 * cannot be written; it is then as it was.
 * @param sample the sample app
 * @param folder absolute; made when it is not there
 */
export async function saveSampleAs(sample: string, folder: string): Promise<void> {
  const present = await filesIn(folder);
  if (present?.length) {
    throw new ToolkitError("usage", `${folder} is not empty: nothing was written. Choose a new folder.`);
  }
  try {
    await fs.cp(sample, folder, {
      recursive: true,
      filter: (source) => !madeParts.has(path.relative(sample, source).split(path.sep)[0] ?? ""),
    });
    await fs.writeFile(path.join(folder, ".gitignore"), ignored.join("\n"));
  } catch (error) {
    await fs.rm(folder, { recursive: true, force: true }).catch(() => undefined);
    if (present) await fs.mkdir(folder, { recursive: true }).catch(() => undefined);
    throw new ToolkitError("usage", unwritable(folder, error), { cause: error });
  }
}

/** Undefined when there is no such folder. */
async function filesIn(folder: string): Promise<readonly string[] | undefined> {
  try {
    return await fs.readdir(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw new ToolkitError("usage", unwritable(folder, error), { cause: error });
  }
}

function unwritable(folder: string, error: unknown): string {
  return `The sample could not be saved to ${folder}: ${messageOf(error)}. Choose a folder that can be written.`;
}
