import * as vscode from "vscode";
import type { Parsed } from "../../base/parsed";
import type { Log, SourceReader } from "../../base/ports";
import type { FunctionApp, IndexedFunction } from "../../project/functionApp";
import type { Connections } from "./connections";

/**
 * Reads the function app at `root`; pasted connection strings count as settings. In Restricted Mode neither
 * local.settings.json nor the environment is read: they hold secrets.
 */
export async function openApp(
  root: string,
  files: SourceReader,
  connections: Pick<Connections, "pasted">,
): Promise<Parsed<FunctionApp>> {
  const project = await import("../../project/openApp");
  if (!vscode.workspace.isTrusted) return project.openApp(withoutSettings(files), root, {});
  return project.openApp(files, root, { ...process.env, ...(await connections.pasted(root)) });
}

/** The same for those who only look: what is wrong with the app goes to the log. */
export async function readApp(
  root: string,
  files: SourceReader,
  connections: Pick<Connections, "pasted">,
  log: Log,
): Promise<FunctionApp> {
  const { value, problems } = await openApp(root, files, connections);
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
