import * as vscode from "vscode";
import { ToolkitError } from "../base/errors";
import type { ErrorCode } from "../base/errors";
import { commandId } from "../contributions/commands";
import type { Command } from "../contributions/commands";
import { fullSettingName } from "../contributions/settings";
import type { SettingName } from "../contributions/settings";

/** A button on a message. */
export interface NextStep {
  readonly title: string;
  run(): unknown;
}

/** What the user can do about an error, most helpful first. */
export function nextStepsFor(error: unknown): readonly NextStep[] {
  if (!(error instanceof ToolkitError)) return [];
  const steps = stepsByCode[error.code] ?? [];
  return error.place ? [goTo(error.place), ...steps] : steps;
}

/** Opens the trust editor. */
export const manageTrust: NextStep = {
  title: "Manage Trust",
  run: () => vscode.commands.executeCommand("workbench.trust.manage"),
};

const replaySample = commandStep("Replay the Sample", "replaySample");
const addConnection = commandStep("Use Another Connection…", "addConnection");
const setConnectionString = commandStep("Set Connection String…", "setConnectionString");
const pickInstance = commandStep("Pick an Instance…", "debugReplay");
const openHistoryFile = commandStep("Open a History File…", "debugHistoryFile");

const stepsByCode: Partial<Record<ErrorCode, readonly NextStep[]>> = {
  "no-functions-project": [replaySample],
  "connection-missing": [setConnectionString],
  "connection-invalid": [setConnectionString],
  "storage-refused": [setConnectionString],
  "storage-unreachable": [addConnection, setConnectionString],
  "other-backend": [openHistoryFile],
  "instance-not-found": [pickInstance],
  "node-unsupported": [settingStep("Choose Node", "replay.nodePath")],
  "replay-timeout": [settingStep("Change the Limit", "replay.timeoutMs")],
};

/** When nothing listens where the emulator should. */
export const azuriteSteps: readonly NextStep[] = [commandStep("Start Azurite", "startAzurite"), addConnection];

function commandStep(title: string, command: Command): NextStep {
  return { title, run: () => vscode.commands.executeCommand(commandId(command)) };
}

function settingStep(title: string, setting: SettingName): NextStep {
  return {
    title,
    run: () => vscode.commands.executeCommand("workbench.action.openSettings", fullSettingName(setting)),
  };
}

function goTo(place: { readonly file: string; readonly line?: number }): NextStep {
  const start = new vscode.Position((place.line ?? 1) - 1, 0);
  const selection = new vscode.Range(start, start);
  return {
    title: "Go to Code",
    run: () => vscode.window.showTextDocument(vscode.Uri.file(place.file), { selection }),
  };
}
