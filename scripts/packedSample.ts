/** The sample app as the extension carries it: built, with the files of its SDK that it loads, so that it needs no npm. */
import fs from "node:fs";
import path from "node:path";
import { ensureApp, sampleApp } from "./apps.ts";
import { run } from "./process.ts";
import { inRoot } from "./root.ts";
import { fingerprint, isCurrent, stamp } from "./stamps.ts";

/** Where it is made; `.vscodeignore` and the extension name this folder, too. */
const target = inRoot("dist", "sample");
const packages = inRoot(sampleApp, "node_modules");
const settings = [
  "host.json",
  "local.settings.json",
  "package.json",
  "package-lock.json",
  "tsconfig.json",
  ".funcignore",
];
const parts = [".vscode", "README.md", "dist", "src", ...settings];
/** Packages whose types the sample's code names, from where they are installed. */
const typePackages: Readonly<Record<string, string>> = {
  "@azure/functions": packages,
  "durable-functions": packages,
  "@types/node": inRoot("node_modules"),
  "undici-types": inRoot("node_modules"),
};
const isLicence = (name: string) => /^(licen[cs]e|notice|copying)/i.test(name);

/** Makes `dist/sample` when it is missing or older than the sample. */
export async function ensurePackedSample(): Promise<void> {
  await ensureApp(sampleApp);
  const print = fingerprint([sampleApp, path.join("scripts", "packedSample.ts"), "package-lock.json"]);
  if (isCurrent("packed-sample", print) && fs.existsSync(target)) return;
  fs.rmSync(target, { recursive: true, force: true });
  for (const part of parts) copy(inRoot(sampleApp, part), path.join(target, part));
  copyHistories();
  const loaded = await filesLoaded();
  const files = new Set([...loaded, ...packagesOf(loaded).flatMap(aboutPackage), ...typeFiles()]);
  for (const file of files) copy(file, path.join(target, "node_modules", afterPackages(file)));
  stamp("packed-sample", print);
}

function copyHistories(): void {
  const folder = inRoot(sampleApp, "histories");
  for (const name of fs.readdirSync(folder).filter((name) => name.endsWith(".durable-history.json")))
    copy(path.join(folder, name), path.join(target, "histories", name));
}

/** Loads the sample in a process of its own, as the host would, and asks what that loaded. */
async function filesLoaded(): Promise<readonly string[]> {
  const functions = inRoot(sampleApp, "dist", "functions");
  const entries = fs.readdirSync(functions).filter((name) => name.endsWith(".js"));
  const program = `${entries.map((name) => `require(${JSON.stringify(path.join(functions, name))});`).join("")}
    require("node:fs").writeSync(1, "\\n" + JSON.stringify(Object.keys(require.cache)));`;
  const { ok, output } = await run(process.execPath, ["-e", program], { cwd: inRoot(sampleApp) });
  const list = output.trim().split("\n").find((line) => line.startsWith("[")); // prettier-ignore
  if (!ok || list === undefined) throw new Error(`The sample does not load:\n${output}`);
  // Packages outside are those of this repository: optional ones that the sample does not install.
  return (JSON.parse(list) as string[]).filter((file) => file.startsWith(packages + path.sep));
}

/** Folders of the packages that hold the files. */
function packagesOf(files: readonly string[]): readonly string[] {
  const names = files.map((file) => /^(?:@[^/\\]+[/\\])?[^/\\]+/.exec(afterPackages(file))?.[0] ?? "");
  return [...new Set(names)].map((name) => path.join(packages, name));
}

/** What a package needs to be found, and its licence. */
function aboutPackage(folder: string): readonly string[] {
  const about = fs.readdirSync(folder).filter((name) => name === "package.json" || isLicence(name));
  return about.map((name) => path.join(folder, name));
}

function typeFiles(): readonly string[] {
  return Object.entries(typePackages).flatMap(([name, packages]) => {
    const folder = path.join(packages, name);
    const types = fs
      .readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".d.ts"))
      .map((file) => path.join(folder, file));
    return [...types, ...aboutPackage(folder)];
  });
}

function afterPackages(file: string): string {
  return file.slice(file.lastIndexOf(`${path.sep}node_modules${path.sep}`) + "/node_modules/".length);
}

function copy(from: string, to: string): void {
  fs.cpSync(from, to, { recursive: true, preserveTimestamps: true });
}
