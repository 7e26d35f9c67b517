import { spawn, type ChildProcess } from "node:child_process";
import fs from "node:fs";
import type { Duplex } from "node:stream";
import path from "node:path";
import type { Disposable } from "../base/disposable";
import { PatientEmitter, type Event } from "../base/emitter";
import { ToolkitError } from "../base/errors";
import { LineReader } from "../base/lineReader";
import type { ChosenNode } from "./chooseNode";

export interface ChildOptions {
  readonly node: ChosenNode;
  /** `inspector`: a debugger will attach through the relay. `lines`: requests as JSON lines. */
  readonly channel: "inspector" | "lines";
  readonly appRoot: string;
  /** Settings of the app and of the launch, on top of the environment of this process. */
  readonly environment: Readonly<Record<string, string>>;
  readonly allowNativeModules?: boolean;
  /** An SDK to load before anything is asked of the child. */
  readonly sdk?: { readonly directory: string; readonly version: string };
}

export interface ReplayChild extends Disposable {
  /** Messages over the channel, file descriptor 3 of the child. */
  send(message: object): void;
  /** A line that is no message, as it is. */
  sendLine(line: string): void;
  /** The first listener hears what came before it. */
  readonly onMessage: Event<unknown>;
  readonly pid: number | undefined;
  /** Settles when the process is gone. */
  readonly exited: Promise<ChildExit>;
}

export interface ChildExit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** The end of what it wrote to stderr itself, e.g. a message of the runtime about memory. */
  readonly lastWords: string;
}

/** Variables that would attach other debuggers to the child, or change how it starts. */
const unwanted = [
  "NODE_OPTIONS",
  "VSCODE_INSPECTOR_OPTIONS",
  "NODE_INSPECT_RESUME_ON_START",
  "NODE_V8_COVERAGE",
  "ELECTRON_RUN_AS_NODE",
];
const lastWordsLength = 4000;

const living = new Set<ChildProcess>();

/** Code that never ends does not see that its channel has closed. */
function endLiving(): void {
  for (const child of living) child.kill("SIGKILL");
}

/** Starts the process that runs the user's code. It ends with this process. */
export function startChild(options: ChildOptions): ReplayChild {
  const child = spawn(options.node.path, [...nodeFlags(options), path.join(hostFolder(), "main.js")], {
    cwd: options.appRoot,
    env: childEnvironment(options),
    stdio: ["ignore", "ignore", "pipe", "pipe"],
    windowsHide: true,
  });
  if (living.size === 0) process.once("exit", endLiving);
  living.add(child);
  // Without file descriptors left, Node makes no streams at all; the error comes later.
  const socket = (child.stdio as ChildProcess["stdio"] | undefined)?.[3] as Duplex | undefined;
  const messages = new PatientEmitter<unknown>();
  const lines = new LineReader((line) => {
    messages.fire(JSON.parse(line));
  });
  socket?.on("error", () => undefined);
  socket?.on("data", (chunk: Buffer) => {
    lines.push(chunk);
  });
  return {
    send: (message) => socket?.write(JSON.stringify(message) + "\n"),
    sendLine: (line) => socket?.write(line + "\n"),
    onMessage: messages.event,
    pid: child.pid,
    exited: watchExit(child),
    dispose: () => child.kill("SIGKILL"),
  };
}

function watchExit(child: ChildProcess): Promise<ChildExit> {
  let lastWords = "";
  child.stderr?.on("data", (chunk: Buffer) => {
    lastWords = (lastWords + chunk.toString()).slice(-lastWordsLength);
  });
  return new Promise<ChildExit>((resolve) => {
    child.once("error", (error) => resolve({ code: null, signal: null, lastWords: error.message }));
    child.once("close", (code, signal) => resolve({ code, signal, lastWords }));
  }).finally(() => {
    living.delete(child);
    if (living.size === 0) process.off("exit", endLiving);
  });
}

function childEnvironment({ channel, environment, node, allowNativeModules, sdk }: ChildOptions): NodeJS.ProcessEnv {
  const env: NodeJS.ProcessEnv = { ...process.env, ...environment };
  for (const name of unwanted) Reflect.deleteProperty(env, name);
  if (node.isEditorRuntime) env["ELECTRON_RUN_AS_NODE"] = "1";
  const native = allowNativeModules === true ? "1" : "0";
  return {
    ...env,
    DURABLE_TOOLKIT_CHANNEL: channel,
    DURABLE_TOOLKIT_NATIVE_MODULES: native,
    DURABLE_TOOLKIT_SDK: sdk?.directory ?? "",
  };
}

/**
 * Node's permission model refuses to write files and to start processes, behind the guard in the child. It takes the
 * inspector away from the relay before Node 24 (debugger.md 9), so debugging on 20 and 22 has the guard alone.
 */
function nodeFlags({ node, channel, allowNativeModules }: ChildOptions): string[] {
  const [major = 0, minor = 0] = node.version.split(".").map(Number);
  const stable = major >= 24 || (major === 23 && minor >= 5) || (major === 22 && minor >= 13);
  const flags = [
    "--disable-warning=ExperimentalWarning",
    "--disable-warning=SecurityWarning",
    // What the user's ECMAScript modules are made with.
    "--experimental-vm-modules",
    "--experimental-import-meta-resolve",
  ];
  if (channel === "inspector" && major < 24) return flags;
  flags.push(stable ? "--permission" : "--experimental-permission", "--allow-fs-read=*");
  if (channel === "inspector") flags.push("--allow-worker", "--allow-inspector");
  if (allowNativeModules) flags.push("--allow-addons");
  return flags;
}

/** Whether the replay runs under the permission model; said in the first line of a session. */
export function hasPermissionModel(node: ChosenNode, channel: ChildOptions["channel"]): boolean {
  return channel === "lines" || Number.parseInt(node.version, 10) >= 24;
}

/** The replay host lies beside the bundle that starts it, or one folder up from a chunk or a test bundle. */
export function hostFolder(): string {
  const candidates = [__dirname, path.dirname(__dirname)].map((folder) => path.join(folder, "replayHost"));
  const found = candidates.find((folder) => fs.existsSync(path.join(folder, "main.js")));
  if (!found)
    throw new ToolkitError("internal", "The replay host is missing beside the toolkit. Install the toolkit again.");
  return found;
}
