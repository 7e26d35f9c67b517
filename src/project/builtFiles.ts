import type { Problem } from "../base/parsed";
import type { SourceReader } from "../base/ports";
import type { BuiltFile } from "./functionApp";
import { readJsonFile, textMember } from "./jsonFile";
import { baseName, joinPath, parentOf } from "./paths";
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
  // A broken map is the runner's to report: it needs the mappings, this only names.
  const json = await readJsonFile(reader, `${file}.map`, []);
  const names = json && Array.isArray(json["sources"]) ? (json["sources"] as unknown[]) : undefined;
  if (!json || !names) return undefined;
  const contents = Array.isArray(json["sourcesContent"]) ? (json["sourcesContent"] as unknown[]) : [];
  const root = joinPath(parentOf(file), textMember(json, "sourceRoot")?.replace(/^file:\/\//, "") ?? "");
  const sources: Source[] = [];
  for (const [index, name] of names.entries()) {
    if (typeof name !== "string" || name.includes("node_modules/")) continue;
    const path = absolute(root, name);
    const content = contents[index];
    if (path === undefined || (await reader.modifiedAt(path)) === undefined) continue;
    sources.push({ path, ...(typeof content === "string" && { content }) });
  }
  return sources.length ? sources : undefined;
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

/** Source maps name sources relative to themselves, absolutely, or as `webpack://app/./src/x.ts`. */
function absolute(root: string, name: string): string | undefined {
  if (/^[A-Za-z]:[\\/]/.test(name) || name.startsWith("/")) return joinPath(name);
  if (name.startsWith("file://")) return joinPath(decodeURIComponent(name.slice("file://".length)));
  if (/^[a-z-]+:/.test(name)) return undefined;
  return joinPath(root, name);
}
