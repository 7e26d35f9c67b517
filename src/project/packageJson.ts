import type { Problem } from "../base/parsed";
import type { SourceReader } from "../base/ports";
import { memberOf, readJsonFile, textMember } from "./jsonFile";
import { joinPath, parentOf } from "../base/paths";

export interface PackageJson {
  readonly file: string;
  readonly type: "commonjs" | "module";
  /** Glob of the entry files, relative to the app's folder. */
  readonly main?: string;
  readonly scripts: Readonly<Record<string, string>>;
  /** Range that the app asks for. */
  readonly sdkRange?: string;
}

export interface InstalledSdk {
  /** The folder of `durable-functions`, as resolved from the app upwards. */
  readonly directory: string;
  readonly version: string;
  readonly major: number;
}

export async function readPackageJson(
  reader: SourceReader,
  appRoot: string,
  problems: Problem[],
): Promise<PackageJson | undefined> {
  const file = joinPath(appRoot, "package.json");
  const json = await readJsonFile(reader, file, problems);
  if (!json) return undefined;
  const main = textMember(json, "main");
  const range =
    textMember(json, "dependencies", "durable-functions") ?? textMember(json, "devDependencies", "durable-functions");
  const scripts = Object.entries((memberOf(json, "scripts") ?? {}) as Record<string, unknown>);
  return {
    file,
    type: json["type"] === "module" ? "module" : "commonjs",
    ...(main !== undefined && { main }),
    scripts: Object.fromEntries(scripts.filter((entry): entry is [string, string] => typeof entry[1] === "string")),
    ...(range !== undefined && { sdkRange: range }),
  };
}

/** Finds the SDK as Node's resolution does: `node_modules` of the app, then of each folder above. */
export async function findSdk(
  reader: SourceReader,
  appRoot: string,
  problems: Problem[],
): Promise<InstalledSdk | undefined> {
  for (let folder = appRoot; ; folder = parentOf(folder)) {
    const directory = joinPath(folder, "node_modules", "durable-functions");
    const json = await readJsonFile(reader, joinPath(directory, "package.json"), problems);
    const version = textMember(json, "version");
    if (version !== undefined) return { directory, version, major: Number.parseInt(version, 10) };
    if (parentOf(folder) === folder) return undefined;
  }
}
