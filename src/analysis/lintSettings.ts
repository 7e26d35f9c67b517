import { relativeTo } from "../base/paths";
import type { FindingSeverity, RuleId } from "./finding";

/** Over the rules' own severities. */
export type Severities = Readonly<Record<RuleId, FindingSeverity | "off">>;

export interface LintSettings {
  readonly severities: Severities;
  /** Follow the code of packages as well; `lint.followPackages`. */
  readonly followPackages: boolean;
  /** What holds in folders instead, each with all below it but for folders there that are named, too. */
  readonly folders?: readonly FolderSettings[];
}

export interface FolderSettings extends Omit<LintSettings, "folders"> {
  /** Absolute path. */
  readonly folder: string;
  /** Off: nothing is found in its files, which are still followed from elsewhere. */
  readonly isEnabled: boolean;
}

/** Settings as they hold for files. */
export class SettingsByFile {
  readonly #severities: Severities;
  readonly #innermostFirst: readonly FolderSettings[];
  readonly #known = new Map<string, FolderSettings | undefined>();

  constructor({ severities, folders = [] }: Pick<LintSettings, "severities" | "folders">) {
    this.#severities = severities;
    this.#innermostFirst = [...folders].sort((one, other) => other.folder.length - one.folder.length);
  }

  /** Whether findings are shown in a file. */
  isChecked(file: string): boolean {
    return this.folderOf(file)?.isEnabled ?? true;
  }

  /** What the user makes of a rule for findings in a file; undefined: its own severity. */
  severityOf(rule: RuleId, file: string): FindingSeverity | "off" | undefined {
    const folder = this.folderOf(file);
    if (folder?.isEnabled === false) return "off";
    return (folder?.severities ?? this.#severities)[rule];
  }

  /** Whether a rule is anything but off anywhere. */
  isOn(rule: RuleId): boolean {
    const enabled = this.#innermostFirst.filter(({ isEnabled }) => isEnabled);
    return [this.#severities, ...enabled.map(({ severities }) => severities)].some((each) => each[rule] !== "off");
  }

  /** The innermost folder with settings that holds a file. */
  folderOf(file: string): FolderSettings | undefined {
    if (this.#known.has(file)) return this.#known.get(file);
    const found = this.#innermostFirst.find(({ folder }) => relativeTo(folder, file) !== undefined);
    this.#known.set(file, found);
    return found;
  }
}

/**
 * Whether what a file imports is followed into packages. Nothing but files that are followed leads to the code of a
 * package, which lies in any folder.
 */
export function packageFollowing(settings: LintSettings): (importingFile: string) => boolean {
  const all = [settings, ...(settings.folders ?? [])];
  const isAnywhere = all.some(({ followPackages }) => followPackages);
  const isEverywhere = all.every(({ followPackages }) => followPackages);
  if (isAnywhere === isEverywhere) return () => isAnywhere;
  const byFile = new SettingsByFile(settings);
  return (file) => /[\\/]node_modules[\\/]/.test(file) || (byFile.folderOf(file) ?? settings).followPackages;
}
