import { joinPath, parentOf, relativeTo } from "../base/paths";
import type { SourceReader } from "../base/ports";
import type { FunctionApp } from "../project/functionApp";
import { expandBraces } from "../project/glob";
import { sourcePatterns, type TsConfig } from "../project/tsConfig";
import { mostFrequent } from "./kindOfCode";

const usual = "src/functions";

/** Where functions of model v4 go: with those that are there, else where the setting or `main` says. */
export async function functionFolderOf(
  reader: SourceReader,
  app: Pick<FunctionApp, "root" | "functions" | "packageJson" | "language">,
  tsConfig: TsConfig | undefined,
  setting: string | undefined,
): Promise<string> {
  const registered = app.functions.filter(({ functionJson, file }) => !functionJson && relativeTo(app.root, file));
  const existing = mostFrequent(registered.map(({ file }) => parentOf(file)));
  if (existing !== undefined) return existing;
  if (setting !== undefined && setting !== "") return joinPath(app.root, setting);
  const folders = foldersOfMain(app, tsConfig).map((folder) => joinPath(app.root, folder));
  for (const folder of folders) if ((await reader.list(folder)).length) return folder;
  const first = folders.find((folder) => relativeTo(app.root, folder) === usual) ?? folders[0];
  return first ?? joinPath(app.root, usual);
}

/** Folders in which `main` takes any file, as they are in the sources. */
function foldersOfMain(
  { root, packageJson, language }: Pick<FunctionApp, "root" | "packageJson" | "language">,
  tsConfig: TsConfig | undefined,
): readonly string[] {
  const main = packageJson?.main;
  if (main === undefined) return [];
  const patterns = language === "typescript" && tsConfig ? sourcePatterns(root, tsConfig, main) : [main];
  return patterns.flatMap(expandBraces).flatMap((pattern) => {
    const parts = pattern.replace(/^\.?\/+/, "").split("/");
    const folders = parts.slice(0, -1);
    const isOpen = parts.at(-1)?.includes("*") === true;
    // Below `**` any folder does; its parent is one.
    const plain = folders.slice(0, folders.includes("**") ? folders.indexOf("**") : folders.length);
    return isOpen && !plain.some((part) => part.includes("*")) ? [plain.join("/")] : [];
  });
}
