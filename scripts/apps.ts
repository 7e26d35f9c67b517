import fs from "node:fs";
import path from "node:path";
import { canInstallNode, installNode } from "./node.mjs";
import { installPackages } from "./packages.mjs";
import { runTool } from "./process.ts";
import { inRoot } from "./root.ts";
import { fingerprint, isCurrent, stamp } from "./stamps.ts";

export const sampleApp = path.join("media", "sample");
/** `sdks`: nothing but a version of the SDK each, for apps of another folder to run on. */
const fixtures = [path.join("test", "fixtures", "apps"), path.join("test", "fixtures", "sdks")];
/** The newest Node on which SDK 1.x and 2.x work. */
const olderNode = "22.23.3";

/** Makes the apps that tests replay ready to run, and a Node for those with an old SDK. */
export async function ensureFixtures(): Promise<void> {
  const names = fixtures.flatMap((folder) => fs.readdirSync(inRoot(folder)).map((name) => path.join(folder, name)));
  for (const app of [sampleApp, ...names]) await ensureApp(app);
  if (canInstallNode()) installNode(inRoot(".tools", "node22"), olderNode);
}

/** Installs an app's own SDK, as its lockfile says, and compiles it when it is written in TypeScript. */
export async function ensureApp(app: string): Promise<void> {
  if (!fs.existsSync(inRoot(app, "package-lock.json"))) return;
  installPackages(inRoot(app), { production: true });
  if (fs.existsSync(inRoot(app, "tsconfig.json"))) await compile(app);
}

async function compile(app: string): Promise<void> {
  const print = fingerprint([path.join(app, "src"), path.join(app, "tsconfig.json"), "package-lock.json"]);
  if (isCurrent(app, print) && fs.existsSync(inRoot(app, "dist"))) return;
  console.error(`Compiling ${app} …`);
  // Some apps keep the settings of their time, which TypeScript 6 calls deprecated.
  const values = ["--project", inRoot(app), "--ignoreDeprecations", "6.0"];
  const { ok, output } = await runTool("typescript/bin/tsc", values);
  if (!ok) throw new Error(`${app} does not compile:\n${output}`);
  stamp(app, print);
}
