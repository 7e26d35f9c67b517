import * as vscode from "vscode";
import { contextKeys } from "../contributions/identity";
import type { ContextKey } from "../contributions/identity";

/** Sets a key that `when` clauses of the manifest read. */
export async function setContextKey(key: ContextKey, value: boolean | readonly string[]): Promise<void> {
  await vscode.commands.executeCommand("setContext", contextKeys[key], value);
}
