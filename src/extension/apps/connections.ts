import type * as vscode from "vscode";
import { ToolkitError } from "../../base/errors";
import { Secret } from "../../base/secret";
import type { AppFacts } from "./appFacts";

/** Where a connection string came from, for messages. */
export interface FoundConnection {
  /** The name that the user knows it by: a setting, or an entry of `durableToolkit.connections`. */
  readonly name: string;
  readonly connectionString: Secret;
}

/**
 * Connection strings of an app: pasted ones (secret storage, per app and name), then those of local.settings.json.
 * `named` maps names of the user's choice to settings or accounts (`durableToolkit.connections`).
 */
export class Connections {
  private readonly secrets: vscode.SecretStorage;

  constructor(secrets: vscode.SecretStorage) {
    this.secrets = secrets;
  }

  /** The connection called `name`; the one that host.json names when that is undefined. Throws `connection-missing`. */
  async find(app: AppFacts, named: Readonly<Record<string, string>>, name?: string): Promise<FoundConnection> {
    const wanted = name ?? app.connectionSetting;
    const pasted = await this.secrets.get(keyOf(app.root, wanted));
    if (pasted !== undefined) return { name: wanted, connectionString: new Secret(pasted) };
    const value = app.settings.get(named[wanted] ?? wanted) ?? app.settings.get(wanted);
    if (value) return { name: wanted, connectionString: value };
    throw new ToolkitError(
      "connection-missing",
      `There is no connection string for \`${wanted}\`: local.settings.json of ${app.root} has no such value. ` +
        `Add it there, or paste one with "Durable Functions: Set Connection String…".`,
    );
  }

  async keep(root: string, name: string, connectionString: Secret): Promise<void> {
    await this.secrets.store(keyOf(root, name), connectionString.reveal());
  }

  async forget(root: string, name: string): Promise<void> {
    await this.secrets.delete(keyOf(root, name));
  }

  /** Which of `names` have a pasted connection string. */
  async pasted(root: string, names: readonly string[]): Promise<readonly string[]> {
    const values = await Promise.all(names.map((name) => this.secrets.get(keyOf(root, name))));
    return names.filter((_, index) => values[index] !== undefined);
  }
}

/** Per app, so that no project reads another one's account by choosing its name. */
function keyOf(root: string, name: string): string {
  return `connection:${root}:${name}`;
}
