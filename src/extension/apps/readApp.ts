import * as vscode from "vscode";
import type { Log, SourceReader } from "../../base/ports";
import type { FunctionApp, IndexedFunction } from "../../project/functionApp";
import type { Connections } from "./connections";

/**
 * Reads the function app at `root`; pasted connection strings count as settings. In Restricted Mode neither
 * local.settings.json nor the environment is read: they hold secrets. What is wrong with the app goes to the log.
 */
export async function readApp(
  root: string,
  files: SourceReader,
  connections: Connections,
  log: Log,
): Promise<FunctionApp> {
  const { openApp } = await import("../../project/openApp");
  const isTrusted = vscode.workspace.isTrusted;
  const environment = isTrusted ? { ...process.env, ...(await connections.pasted(root)) } : {};
  const { value, problems } = await openApp(isTrusted ? files : withoutSettings(files), root, environment);
  for (const { message, place } of problems) log.warn(`${place}: ${message}`);
  return value;
}

/** The app's orchestrators, as the function index knows them. */
export function orchestratorsOf(app: FunctionApp): readonly IndexedFunction[] {
  return app.functions.filter(({ kind }) => kind === "orchestration");
}

function withoutSettings(files: SourceReader): SourceReader {
  return {
    read: async (file) => (/[\\/]local\.settings\.json$/.test(file) ? undefined : files.read(file)),
    list: (folder) => files.list(folder),
    modifiedAt: (file) => files.modifiedAt(file),
  };
}
