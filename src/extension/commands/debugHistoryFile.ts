import * as path from "node:path";
import * as vscode from "vscode";
import { inWorkspace } from "../dialogs";
import { historyFileSuffix } from "../../contributions/identity";
import { pickApp } from "../apps/pickApp";
import { startReplay } from "../debug/startReplay";
import { Cancelled } from "../progress";
import type { Services } from "../services";
import { checkTrust } from "../trust";
import { fileOf } from "./target";

/** Debug Replay on a history file: the one the menu was opened on, the open one, or one the user picks. */
export async function debugHistoryFile(argument: unknown, services: Services): Promise<void> {
  if (!checkTrust()) return;
  const file = fileOf(argument);
  const history = file?.endsWith(historyFileSuffix) ? file : await askForFile();
  const root = await pickApp(services.apps, path.dirname(history));
  await startReplay(root, { history });
}

async function askForFile(): Promise<string> {
  const files = await vscode.window.showOpenDialog({
    title: "History file to replay",
    openLabel: "Debug Replay",
    filters: { "Durable history": ["json"] },
    ...inWorkspace(),
  });
  if (!files?.[0]) throw new Cancelled();
  return files[0].fsPath;
}
