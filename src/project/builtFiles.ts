import type { Problem } from "../base/parsed";
import type { SourceReader } from "../base/ports";
import { pathInBundle, sourceMapReference } from "../base/sourceMapNames";
import type { BuiltFile } from "./functionApp";
import { jsonObjectOf, readJsonFile, textMember, type JsonObject } from "./jsonFile";
import { baseName, joinPath, parentOf } from "../base/paths";
import { sourceCandidates, type TsConfig } from "./tsConfig";

/** The sources of a file that Node loads, from its source map, else by tsconfig; undefined for code that nobody built. */
export async function relateToSources(
  reader: SourceReader,
  appRoot: string,
  tsConfig: TsConfig | undefined,
  file: string,
): Promise<BuiltFile | undefined> {
  const mapped = await mappedSources(reader, file);
  const sources = mapped ?? (await configuredSources(reader, appRoot, tsConfig, file));
  if (!sources?.length) return undefined;
  const builtAt = (await reader.modifiedAt(file)) ?? 0;
  const newerSources: string[] = [];
  for (const { path, content } of sources) {
    const changedAt = (await reader.modifiedAt(path)) ?? 0;
    // A checkout touches files without changing them: where the map holds the text, the text decides.
    if (changedAt > builtAt && (content === undefined || content !== (await reader.read(path))))
      newerSources.push(path);
  }
  return { file, sources: sources.map(({ path }) => path), newerSources };
}

export function staleBuild(file: string, source: string, buildCommand: string | undefined): Problem {
  const message =
    `${baseName(file)} is older than ${baseName(source)}: the replay runs the old code. ` +
    `Build first${buildCommand === undefined ? "" : ` (${buildCommand})`}.`;
  return { code: "build-stale", severity: "warning", message, place: `${source}, built as ${file}` };
}

interface Source {
  readonly path: string;
  readonly content?: string;
}

async function mappedSources(reader: SourceReader, file: string): Promise<readonly Source[] | undefined> {
  const map = await mapOf(reader, file);
  const names = map && Array.isArray(map.json["sources"]) ? (map.json["sources"] as unknown[]) : undefined;
  if (!map || !names) return undefined;
  const contents = Array.isArray(map.json["sourcesContent"]) ? (map.json["sourcesContent"] as unknown[]) : [];
  const sources: Source[] = [];
  for (const [index, name] of names.entries()) {
    if (typeof name !== "string" || name.includes("node_modules/")) continue;
    const path = await sourceFile(reader, map.folder, withRoot(name, textMember(map.json, "sourceRoot")));
    const content = contents[index];
    if (path !== undefined) sources.push({ path, ...(typeof content === "string" && { content }) });
  }
  return sources.length ? sources : undefined;
}

interface MapOfFile {
  readonly json: JsonObject;
  /** From which it names its sources. */
  readonly folder: string;
}

/** Beside the file, or where its comment says. A broken map is the runner's to report: it needs the mappings, this only names. */
async function mapOf(reader: SourceReader, file: string): Promise<MapOfFile | undefined> {
  const beside = await readJsonFile(reader, `${file}.map`, []);
  const folder = parentOf(file);
  if (beside) return { json: beside, folder };
  const reference = sourceMapReference((await reader.read(file)) ?? "");
  if (!reference) return undefined;
  if ("text" in reference) {
    const json = jsonObjectOf(reference.text);
    return json && { json, folder };
  }
  const mapFile = joinPath(folder, reference.url);
  const json = await readJsonFile(reader, mapFile, []);
  return json && { json, folder: parentOf(mapFile) };
}

async function configuredSources(
  reader: SourceReader,
  appRoot: string,
  tsConfig: TsConfig | undefined,
  file: string,
): Promise<readonly Source[] | undefined> {
  for (const path of tsConfig ? sourceCandidates(appRoot, tsConfig, file) : []) {
    if ((await reader.modifiedAt(path)) !== undefined) return [{ path }];
  }
  return undefined;
}

function withRoot(name: string, root: string | undefined): string {
  if (!root || isAbsolute(name) || hasScheme(name)) return name;
  return root.endsWith("/") ? `${root}${name}` : `${root}/${name}`;
}

/** The file that a map names: relative to the map, absolutely, or from the folder in which a bundler ran. */
async function sourceFile(reader: SourceReader, folder: string, name: string): Promise<string | undefined> {
  const inBundle = pathInBundle(name);
  if (inBundle !== undefined && !isAbsolute(inBundle)) return nearestAbove(reader, folder, inBundle);
  const path = absolute(folder, inBundle ?? name);
  return path !== undefined && (await reader.modifiedAt(path)) !== undefined ? path : undefined;
}

async function nearestAbove(reader: SourceReader, folder: string, path: string): Promise<string | undefined> {
  const file = joinPath(folder, path);
  if ((await reader.modifiedAt(file)) !== undefined) return file;
  const above = parentOf(folder);
  return above === folder ? undefined : nearestAbove(reader, above, path);
}

function absolute(folder: string, name: string): string | undefined {
  if (isAbsolute(name)) return joinPath(name);
  if (name.startsWith("file://")) return joinPath(decodeURIComponent(name.slice("file://".length)));
  return hasScheme(name) ? undefined : joinPath(folder, name);
}

function isAbsolute(name: string): boolean {
  return /^[A-Za-z]:[\\/]|^\//.test(name);
}

function hasScheme(name: string): boolean {
  return /^[a-z][\w+.-]+:/i.test(name);
}
