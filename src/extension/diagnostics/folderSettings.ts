import type { FolderSettings, LintSettings, Severities } from "../../analysis/lintSettings";
import { ruleSeverities, type SettingName, type Settings } from "../../contributions/settings";

/** The value of a setting in a folder; without one, in the window. */
export type FolderSettingReader = <Name extends SettingName>(name: Name, folder?: string) => Settings[Name];

/** Settings of the check in the window and in each of its folders. */
export function lintSettings(folders: readonly string[], readSetting: FolderSettingReader): LintSettings {
  const inFolder = (folder?: string) => ({
    severities: severitiesOf(readSetting("lint.rules", folder)),
    followPackages: readSetting("lint.followPackages", folder),
  });
  const settingsOf = (folder: string): FolderSettings => ({
    folder,
    isEnabled: readSetting("lint.enabled", folder),
    ...inFolder(folder),
  });
  return { ...inFolder(), folders: folders.map(settingsOf) };
}

/** What the user makes of rules; settings files are written by hand, so that what is no severity is left out. */
export function severitiesOf(rules: Settings["lint.rules"]): Severities {
  return Object.fromEntries(Object.entries(rules).filter(([, severity]) => ruleSeverities.includes(severity)));
}
