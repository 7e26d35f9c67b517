import { ToolkitError } from "../base/errors";
import type { Secret } from "../base/secret";
import { connectionString } from "./connections";
import type { FunctionApp } from "./functionApp";
import { isValidHubName } from "./hostJson";
import { joinPath } from "../base/paths";

/** The task hub that an app uses, ready for the storage layer. */
export interface AppTaskHub {
  readonly hub: string;
  readonly connection: { readonly setting: string; readonly value: Secret };
  readonly trackingStore?: {
    readonly connection: { readonly setting: string; readonly value: Secret };
    readonly prefix: string;
  };
}

export interface TaskHubChoice {
  /** Another hub than that of host.json. */
  readonly hub?: string;
  /** Name of another connection: a setting, or as host.json names them. */
  readonly connection?: string;
}

/** Names of backends for people. */
export const backendNames = {
  azureStorage: "Azure Storage",
  azureManaged: "Durable Task Scheduler",
  mssql: "Microsoft SQL Server (MSSQL)",
  netherite: "Netherite",
  other: "another storage provider",
} as const;

/** Throws `other-backend`, `hub-name-invalid`, `connection-missing`, `connection-invalid`. */
export function taskHubOf(app: FunctionApp, choice: TaskHubChoice = {}): AppTaskHub {
  const { backend, trackingStore } = app.durable;
  // A connection that somebody names is one of Azure Storage, e.g. that of a machine for development.
  if (backend !== "azureStorage" && choice.connection === undefined) throw otherBackend(app, backendNames[backend]);
  const named = (name: string) => {
    const { name: setting, value } = connectionString(app.settings, name);
    return { setting, value };
  };
  const connection = named(connectionName(app, choice));
  return {
    hub: hubName(app, choice),
    connection,
    ...(trackingStore &&
      choice.connection === undefined && {
        trackingStore: { connection: named(trackingStore.connectionName), prefix: trackingStore.prefix },
      }),
  };
}

function connectionName(app: FunctionApp, choice: TaskHubChoice): string {
  const name = choice.connection ?? app.durable.connectionName;
  if (!/[=;]|^UseDevelopmentStorage/i.test(name)) return name;
  // The text itself must not be repeated: it is a secret.
  const where = choice.connection === undefined ? "host.json" : "The connection that was given";
  const text = `${where} holds a connection string where the name of a setting belongs. Put the string into local.settings.json (Values) or the environment, and give the setting's name: it would stay in your shell's history or in a file otherwise.`;
  throw new ToolkitError("connection-invalid", text);
}

function hubName(app: FunctionApp, choice: TaskHubChoice): string {
  const name = choice.hub ?? app.durable.hub.name;
  if (isValidHubName(name)) return name;
  const { source } = app.durable.hub;
  const origin = choice.hub === undefined ? ` (from ${source})` : "";
  const text = `"${name}"${origin} is no name for a task hub: 3 to 50 letters and digits, a letter first.`;
  // A name that was given where the replay was asked for is in no file.
  const isInFile = choice.hub === undefined && source.startsWith("host.json");
  throw new ToolkitError(
    "hub-name-invalid",
    text,
    isInFile ? { place: { file: joinPath(app.root, "host.json") } } : {},
  );
}

function otherBackend(app: FunctionApp, name: string): ToolkitError {
  const text = `This project stores history in ${name}; live browsing is not supported yet. What can be replayed: history files (*.durable-history.json), and runs in Azure Storage or Azurite, by the name of its setting (--connection, or the attribute "connection").`;
  return new ToolkitError("other-backend", text, { place: { file: joinPath(app.root, "host.json") } });
}
