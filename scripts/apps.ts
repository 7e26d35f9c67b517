import fs from "node:fs";
import path from "node:path";
import { installPackages } from "./packages.mjs";
import { runTool } from "./process.ts";
import { inRoot } from "./root.ts";
import { fingerprint, isCurrent, stamp } from "./stamps.ts";

export const sampleApp = path.join("media", "sample");
const fixtures = path.join("test", "fixtures", "apps");

/** Makes the apps that tests replay ready to run. */
export async function ensureFixtures(): Promise<void> {
  const names = fs.readdirSync(inRoot(fixtures)).map((name) => path.join(fixtures, name));
  for (const app of [sampleApp, ...names]) await ensureApp(app);
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
