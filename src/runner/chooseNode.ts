import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { ToolkitError } from "../base/errors";
import { nodeOfLoginShell, versionOf } from "./nodeAnswers";

export interface ChosenNode {
  readonly path: string;
  /** Without a leading v, e.g. `22.23.3`. */
  readonly version: string;
  /** Why this one, in words for the first line of a session: `.nvmrc`, `PATH`, … */
  readonly why: string;
  /** The editor's own runtime, which is Node only when told so. */
  readonly isEditorRuntime?: boolean;
}

export interface NodeWishes {
  /** `--node` or the launch attribute `runtimeExecutable`. */
  readonly override?: string | undefined;
  /** Setting `durableToolkit.replay.nodePath`. */
  readonly setting?: string | undefined;
  readonly appRoot: string;
  /** Of durable-functions, e.g. `2.1.4`; undefined: it is not installed, and limits nothing. */
  readonly sdkVersion?: string | undefined;
}

interface Candidate {
  readonly path: string;
  readonly why: string;
  /** Asked for by name: not running is an error, not a reason to go on looking. */
  readonly wanted?: boolean;
}

const minimumMajor = 20;
/** `util.isDate`, which `createTimer` calls before SDK 3.3.1, is gone from Node 23 on. */
const maximumMajorOfOldSdks = 22;

/** Finds the Node that runs the user's code, in the order of the README's "Which Node". Throws `node-unsupported`. */
export async function chooseNode(wishes: NodeWishes): Promise<ChosenNode> {
  const tried: string[] = [];
  for (const find of finders(wishes)) {
    const candidate = await find();
    if (!candidate) continue;
    const version = await versionOf(candidate.path);
    const problem = version === undefined ? "does not run" : unsuitable(version, wishes.sdkVersion);
    if (problem === undefined && version !== undefined) return chosen(candidate, version);
    tried.push(`${candidate.path} (${candidate.why}) ${problem}`);
    if (candidate.wanted) break;
  }
  throw new ToolkitError("node-unsupported", unsupportedText(tried, wishes.sdkVersion));
}

function chosen(candidate: Candidate, version: string): ChosenNode {
  const isEditorRuntime = candidate.path === process.execPath && Boolean(process.versions["electron"]);
  return { path: candidate.path, version, why: candidate.why, ...(isEditorRuntime && { isEditorRuntime }) };
}

function finders(wishes: NodeWishes): (() => Candidate | undefined | Promise<Candidate | undefined>)[] {
  return [
    () => asked(wishes.override, "asked for"),
    () => asked(wishes.setting, "setting durableToolkit.replay.nodePath"),
    () => fromVersionFile(wishes.appRoot),
    () => fromLoginShell(),
    () => onPath(process.env["PATH"], "PATH"),
    () => ({
      path: process.execPath,
      why: process.versions["electron"] ? "VS Code's own runtime" : "the running Node",
    }),
  ];
}

function asked(nodePath: string | undefined, why: string): Candidate | undefined {
  if (!nodePath) return undefined;
  const expanded = nodePath.startsWith("~") ? path.join(os.homedir(), nodePath.slice(1)) : nodePath;
  if (!expanded.includes(path.sep))
    return onPath(process.env["PATH"], why, expanded) ?? { path: expanded, why, wanted: true };
  return { path: path.resolve(expanded), why, wanted: true };
}

function onPath(searchPath: string | undefined, why: string, name = "node"): Candidate | undefined {
  const names = process.platform === "win32" ? [`${name}.exe`, name] : [name];
  for (const folder of (searchPath ?? "").split(path.delimiter)) {
    const found = names.map((file) => path.join(folder, file)).find((file) => folder && isFile(file));
    if (found) return { path: found, why };
  }
  return undefined;
}

/** The version that the project pins, where a version manager has it installed. */
function fromVersionFile(appRoot: string): Candidate | undefined {
  const pinned = pinnedVersion(appRoot);
  if (!pinned) return undefined;
  const found = installedVersions().find(
    ({ version }) => version === pinned.version || version.startsWith(`${pinned.version}.`),
  );
  return found && { path: found.path, why: pinned.file };
}

function pinnedVersion(appRoot: string): { readonly version: string; readonly file: string } | undefined {
  for (let folder = appRoot; ; folder = path.dirname(folder)) {
    for (const file of [".nvmrc", ".node-version"]) {
      const version = /^v?(\d+(\.\d+){0,2})\s*$/m.exec(read(path.join(folder, file)) ?? "")?.[1];
      if (version) return { version, file };
    }
    const volta = /"volta"\s*:\s*\{[^}]*"node"\s*:\s*"v?(\d+(?:\.\d+){0,2})"/.exec(
      read(path.join(folder, "package.json")) ?? "",
    );
    if (volta?.[1]) return { version: volta[1], file: "volta in package.json" };
    if (folder === path.dirname(folder)) return undefined;
  }
}

/** Newest first, over nvm, fnm and volta in their usual places. */
function installedVersions(): { readonly version: string; readonly path: string }[] {
  const home = os.homedir();
  const fnm = process.env["FNM_DIR"] ?? path.join(home, ".local", "share", "fnm");
  const places = [
    { folder: path.join(process.env["NVM_DIR"] ?? path.join(home, ".nvm"), "versions", "node"), inside: "bin/node" },
    { folder: path.join(fnm, "node-versions"), inside: "installation/bin/node" },
    {
      folder: path.join(process.env["VOLTA_HOME"] ?? path.join(home, ".volta"), "tools", "image", "node"),
      inside: "bin/node",
    },
  ];
  const found = places.flatMap(({ folder, inside }) =>
    names(folder).map((name) => ({ version: name.replace(/^v/, ""), path: path.join(folder, name, inside) })),
  );
  return found
    .filter((one) => isFile(one.path))
    .sort((a, b) => b.version.localeCompare(a.version, "en", { numeric: true }));
}

/** An editor started from a dock has no PATH of a shell; ask the login shell where `node` is. */
async function fromLoginShell(): Promise<Candidate | undefined> {
  const found = await nodeOfLoginShell();
  return found === undefined ? undefined : { path: found, why: "login shell" };
}

function unsuitable(version: string, sdkVersion: string | undefined): string | undefined {
  const major = Number.parseInt(version, 10);
  if (major < minimumMajor) return `is Node ${version}; a replay needs ${minimumMajor} or newer`;
  if (sdkVersion !== undefined && isOldSdk(sdkVersion) && major > maximumMajorOfOldSdks)
    return `is Node ${version}; durable-functions ${sdkVersion} needs ${maximumMajorOfOldSdks} or older (util.isDate is gone in 23)`;
  return undefined;
}

function isOldSdk(version: string): boolean {
  return version.localeCompare("3.3.1", "en", { numeric: true }) < 0;
}

function unsupportedText(tried: readonly string[], sdkVersion: string | undefined): string {
  const wanted = sdkVersion !== undefined && isOldSdk(sdkVersion) ? "Node 20 or 22" : "Node 20 or newer";
  const next = `Install ${wanted}, or name one in the setting durableToolkit.replay.nodePath or with --node.`;
  return tried.length ? `No usable Node: ${tried.join("; ")}. ${next}` : `No Node was found. ${next}`;
}

function read(file: string): string | undefined {
  try {
    return fs.readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}

function names(folder: string): string[] {
  try {
    return fs.readdirSync(folder);
  } catch {
    return [];
  }
}

function isFile(file: string): boolean {
  try {
    return fs.statSync(file).isFile();
  } catch {
    return false;
  }
}
