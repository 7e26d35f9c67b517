import fs from "node:fs";
import path from "node:path";
import { sourceMapReference } from "../base/sourceMapNames";
import { packageCodeOf, type IsPackageCode } from "../instrument/packageCode";

// Taken before the user's code can have changed them.
const { existsSync, readFileSync } = fs;

/** Which code of a bundle belongs to packages, as its source map says; undefined: none, or there is no usable map. */
export function bundledPackages(content: string, file: string): IsPackageCode | undefined {
  try {
    const reference = sourceMapReference(content);
    if (!reference) return undefined;
    const folder = path.dirname(file);
    const text = "text" in reference ? reference.text : readFileSync(path.resolve(folder, reference.url), "utf8");
    const installed = new Map<string, boolean>();
    return packageCodeOf(text, (name) => {
      const known = installed.get(name) ?? isInstalled(name, folder);
      installed.set(name, known);
      return known;
    });
  } catch {
    return undefined;
  }
}

/** In `node_modules` of a folder, or of one above, where Node would find it. */
function isInstalled(name: string, folder: string): boolean {
  if (existsSync(path.join(folder, "node_modules", name, "package.json"))) return true;
  const above = path.dirname(folder);
  return above !== folder && isInstalled(name, above);
}
