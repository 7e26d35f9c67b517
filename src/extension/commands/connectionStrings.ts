import * as vscode from "vscode";
import { messageOf } from "../../base/errors";
import { Secret } from "../../base/secret";
import { pickApp } from "../apps/pickApp";
import { Cancelled } from "../progress";
import { inform } from "../report";
import type { Services } from "../services";
import { readSetting } from "../settings";
import { checkTrust } from "../trust";
import { fileOf } from "./target";

/** Set Connection String…: pasted into secret storage, nowhere else. */
export async function setConnectionString(services: Services): Promise<void> {
  if (!checkTrust()) return;
  const root = await pickApp(services.apps, fileOf(undefined));
  const name = await askForName("Setting to paste a connection string for", await settingNames(root, services));
  const connectionString = await askForConnectionString(name);
  await services.connections.keep(root, name, connectionString);
  inform(`The connection string for ${name} is kept in the editor's secret storage.`);
}

/** Forget Connection String…: of those that were pasted. */
export async function forgetConnectionString({ apps, connections }: Services): Promise<void> {
  const root = await pickApp(apps, fileOf(undefined));
  const names = await connections.names(root);
  if (!names.length) {
    inform("No connection string is kept for this app.");
    return;
  }
  const name = await askForName("Connection string to forget", names);
  await connections.forget(root, name);
  inform(`The connection string for ${name} is forgotten.`);
}

/** Settings that may hold a connection string: the one that host.json names, and those of `durableToolkit.connections`. */
async function settingNames(root: string, { apps }: Services): Promise<readonly string[]> {
  const { connectionName } = (await apps.open(root)).durable;
  const own = connectionName === "Storage" ? "AzureWebJobsStorage" : connectionName;
  return [...new Set([own, ...Object.values(readSetting("connections", vscode.Uri.file(root)))])];
}

async function askForName(title: string, names: readonly string[]): Promise<string> {
  const name = names.length === 1 ? names[0] : await vscode.window.showQuickPick(names, { title });
  if (name === undefined) throw new Cancelled();
  return name;
}

/** Throws `Cancelled` when the user gives none. */
export async function askForConnectionString(name: string): Promise<Secret> {
  const { parseConnectionString } = await import("../../storage/connection");
  const text = await vscode.window.showInputBox({
    title: `Connection string for ${name}`,
    prompt: "From the storage account's access keys, or UseDevelopmentStorage=true for Azurite",
    password: true,
    ignoreFocusOut: true,
    validateInput: (value) => {
      try {
        parseConnectionString(new Secret(value), name);
        return undefined;
      } catch (error) {
        return messageOf(error);
      }
    },
  });
  if (text === undefined) throw new Cancelled();
  return new Secret(text.trim());
}
