import * as vscode from "vscode";
import { prefix } from "../contributions/identity";
import { fullSettingName, settings } from "../contributions/settings";
import type { SettingName, Settings } from "../contributions/settings";

/** The value of a setting as it holds for a file or folder; the contributed default when it has none. */
export function readSetting<Name extends SettingName>(name: Name, scope?: vscode.Uri): Settings[Name] {
  return vscode.workspace.getConfiguration(prefix, scope).get<Settings[Name]>(name) ?? settings[name].default;
}

/** Calls back when the setting may have changed anywhere. */
export function onSettingChange(name: SettingName, listener: () => void): vscode.Disposable {
  return vscode.workspace.onDidChangeConfiguration((change) => {
    if (change.affectsConfiguration(fullSettingName(name))) listener();
  });
}
