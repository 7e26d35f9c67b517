import * as vscode from "vscode";
import type { DisposableStore } from "../../base/disposable";
import type { Log } from "../../base/ports";
import { commandId, commandNames } from "../../contributions/commands";
import type { Command } from "../../contributions/commands";
import { reportError } from "../report";

/** What a command does with what the editor hands it (a resource, our own target, nothing). */
export type CommandHandler = (argument: unknown) => unknown;

/** Registers every command of the manifest; what a handler throws is reported, never lost. */
export function registerCommands(handlers: Record<Command, CommandHandler>, log: Log, store: DisposableStore): void {
  for (const name of commandNames) {
    const run = async (argument: unknown) => {
      try {
        return await handlers[name](argument);
      } catch (error) {
        reportError(error, log);
        return undefined;
      }
    };
    store.add(vscode.commands.registerCommand(commandId(name), run));
  }
}
