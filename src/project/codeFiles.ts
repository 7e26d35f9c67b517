import type { SourceReader } from "../base/ports";
import { joinPath, parentOf } from "../base/paths";
import { readFileFacts, type Registration } from "./registrations";

/** A file of the app and what it registers. */
export interface CodeFile {
  readonly file: string;
  readonly text: string;
  readonly registrations: readonly Registration[];
}

/** Enough for every app we know of; a bound against a `main` that matches a whole disk. */
const mostFiles = 2000;

/**
 * Reads `entries` and, breadth first, the app's own files that they load. Packages are left out: what they register is
 * found when the app is loaded.
 */
export async function readCodeFiles(reader: SourceReader, entries: readonly string[]): Promise<readonly CodeFile[]> {
  const files: CodeFile[] = [];
  const queue = [...entries];
  const seen = new Set(queue);
  for (let file = queue.shift(); file !== undefined && files.length < mostFiles; file = queue.shift()) {
    const text = await reader.read(file);
    if (text === undefined) continue;
    const facts = readFileFacts(text);
    files.push({ file, text, registrations: facts.registrations });
    for (const name of facts.imports) {
      const target = await resolveRelative(reader, file, name);
      if (target === undefined || seen.has(target) || /[\\/]node_modules[\\/]/.test(target)) continue;
      seen.add(target);
      queue.push(target);
    }
  }
  return files;
}

/** Node's resolution of a relative module, and TypeScript's, which writes `./x.js` for a source `./x.ts`. */
async function resolveRelative(reader: SourceReader, from: string, name: string): Promise<string | undefined> {
  const path = joinPath(parentOf(from), name);
  const extensions = /\.[cm]?tsx?$/.test(from) ? [".ts", ".tsx", ".js"] : [".js", ".cjs", ".mjs"];
  const candidates = [
    ...(/\.[cm]?[jt]sx?$/.test(path) ? [path, path.replace(/\.([cm]?)jsx?$/, ".$1ts")] : []),
    ...extensions.map((extension) => path + extension),
    ...extensions.map((extension) => joinPath(path, `index${extension}`)),
  ];
  for (const candidate of candidates) if ((await reader.modifiedAt(candidate)) !== undefined) return candidate;
  return undefined;
}
