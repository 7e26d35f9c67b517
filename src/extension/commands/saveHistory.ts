import * as path from "node:path";
import * as vscode from "vscode";
import { ToolkitError } from "../../base/errors";
import { historyFileSuffix } from "../../contributions/identity";
import { fullSettingName } from "../../contributions/settings";
import type { RedactedHistory } from "../../history/redact";
import type { StoredHistory } from "../../history/rows";
import { Cancelled, withPatience } from "../progress";
import { inform } from "../report";
import type { Services } from "../services";
import { readSetting } from "../settings";
import { instanceRow } from "./instances";

/** Save History…: as a history file, rows and blobs as storage holds them but for what the user has blacked out. */
export async function saveHistory(argument: unknown, services: Services): Promise<void> {
  const { loaded, listed } = instanceRow(argument);
  const { instanceId } = listed.instance;
  const title = `Reading the history of ${instanceId}`;
  const read = await withPatience(title, (signal) => loaded.source.readHistory(listed, signal));
  const { root } = loaded.source;
  const paths = readSetting("history.redact", root === undefined ? undefined : vscode.Uri.file(root));
  const { stored, redacted } = await redact(read.value, paths, services);
  const file = await askForFile(instanceId);
  const { serialiseHistoryFile } = await import("../../history/historyFile");
  const text = serialiseHistoryFile({ main: stored, related: [], about: {}, redacted });
  await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(text));
  const open = { title: "Open", run: () => vscode.window.showTextDocument(file) };
  inform(`Saved. ${whatIsIn(path.basename(file.fsPath), redacted)}`, [open]);
}

/** Throws `usage` when the setting holds what is no JSON path: then nothing is saved. */
async function redact(stored: StoredHistory, paths: readonly string[], { log }: Services): Promise<RedactedHistory> {
  if (!paths.length) return { stored, redacted: [] };
  const [{ readRedactions, redactHistory }, { inflateGzip, deflateGzip }] = await Promise.all([
    import("../../history/redact"),
    import("../../storage/inflate"),
  ]);
  const { value: redactions, problems } = readRedactions(paths);
  const [wrong] = problems;
  if (wrong)
    throw new ToolkitError("usage", `${fullSettingName("history.redact")}: ${wrong.message} Nothing was saved.`);
  const result = redactHistory(stored, redactions, { inflate: inflateGzip, deflate: deflateGzip });
  for (const { message } of result.problems) log.warn(message);
  return result.value;
}

async function askForFile(instanceId: string): Promise<vscode.Uri> {
  const file = await vscode.window.showSaveDialog({
    title: "Save History",
    defaultUri: vscode.Uri.joinPath(defaultFolder(), fileNameOf(instanceId)),
    filters: { "Durable history": ["json"] },
  });
  if (!file) throw new Cancelled();
  return file;
}

function whatIsIn(file: string, redacted: readonly string[]): string {
  const but = redacted.length ? `, but for what is blacked out at ${redacted.join(", ")}` : "";
  return `${file} holds inputs and outputs of the instance as they are in storage${but}.`;
}

function defaultFolder(): vscode.Uri {
  return vscode.workspace.workspaceFolders?.[0]?.uri ?? vscode.Uri.file(process.cwd());
}

/** Ids may hold what file systems refuse. */
function fileNameOf(instanceId: string): string {
  return `${instanceId.replace(/[^\w.-]+/g, "_").slice(0, 100)}${historyFileSuffix}`;
}
