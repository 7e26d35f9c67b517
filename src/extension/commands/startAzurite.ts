import * as fs from "node:fs/promises";
import * as path from "node:path";
import * as vscode from "vscode";
import { Cancelled } from "../progress";
import type { Services } from "../services";

/** Azurite keeps its tables in this file of the folder that it was started in. */
const tableFile = "__azurite_db_table__.json";
const extensionId = "azurite.azurite";

/** Start Azurite, where its data is: from another folder it shows empty hubs, which is said before. */
export async function startAzurite({ apps }: Services): Promise<void> {
  const folder = await folderWithData(apps);
  const isOwn = vscode.workspace.workspaceFolders?.some(({ uri }) => uri.fsPath === folder) ?? false;
  // The Azurite extension starts it in the first folder of the workspace, or where its setting says.
  if (isOwn && vscode.extensions.getExtension(extensionId)) {
    await vscode.commands.executeCommand("azurite.start");
    return;
  }
  const terminal = vscode.window.createTerminal({ name: "Azurite", cwd: folder });
  terminal.show();
  terminal.sendText("npx azurite --skipApiVersionCheck");
}

async function folderWithData(apps: Services["apps"]): Promise<string> {
  const open = (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri.fsPath);
  const configured = vscode.workspace.getConfiguration("azurite").get<string>("location");
  const places = [...new Set([...(configured ? [configured] : []), ...open, ...(await apps.roots())])];
  for (const folder of places) if (await hasData(folder)) return folder;
  return askForFolder(places);
}

async function askForFolder(places: readonly string[]): Promise<string> {
  const elsewhere = { label: "Choose the Folder With the Data…", folder: undefined };
  const items = places.map((folder) => ({
    label: `Start in ${path.basename(folder)}`,
    description: folder,
    detail: "Nothing is stored there yet: hubs will be empty",
    folder,
  }));
  const picked = await vscode.window.showQuickPick([...items, elsewhere], {
    title: "No data of Azurite was found here: what is stored in another folder will not appear",
  });
  if (!picked) throw new Cancelled();
  if (picked.folder !== undefined) return picked.folder;
  const chosen = await vscode.window.showOpenDialog({
    canSelectFolders: true,
    canSelectFiles: false,
    openLabel: "Start",
  });
  if (!chosen?.[0]) throw new Cancelled();
  return chosen[0].fsPath;
}

async function hasData(folder: string): Promise<boolean> {
  return fs.access(path.join(folder, tableFile)).then(
    () => true,
    () => false,
  );
}
