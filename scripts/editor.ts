import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { ensurePackage } from "./package.ts";
import { ensurePackedSample } from "./packedSample.ts";
import { root } from "./root.ts";
import { startWorkbenchServer } from "./workbenchServer.ts";

export interface Editor {
  stop(): Promise<void>;
}

/** What VS Code opens, as absolute paths. */
export interface Opened {
  readonly folder: string;
  /** In an editor. */
  readonly file: string;
}

/** Opens VS Code with the extension in it: the desktop one when `code` is on PATH, else one in the browser. */
export async function openEditor(opened: Opened, { preferBrowser = false } = {}): Promise<Editor> {
  const desktop = preferBrowser ? undefined : findOnPath("code");
  if (desktop === undefined) return openInBrowser(opened);
  await ensurePackedSample();
  return openDesktop(desktop, opened);
}

function openDesktop(program: string, { folder, file }: Opened): Editor {
  console.log("\nOpening VS Code …");
  const values = ["--new-window", `--extensionDevelopmentPath=${root}`, folder, file];
  const child = spawn(program, values, { stdio: "ignore" });
  child.on("error", (error) => console.error(`VS Code did not start: ${error.message}`));
  // The window belongs to the user: it stays.
  return { stop: () => Promise.resolve() };
}

async function openInBrowser({ folder, file }: Opened): Promise<Editor> {
  const vsix = await ensurePackage();
  const token = randomBytes(16).toString("hex");
  // The user's own home: the toolkit looks there for the Node that the app asks for.
  const env = process.env["HOME"] === undefined ? {} : { HOME: process.env["HOME"] };
  const server = await startWorkbenchServer({ vsix, token, env });
  const host = `127.0.0.1:${String(server.port)}`;
  const payload = JSON.stringify([["openFile", `vscode-remote://${host}${file}`]]);
  const query = new URLSearchParams({ tkn: token, folder, payload });
  console.log(`\nVS Code runs in the browser; open\n\n  http://${host}/?${query.toString()}`);
  return { stop: () => server.stop() };
}

function findOnPath(name: string): string | undefined {
  const endings = process.platform === "win32" ? [".cmd", ".exe"] : [""];
  return (process.env["PATH"] ?? "")
    .split(path.delimiter)
    .flatMap((folder) => endings.map((ending) => path.join(folder, name + ending)))
    .find((file) => fs.existsSync(file));
}
