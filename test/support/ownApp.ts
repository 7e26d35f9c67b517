import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import type { LaunchArguments } from "../../src/contributions/launchArguments";
import { fixtures } from "./debugFixtures";

/** Text by path relative to the app's folder; undefined leaves a file out that every app has otherwise. */
export type AppFiles = Readonly<Record<string, string | undefined>>;

export interface OwnApp {
  readonly root: string;
  /** The file that `chainApp` writes, or another one of the app. */
  readonly file: (relative?: string) => string;
  /** A launch of the recorded `chain` on this app. */
  readonly launch: (more?: LaunchArguments) => LaunchArguments;
}

export const chainFile = "src/chain.js";
export const chainHistory = path.join(fixtures, "histories/v4-js/chain.json");
const packages = path.join(fixtures, "apps/v4-js/node_modules");

/** Writes a function app with the SDK 3.5.0 into a folder that goes when `use` is done. */
export async function withApp(files: AppFiles, use: (app: OwnApp) => Promise<void>): Promise<void> {
  const root = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "durable-toolkit-own-")));
  const all: AppFiles = {
    "host.json": JSON.stringify({ version: "2.0" }),
    "package.json": JSON.stringify({
      name: "own",
      main: "src/*.js",
      dependencies: { "durable-functions": "3.5.0" },
    }),
    ...files,
  };
  try {
    for (const [name, text] of Object.entries(all)) if (text !== undefined) write(path.join(root, name), text);
    if (!fs.existsSync(path.join(root, "node_modules"))) fs.symlinkSync(packages, path.join(root, "node_modules"));
    await use({
      root,
      file: (relative = chainFile) => path.join(root, relative),
      launch: (more) => ({ history: chainHistory, appRoot: root, stopOn: "entry", ...more }),
    });
  } finally {
    fs.rmSync(root, { recursive: true, force: true });
  }
}

function write(file: string, text: string): void {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, text);
}

/**
 * The app of the recording `chain` with statements of one's own: on top of the file, before the first `yield` (from line
 * 6 on when `top` is one line) and after the last.
 */
export function chainApp({
  top = "",
  first = "",
  last = "",
}: {
  top?: string;
  first?: string;
  last?: string;
}): AppFiles {
  const lines = [
    'const df = require("durable-functions");',
    top,
    'df.app.orchestration("chain", function* (context) {',
    "  const greetings = [];",
    `  ${first}`,
    '  greetings.push(yield context.df.callActivity("hello", "Tokyo"));',
    '  greetings.push(yield context.df.callActivity("hello", "Seattle"));',
    '  greetings.push(yield context.df.callActivity("hello", "London"));',
    `  ${last}`,
    "  return greetings;",
    "});",
    'df.app.activity("hello", { handler: (city) => `Hello ${city}!` });',
  ];
  return { [chainFile]: `${lines.join("\n")}\n` };
}
