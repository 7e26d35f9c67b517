import fs from "node:fs";
import path from "node:path";
import { runNpm } from "./packages.mjs";
import { inRoot } from "./root.ts";

/** The npm package that carries VS Code 1.139.1: workbench for the browser, server and extension host. */
const WORKBENCH = "code-server@4.139.1";

/** Parts that nothing here needs; without them the install is 240 MB smaller. */
const UNUSED = [
  "extensions/copilot",
  "extensions/microsoft-authentication",
  "node_modules/@github",
  "node_modules/@microsoft/mxc-sdk",
];

const folder = inRoot(".tools", "workbench");

/**
 * Installs VS Code for the browser into its own folder (in ours, a later `npm ci` would remove its nested packages).
 * @returns the folder of VS Code in it
 */
export function installWorkbench(): string {
  const code = path.join(folder, "node_modules", "code-server", "lib", "vscode");
  const stamp = path.join(folder, "installed.txt");
  if (fs.existsSync(stamp) && fs.readFileSync(stamp, "utf8") === WORKBENCH) return code;
  console.error("Installing VS Code for the browser into .tools/workbench …");
  fs.rmSync(folder, { recursive: true, force: true });
  fs.mkdirSync(folder, { recursive: true });
  fs.writeFileSync(path.join(folder, "package.json"), '{"private":true}\n');
  runNpm(["install", "--ignore-scripts", "--save-exact", WORKBENCH], { folder });
  for (const part of [code, path.join(code, "extensions")])
    runNpm(["install", "--omit=dev", "--ignore-scripts"], { folder: part });
  for (const part of UNUSED) fs.rmSync(path.join(code, part), { recursive: true, force: true });
  fs.writeFileSync(stamp, WORKBENCH);
  return code;
}
