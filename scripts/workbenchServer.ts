import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { installWorkbench } from "./installWorkbench.ts";
import { endProcess, run } from "./process.ts";

const START_LIMIT_MS = 60_000;

/** Settings that keep a fresh workbench quiet, and still: no tips, no updates, no assistants. */
const quietSettings = {
  "security.workspace.trust.enabled": false,
  "workbench.startupEditor": "none",
  "workbench.enableExperiments": false,
  "workbench.tips.enabled": false,
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "telemetry.telemetryLevel": "off",
  "extensions.autoUpdate": false,
  "extensions.autoCheckUpdates": false,
  "extensions.ignoreRecommendations": true,
  "chat.disableAIFeatures": true,
  "debug.toolBarLocation": "floating",
  "editor.minimap.enabled": false,
  "git.enabled": false,
  "npm.autoDetect": "off",
  "typescript.disableAutomaticTypeAcquisition": true,
};

/** No question at the start: the window just is in Restricted Mode. */
const restrictedSettings = {
  "security.workspace.trust.enabled": true,
  "security.workspace.trust.startupPrompt": "never",
  "security.workspace.trust.banner": "never",
};

export interface WorkbenchServer {
  readonly port: number;
  /** Data, extensions and log; gone after `stop`. */
  readonly folder: string;
  stop(): Promise<void>;
}

export interface WorkbenchOptions {
  /** Installed before the server starts. */
  readonly vsix?: string;
  /** Folders of further extensions, plain JavaScript; they are copied. */
  readonly extensions?: readonly string[];
  /** For the server, and so for the extension host and its terminals. */
  readonly env?: Readonly<Record<string, string>>;
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Browsers have to show it in the address; without one, everybody on this machine may connect. */
  readonly token?: string;
  /** Folders begin in Restricted Mode; otherwise every folder is trusted. */
  readonly restricted?: boolean;
  /** Lets a page load an extension from its sources and run tests in the extension host. */
  readonly testDriver?: boolean;
}

/** Starts VS Code for the browser on a free port of 127.0.0.1, with data of its own in a temporary folder. */
export async function startWorkbenchServer(options: WorkbenchOptions = {}): Promise<WorkbenchServer> {
  const program = path.join(installWorkbench(), "out", "server-main.js");
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "durable-workbench-"));
  writeSettings(folder, { ...(options.restricted && restrictedSettings), ...options.settings });
  const flags = Object.entries({
    server: "--server-data-dir",
    data: "--user-data-dir",
    extensions: "--extensions-dir",
  }).flatMap(([name, flag]) => [flag, path.join(folder, name)]);
  const env = environment(folder, options.env);
  if (options.vsix !== undefined) await installExtension(program, flags, options.vsix, env);
  for (const source of options.extensions ?? []) addExtension(path.join(folder, "extensions"), source);
  const child = spawn(process.execPath, [program, ...flags, ...serverFlags(options)], {
    env,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const port = await listeningPort(child, path.join(folder, "server.log"));
  return { port, folder, stop: () => stopServer(child, folder) };
}

function serverFlags({ token, testDriver, restricted }: WorkbenchOptions): string[] {
  return [
    ...["--host", "127.0.0.1", "--port", "0", "--accept-server-license-terms", "--telemetry-level", "off"],
    ...(token === undefined ? ["--without-connection-token"] : ["--connection-token", token]),
    // Without it a built workbench ignores extensionDevelopmentPath and extensionTestsPath.
    ...(testDriver ? ["--enable-smoke-test-driver"] : []),
    // The login shell's environment would bring another Node into the extension host and the terminals.
    "--force-disable-user-env",
    ...(restricted ? [] : ["--disable-workspace-trust"]),
  ];
}

function writeSettings(folder: string, more: Readonly<Record<string, unknown>> = {}): void {
  const user = path.join(folder, "data", "User");
  fs.mkdirSync(user, { recursive: true });
  fs.writeFileSync(path.join(user, "settings.json"), JSON.stringify({ ...quietSettings, ...more }, null, 2));
}

function environment(folder: string, more: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([name]) => !/^(VSCODE_|ELECTRON_|NODE_OPTIONS$)/.test(name));
  // An address where nobody listens: no traffic to the marketplace.
  const gallery = JSON.stringify({ serviceUrl: "http://127.0.0.1:9/" });
  return { ...Object.fromEntries(own), HOME: folder, EXTENSIONS_GALLERY: gallery, ...more };
}

async function installExtension(
  program: string,
  flags: readonly string[],
  vsix: string,
  env: NodeJS.ProcessEnv,
): Promise<void> {
  const values = [program, ...flags, "--accept-server-license-terms", "--install-extension", vsix];
  const { ok, output } = await run(process.execPath, values, { env, limit: START_LIMIT_MS });
  if (!ok || !output.includes("successfully installed")) throw new Error(`${vsix} could not be installed:\n${output}`);
}

/** The server loads what its list names, once there is a list. */
function addExtension(target: string, source: string): void {
  const { publisher, name, version } = JSON.parse(fs.readFileSync(path.join(source, "package.json"), "utf8")) as {
    publisher: string;
    name: string;
    version: string;
  };
  const relativeLocation = `${publisher}.${name}-${version}`;
  const location = path.join(target, relativeLocation);
  fs.cpSync(source, location, { recursive: true });
  const listFile = path.join(target, "extensions.json");
  const list = fs.existsSync(listFile) ? (JSON.parse(fs.readFileSync(listFile, "utf8")) as unknown[]) : [];
  const entry = {
    identifier: { id: `${publisher}.${name}` },
    version,
    location: { $mid: 1, path: location, scheme: "file" },
    relativeLocation,
  };
  fs.writeFileSync(listFile, JSON.stringify([...list, entry]));
}

/** Waits for the line in which the server names its port; everything it prints also goes to the log file. */
function listeningPort(child: ChildProcess, logFile: string): Promise<number> {
  const log = fs.createWriteStream(logFile);
  let output = "";
  return new Promise((resolve, reject) => {
    const fail = (why: string) => {
      child.kill("SIGKILL");
      reject(new Error(`VS Code's server did not start (${why}).\n${output}`));
    };
    const timer = setTimeout(() => fail(`waited ${String(START_LIMIT_MS / 1000)} s`), START_LIMIT_MS);
    const read = (text: string) => {
      log.write(text);
      output += text;
      const port = /agent listening on (\d+)/.exec(output)?.[1];
      if (port === undefined) return;
      clearTimeout(timer);
      resolve(Number(port));
    };
    child.stdout?.setEncoding("utf8").on("data", read);
    child.stderr?.setEncoding("utf8").on("data", read);
    child.once("exit", (code) => fail(`it ended with exit code ${String(code)}`));
    child.once("error", (error) => fail(error.message));
  });
}

async function stopServer(child: ChildProcess, folder: string): Promise<void> {
  await endProcess(child);
  fs.rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
}
