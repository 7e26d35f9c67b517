import type * as vscode from "vscode";
import type { Secret } from "../../base/secret";

/** Connection strings that the user pasted, per app and setting; they live in the editor's secret storage only. */
export class Connections {
  private readonly secrets: Secrets;

  constructor(secrets: Secrets) {
    this.secrets = secrets;
  }

  async keep(root: string, setting: string, connectionString: Secret): Promise<void> {
    await this.secrets.store(keyOf(root, setting), connectionString.reveal());
  }

  async forget(root: string, setting: string): Promise<void> {
    await this.secrets.delete(keyOf(root, setting));
  }

  async forgetAll(): Promise<void> {
    await Promise.all((await this.secrets.keys()).map((key) => this.secrets.delete(key)));
  }

  /** Settings of the app that have a pasted connection string. */
  async names(root: string): Promise<readonly string[]> {
    const own = keyOf(root, "");
    return (await this.secrets.keys()).filter((key) => key.startsWith(own)).map((key) => key.slice(own.length));
  }

  /** Pasted connection strings by setting, as plain text: for the settings of the app and nothing else. */
  async pasted(root: string): Promise<Readonly<Record<string, string>>> {
    const names = await this.names(root);
    const values = await Promise.all(names.map((name) => this.secrets.get(keyOf(root, name))));
    return Object.fromEntries(names.map((name, index) => [name, values[index] ?? ""]));
  }
}

type Secrets = Omit<vscode.SecretStorage, "onDidChange">;

/** Per app, so that no project reads another one's account by choosing its name. */
function keyOf(root: string, setting: string): string {
  return `connection:${encodeURIComponent(root)}:${setting}`;
}
