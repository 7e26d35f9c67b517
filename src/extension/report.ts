import * as vscode from "vscode";
import type { Log } from "../base/ports";
import { ToolkitError, messageOf } from "../base/errors";
import { commandId } from "../contributions/commands";
import { nextStepsFor } from "./nextSteps";
import type { NextStep } from "./nextSteps";
import { plainText } from "./plainText";
import { Cancelled } from "./progress";

const showLog: NextStep = {
  title: "Show Log",
  run: () => vscode.commands.executeCommand(commandId("showLog")),
};

/** Tells the user of something that went wrong, with what can be done about it; does not wait for an answer. */
export function reportError(error: unknown, log: Log, steps = nextStepsFor(error)): void {
  if (error instanceof Cancelled) return;
  log.error(detailsOf(error));
  const message = error instanceof ToolkitError ? error.message : `Something went wrong inside: ${messageOf(error)}`;
  void offer(vscode.window.showErrorMessage, message, [...steps, showLog]);
}

/** Tells the user something that needs no log. */
export function inform(message: string, steps: readonly NextStep[] = []): void {
  void offer(vscode.window.showInformationMessage, message, steps);
}

type Show = (message: string, ...titles: string[]) => Thenable<string | undefined>;

async function offer(show: Show, message: string, steps: readonly NextStep[]): Promise<void> {
  const chosen = await show(plainText(message), ...steps.map((step) => step.title));
  await steps.find((step) => step.title === chosen)?.run();
}

/** With stack and causes, for the log. */
function detailsOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const own = error instanceof ToolkitError ? `${error.code}: ${error.message}` : (error.stack ?? error.message);
  return error.cause === undefined ? own : `${own}\n  caused by ${detailsOf(error.cause)}`;
}
