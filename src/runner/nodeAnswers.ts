/**
 * What other programs say about Node, remembered: each question starts a process, which a session would wait for.
 */
import { execFile } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

interface Answer {
  readonly node: Promise<string | undefined>;
  readonly askedAt: number;
}

/** Milliseconds after which a login shell is asked again, for the sessions that come later. */
const answerAge = 60_000;
const ofShells = new Map<string, Answer>();
/** By file, its size and its time. */
const versions = new Map<string, Promise<string | undefined>>();

/** Where the login shell finds `node`; undefined when there is no such shell, or no Node. */
export async function nodeOfLoginShell(): Promise<string | undefined> {
  const shell = process.env["SHELL"];
  if (process.platform === "win32" || !shell) return undefined;
  const key = JSON.stringify([shell, process.env["HOME"], process.env["PATH"]]);
  const known = ofShells.get(key);
  const node = await known?.node;
  if (!known || node === undefined || !fs.existsSync(node)) return ask(shell, key);
  if (Date.now() - known.askedAt > answerAge) void ask(shell, key);
  return node;
}

function ask(shell: string, key: string): Promise<string | undefined> {
  const node = askShell(shell);
  ofShells.set(key, { node, askedAt: Date.now() });
  return node;
}

async function askShell(shell: string): Promise<string | undefined> {
  try {
    const { stdout } = await run(shell, ["-lc", "command -v node"], { timeout: 3000 });
    const found = stdout.trim().split("\n").at(-1);
    return found && path.isAbsolute(found) ? found : undefined;
  } catch {
    return undefined;
  }
}

/** Version of a Node, e.g. `22.23.3`; undefined when it does not run. */
export async function versionOf(nodePath: string): Promise<string | undefined> {
  if (nodePath === process.execPath) return process.versions.node;
  const key = identity(nodePath);
  if (key === undefined) return askVersion(nodePath);
  const version = versions.get(key) ?? askVersion(nodePath);
  versions.set(key, version);
  if ((await version) === undefined) versions.delete(key);
  return version;
}

/** Undefined for what may be another Node tomorrow although the file stays: a version manager's stand-in. */
function identity(nodePath: string): string | undefined {
  try {
    const file = fs.realpathSync(nodePath);
    const { size, mtimeMs } = fs.statSync(file);
    const isNode = /^node(\.exe)?$/i.test(path.basename(file)) && size > largestScript;
    return isNode ? `${file} ${size} ${mtimeMs}` : undefined;
  } catch {
    return undefined;
  }
}

/** In bytes; Node itself has many times that. */
const largestScript = 1_000_000;

async function askVersion(nodePath: string): Promise<string | undefined> {
  try {
    const env = { ...process.env, ELECTRON_RUN_AS_NODE: "1", NODE_OPTIONS: "" };
    const { stdout } = await run(nodePath, ["-p", "process.versions.node"], { timeout: 10000, env });
    return /^\d+\.\d+\.\d+/.exec(stdout)?.[0];
  } catch {
    return undefined;
  }
}
