import { commandCategory, contextKeys, prefix } from "./identity";

/** Every command by its name after the prefix. */
export type Command = "debugReplay" | "debugHistoryFile" | "setConnectionString" | "forgetConnectionString" | "showLog";

export interface CommandContribution {
  readonly title: string;
  readonly icon?: string;
  /** When the palette shows it; always, when absent. */
  readonly paletteWhen?: string;
}

const inTrustedProject = `${contextKeys.isProject} && isWorkspaceTrusted`;

export const commands: Readonly<Record<Command, CommandContribution>> = {
  debugReplay: {
    title: "Debug Replay…",
    icon: "$(debug-rerun)",
    paletteWhen: inTrustedProject,
  },
  debugHistoryFile: {
    title: "Debug Replay of History File",
    icon: "$(debug-rerun)",
    paletteWhen: "isWorkspaceTrusted",
  },
  setConnectionString: {
    title: "Set Connection String…",
    paletteWhen: inTrustedProject,
  },
  forgetConnectionString: {
    title: "Forget Connection String…",
  },
  showLog: {
    title: "Show Log",
  },
};

export const commandNames = Object.keys(commands) as Command[];

export function commandId(name: Command): string {
  return `${prefix}.${name}`;
}

/** One entry of `contributes.commands` per command. */
export function commandContributions() {
  return commandNames.map((name) => {
    const { title, icon } = commands[name];
    return { command: commandId(name), title, category: commandCategory, ...(icon && { icon }) };
  });
}
