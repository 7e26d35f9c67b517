import * as path from "node:path";
import * as vscode from "vscode";
import { Secret } from "../../base/secret";
import type { InstancesTree } from "../instancesView/instancesTree";
import type { InstancesView } from "../instancesView/instancesView";
import { noApp } from "../instancesView/extraConnections";
import { pickApp } from "../apps/pickApp";
import { Cancelled } from "../progress";
import type { Services } from "../services";
import { checkTrust } from "../trust";
import { askForConnectionString } from "./connectionStrings";
import { fileOf } from "./target";

const azurite = { name: "Azurite", connectionString: "UseDevelopmentStorage=true" };

interface Needs {
  readonly services: Services;
  readonly tree: InstancesTree;
  readonly view: InstancesView;
}

/** Add Connection…: Azurite, or a connection string that is pasted; kept in secret storage, nowhere else. */
export async function addConnection(needs: Needs): Promise<void> {
  if (!checkTrust()) return;
  const paste = { label: "Paste a Connection String…", detail: "Kept in the editor's secret storage, nowhere else" };
  const local = { label: "Azurite", detail: "The storage emulator on this machine, on its usual ports" };
  const picked = await vscode.window.showQuickPick([paste, local], { title: "Storage that holds task hubs" });
  if (!picked) throw new Cancelled();
  if (picked === local) return connectAzurite(needs);
  const { parseConnectionString } = await import("../../storage/connection");
  const value = await askForConnectionString("the account");
  const { isAzurite, account } = parseConnectionString(value, "the account");
  await keep(needs, isAzurite ? azurite.name : account, value);
}

/** Connect to Azurite. */
export async function connectAzurite(needs: Needs): Promise<void> {
  if (!checkTrust()) return;
  await keep(needs, azurite.name, new Secret(azurite.connectionString));
}

async function keep({ services, tree, view }: Needs, name: string, value: Secret): Promise<void> {
  const hasApp = (await services.apps.roots()).length > 0;
  const root = hasApp ? await pickApp(services.apps, folderOf(fileOf(undefined))) : noApp;
  await services.connections.keep(root, name, value);
  services.apps.forgetAll();
  tree.look();
  await view.show();
}

function folderOf(file: string | undefined): string | undefined {
  return file === undefined ? undefined : path.dirname(file);
}
