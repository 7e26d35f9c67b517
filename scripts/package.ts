/** `npm run package`: builds the extension and writes `durable-toolkit.vsix`. */
import fs from "node:fs";
import { pathToFileURL } from "node:url";
import { ensureBuilt, productBundles } from "./build.ts";
import { ensurePackedSample } from "./packedSample.ts";
import { runTool } from "./process.ts";
import { inRoot } from "./root.ts";
import { fingerprint, isCurrent, stamp } from "./stamps.ts";
import { noticesFile, writeNotices } from "./thirdPartyNotices.ts";

export const vsixFile = inRoot("durable-toolkit.vsix");

const contents = ["package.json", ".vscodeignore", "README.md", "CHANGELOG.md", "LICENSE", "media", "syntaxes"];

/** Makes the package when it is missing or older than what goes into it. */
export async function ensurePackage(): Promise<string> {
  await ensureBuilt(productBundles);
  await ensurePackedSample();
  const makers = ["scripts/packedSample.ts", "scripts/thirdPartyNotices.ts"];
  const print = fingerprint([...contents, ...makers, "src", "webpack.config.js", "package-lock.json"]);
  if (isCurrent("vsix", print) && [vsixFile, noticesFile].every((file) => fs.existsSync(file))) return vsixFile;
  console.error("Packaging durable-toolkit.vsix …");
  writeNotices();
  // Our pictures in the README are in the package, and the project has no public address yet.
  const flags = ["--no-dependencies", "--allow-missing-repository", "--no-rewrite-relative-links"];
  const { ok, output } = await runTool("@vscode/vsce/vsce", ["package", ...flags, "--out", vsixFile]);
  if (!ok) throw new Error(`The extension could not be packaged:\n${output}`);
  stamp("vsix", print);
  return vsixFile;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const file = await ensurePackage();
  console.log(`${file}: ${String(Math.ceil(fs.statSync(file).size / 1024))} KB`);
}
