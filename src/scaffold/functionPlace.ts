import { baseName, joinPath, parentOf, relativeTo } from "../base/paths";
import type { SourceReader } from "../base/ports";
import type { FunctionApp } from "../project/functionApp";
import { expandBraces } from "../project/glob";
import { sourcePatterns, type TsConfig } from "../project/tsConfig";
import type { FunctionPlace } from "./facts";
import { mostFrequent } from "./kindOfCode";

const usual = "src/functions";
const plainName = "{name}";

type App = Pick<FunctionApp, "root" | "packageJson" | "language">;

interface Seen {
  readonly tsConfig: TsConfig | undefined;
  /** Where functions of model v4 are written. */
  readonly registered: readonly string[];
  readonly setting: string | undefined;
}

/** Where functions of model v4 go: with those that are there, else where the setting or `main` says. */
export async function functionPlaceOf(
  reader: SourceReader,
  app: App,
  { tsConfig, registered, setting }: Seen,
): Promise<FunctionPlace> {
  const places = placesOfMain(app, tsConfig);
  const placeIn = (folder: string) =>
    places.find((place) => place.folder === folder) ?? { folder, fileName: plainName };
  const inApp = registered.filter((file) => relativeTo(app.root, file) !== undefined);
  const existing = mostFrequent(inApp.map((file) => folderOf(file, places)));
  if (existing !== undefined) return placeIn(existing);
  if (setting !== undefined && setting !== "") return placeIn(joinPath(app.root, setting));
  const byHabit = places.find(({ folder }) => relativeTo(app.root, folder) === usual);
  for (const place of byHabit ? [byHabit, ...places] : places)
    if ((await reader.list(place.folder)).length) return place;
  return byHabit ?? places[0] ?? placeIn(joinPath(app.root, usual));
}

/** The folder that holds a function's file or, where each has a folder of its own, that folder. */
function folderOf(file: string, places: readonly FunctionPlace[]): string {
  const apart = places.find(({ folder, fileName }) => {
    const inside = relativeTo(folder, file)?.split("/");
    const own = fileName.split("/");
    return own.length > 1 && inside?.length === own.length && stemOf(baseName(file)) === own.at(-1);
  });
  return apart?.folder ?? parentOf(file);
}

/** Where `main` takes files of any name, as they are in the sources. */
function placesOfMain({ root, packageJson, language }: App, tsConfig: TsConfig | undefined): readonly FunctionPlace[] {
  const main = packageJson?.main;
  if (main === undefined) return [];
  const patterns = language === "typescript" && tsConfig ? sourcePatterns(root, tsConfig, main) : [main];
  return patterns.flatMap(expandBraces).flatMap((pattern) => {
    const { folder, fileName } = placeOfPattern(pattern.replace(/^\.?\/+/, "").split("/")) ?? {};
    return folder === undefined || fileName === undefined ? [] : [{ folder: joinPath(root, folder), fileName }];
  });
}

/** `src/functions/*.js`, `src/**` and `*.function.js` in it, `src/*` with an `index.js` in each. */
function placeOfPattern(parts: readonly string[]): FunctionPlace | undefined {
  const folders = parts.slice(0, -1);
  const last = stemOf(parts.at(-1) ?? "");
  const anyDepth = folders.indexOf("**");
  const own = folders.indexOf("*");
  if (anyDepth < 0 && own >= 0 && !last.includes("*"))
    return plainPlace(folders.slice(0, own), [plainName, ...folders.slice(own + 1), last]);
  if (!last.includes("*")) return undefined;
  if (anyDepth < 0) return plainPlace(folders, [nameIn(last)]);
  // Below `**` any folder does.
  const above = folders.slice(0, anyDepth);
  const isAbove = above.every((part, index) => part === usual.split("/")[index]);
  return plainPlace(isAbove && above.length <= 2 ? usual.split("/") : above, [nameIn(last)]);
}

function plainPlace(folders: readonly string[], file: readonly string[]): FunctionPlace | undefined {
  if ([...folders, ...file.slice(1)].some((part) => /[*?[\]!()]/.test(part))) return undefined;
  return { folder: folders.join("/"), fileName: file.join("/") };
}

/** `*.function` → `{name}.function`; what a name cannot be put into is left to the plain name. */
function nameIn(stem: string): string {
  const name = stem.replace("*", plainName);
  return /[*?[\]!()]/.test(name) ? plainName : name;
}

function stemOf(fileName: string): string {
  return fileName.replace(/\.(?:[cm]?[jt]sx?|\*)$/, "");
}
