import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { inRoot } from "./root.ts";

const stampFile = inRoot("dist", ".stamps.json");

/** A short text that changes when any of the files, or any file in one of the folders, changes its size or time. */
export function fingerprint(places: readonly string[]): string {
  const hash = createHash("sha256");
  for (const file of places.flatMap(filesIn).sort()) {
    const { size, mtimeMs } = fs.statSync(file);
    hash.update(`${file}\0${String(size)}\0${String(mtimeMs)}\n`);
  }
  return hash.digest("hex").slice(0, 16);
}

/** True when the thing was last made from inputs with this fingerprint. */
export function isCurrent(thing: string, print: string): boolean {
  return readStamps()[thing] === print;
}

export function stamp(thing: string, print: string): void {
  fs.mkdirSync(path.dirname(stampFile), { recursive: true });
  fs.writeFileSync(stampFile, `${JSON.stringify({ ...readStamps(), [thing]: print }, null, 2)}\n`);
}

function readStamps(): Record<string, string> {
  try {
    return JSON.parse(fs.readFileSync(stampFile, "utf8")) as Record<string, string>;
  } catch {
    return {};
  }
}

const generated = new Set(["node_modules", "dist", "output"]);

function filesIn(place: string): string[] {
  const absolute = inRoot(place);
  const stats = fs.statSync(absolute, { throwIfNoEntry: false });
  if (!stats) return [];
  if (stats.isFile()) return [absolute];
  return fs
    .readdirSync(absolute)
    .filter((name) => !generated.has(name))
    .flatMap((name) => filesIn(path.join(place, name)));
}
