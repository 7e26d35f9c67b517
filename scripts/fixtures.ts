import fs from "node:fs";
import path from "node:path";
import { installPackages } from "./packages.mjs";
import { runTool } from "./process.ts";
import { inRoot } from "./root.ts";
import { fingerprint, isCurrent, stamp } from "./stamps.ts";

const apps = path.join("test", "fixtures", "apps");

/** Installs the SDKs of the apps that tests replay, and compiles those written in TypeScript. */
export async function ensureFixtures(): Promise<void> {
  for (const name of fs.readdirSync(inRoot(apps))) {
    const app = path.join(apps, name);
    if (!fs.existsSync(inRoot(app, "package-lock.json"))) continue;
    installPackages(inRoot(app), { production: true });
    if (fs.existsSync(inRoot(app, "tsconfig.json"))) await compile(app);
  }
}

async function compile(app: string): Promise<void> {
  const print = fingerprint([path.join(app, "src"), path.join(app, "tsconfig.json"), "package-lock.json"]);
  if (isCurrent(app, print) && fs.existsSync(inRoot(app, "dist"))) return;
  console.error(`Compiling ${app} …`);
  // The apps keep the settings of their time, which TypeScript 6 calls deprecated.
  const values = ["--project", inRoot(app), "--ignoreDeprecations", "6.0"];
  const { ok, output } = await runTool("typescript/bin/tsc", values);
  if (!ok) throw new Error(`${app} does not compile:\n${output}`);
  stamp(app, print);
}
