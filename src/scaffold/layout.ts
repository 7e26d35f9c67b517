import { baseName, joinPath, parentOf, relativePath, relativeTo } from "../base/paths";
import type { SourceReader } from "../base/ports";
import type { FunctionApp } from "../project/functionApp";
import { readJsonFile, textMember } from "../project/jsonFile";
import type { TsConfig } from "../project/tsConfig";
import type { FolderLayout } from "./facts";

/** Where functions of model v3 lie: as those of the app do, else as the official templates put them. */
export async function folderLayout(
  reader: SourceReader,
  app: Pick<FunctionApp, "root" | "functions" | "language">,
  tsConfig: TsConfig | undefined,
): Promise<FolderLayout> {
  for (const { functionJson, file } of app.functions) {
    if (!functionJson) continue;
    const { directory } = functionJson;
    const json = await readJsonFile(reader, joinPath(directory, "function.json"), []);
    const source = await sourceOf(reader, directory, file);
    const layout = layoutLike(directory, source, textMember(json, "scriptFile"));
    if (layout) return layout;
  }
  if (app.language === "javascript") return { folder: app.root, sourceFolder: app.root };
  const rootDir = tsConfig?.rootDir ?? app.root;
  // A root above the app, as for code that several apps share, is no place for its functions.
  const sourceFolder = relativeTo(app.root, rootDir) === undefined ? app.root : rootDir;
  const built = joinPath(tsConfig?.outDir ?? app.root, relativeTo(rootDir, sourceFolder) ?? "");
  const name = "{name}";
  const scriptFile = relativePath(joinPath(app.root, name), joinPath(built, name, "index.js"));
  return { folder: app.root, sourceFolder, scriptFile };
}

/** Undefined for a function whose names do not show the rule, such as one whose code is `handlers.js`. */
function layoutLike(directory: string, file: string, scriptFile: string | undefined): FolderLayout | undefined {
  const name = baseName(directory);
  const folder = parentOf(directory);
  if (!/^index\.[cm]?[jt]s$/.test(baseName(file)) || baseName(parentOf(file)) !== name) return undefined;
  const sourceFolder = parentOf(parentOf(file));
  if (!scriptFile?.includes("/")) return sourceFolder === folder ? { folder, sourceFolder } : undefined;
  const parts = scriptFile.split("/");
  if (parts.at(-2) !== name) return undefined;
  return { folder, sourceFolder, scriptFile: [...parts.slice(0, -2), "{name}", ...parts.slice(-1)].join("/") };
}

/** The index knows a function that is not built by its function.json; its code may lie beside that. */
export async function sourceOf(reader: SourceReader, directory: string, file: string): Promise<string> {
  if (baseName(file) !== "function.json") return file;
  const beside = (await reader.list(directory)).find((name) => /^index\.[cm]?[jt]s$/.test(name));
  return beside === undefined ? file : joinPath(directory, beside);
}
