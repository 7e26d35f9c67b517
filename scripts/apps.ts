import fs from "node:fs";
import path from "node:path";
import { build, type BuildOptions } from "esbuild";
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
const bundlerOptions = "esbuild.json";

/** Makes the apps that tests replay ready to run, and a Node for those with an old SDK. */
export async function ensureFixtures(): Promise<void> {
  const names = fixtures.flatMap((folder) => fs.readdirSync(inRoot(folder)).map((name) => path.join(folder, name)));
  for (const app of [sampleApp, ...names]) await ensureApp(app);
  if (canInstallNode()) installNode(inRoot(".tools", "node22"), olderNode);
}

/** Installs an app's own SDK, as its lockfile says, and builds it when it is written in TypeScript. */
export async function ensureApp(app: string): Promise<void> {
  if (!fs.existsSync(inRoot(app, "package-lock.json"))) return;
  installPackages(inRoot(app), { production: true });
  if (!fs.existsSync(inRoot(app, "tsconfig.json"))) return;
  const print = fingerprint([app, "package-lock.json"]);
  if (isCurrent(app, print) && isBuilt(app)) return;
  console.error(`Building ${app} …`);
  await (fs.existsSync(inRoot(app, bundlerOptions)) ? bundle(app) : compile(app));
  stamp(app, print);
}

function isBuilt(app: string): boolean {
  const packages = inRoot(app, "packages");
  const parts = isMonorepo(app) ? fs.readdirSync(packages).map((name) => path.join(packages, name)) : [inRoot(app)];
  return parts.every((folder) => fs.existsSync(path.join(folder, "dist")));
}

async function compile(app: string): Promise<void> {
  const config = inRoot(app, "tsconfig.json");
  // Some apps keep the settings of their time, which TypeScript 6 calls deprecated.
  const values = isMonorepo(app) ? ["--build", config] : ["--project", config, "--ignoreDeprecations", "6.0"];
  const { ok, output } = await runTool("typescript/bin/tsc", values);
  if (!ok) throw new Error(`${app} does not compile:\n${output}`);
}

function isMonorepo(app: string): boolean {
  return fs.existsSync(inRoot(app, "packages"));
}

/** An app that is one bundle says in this file how: esbuild's own options. */
async function bundle(app: string): Promise<void> {
  const options = JSON.parse(fs.readFileSync(inRoot(app, bundlerOptions), "utf8")) as BuildOptions;
  await build({ ...options, absWorkingDir: inRoot(app), logLevel: "error" });
}
