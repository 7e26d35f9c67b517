import { commandCategory, contextKeys, prefix } from "./identity";

/** Every command by its name after the prefix. */
export type Command =
  | "replaySample"
  | "resetSample"
  | "saveSampleProject"
  | "getStarted"
  | "newFunction"
  | "extractActivity"
  | "debugReplay"
  | "debugHistoryFile"
  | "debugInstance"
  | "saveHistory"
  | "copyInstanceId"
  | "loadMoreInstances"
  | "refreshInstances"
  | "stopLoadingInstances"
  | "showInstancesError"
  | "addConnection"
  | "connectAzurite"
  | "startAzurite"
  | "openHistoryFile"
  | "removeFromInstances"
  | "setConnectionString"
  | "forgetConnectionString"
  | "showFunctionGraph"
  | "checkSetup"
  | "showLeftOut"
  | "openRulePage"
  | "showLog";

export interface CommandContribution {
  readonly title: string;
  /** Where the category is not said. */
  readonly shortTitle?: string;
  readonly icon?: string;
  /** When the palette shows it; always, when absent. */
  readonly paletteWhen?: string;
}

/** The palette has nothing to hand them. */
const never = "false";
const inTrustedProject = `${contextKeys.isProject} && isWorkspaceTrusted`;

export const commands: Readonly<Record<Command, CommandContribution>> = {
  replaySample: {
    title: "Replay Sample",
    icon: "$(debug-rerun)",
  },
  resetSample: {
    title: "Reset Sample",
  },
  saveSampleProject: {
    title: "Save the Sample as a Project…",
  },
  getStarted: {
    title: "Get Started",
  },
  newFunction: {
    title: "New…",
    shortTitle: "Durable Function…",
    icon: "$(new-file)",
    paletteWhen: contextKeys.isProject,
  },
  extractActivity: {
    title: "Extract to Activity…",
    paletteWhen: `${contextKeys.isProject} && editorHasSelection`,
  },
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
  debugInstance: {
    title: "Debug Replay",
    icon: "$(debug-alt)",
    paletteWhen: never,
  },
  saveHistory: {
    title: "Save History…",
    paletteWhen: never,
  },
  copyInstanceId: {
    title: "Copy Instance Id",
    paletteWhen: never,
  },
  loadMoreInstances: {
    title: "Load More Instances",
    paletteWhen: never,
  },
  refreshInstances: {
    title: "Refresh Instances",
    icon: "$(refresh)",
    paletteWhen: "isWorkspaceTrusted",
  },
  stopLoadingInstances: {
    title: "Stop Loading Instances",
    icon: "$(stop-circle)",
    paletteWhen: never,
  },
  showInstancesError: {
    title: "What to Do",
    icon: "$(question)",
    paletteWhen: never,
  },
  addConnection: {
    title: "Add Connection…",
    icon: "$(plug)",
    paletteWhen: "isWorkspaceTrusted",
  },
  connectAzurite: {
    title: "Connect to Azurite",
    paletteWhen: "isWorkspaceTrusted",
  },
  startAzurite: {
    title: "Start Azurite",
    icon: "$(play)",
    paletteWhen: never,
  },
  openHistoryFile: {
    title: "Show History File in Instances…",
    paletteWhen: "isWorkspaceTrusted",
  },
  removeFromInstances: {
    title: "Remove from Instances",
    icon: "$(close)",
    paletteWhen: never,
  },
  setConnectionString: {
    title: "Set Connection String…",
    paletteWhen: inTrustedProject,
  },
  forgetConnectionString: {
    title: "Forget Connection String…",
  },
  showFunctionGraph: {
    title: "Show Function Graph",
    icon: "$(type-hierarchy)",
    paletteWhen: contextKeys.isProject,
  },
  checkSetup: {
    title: "Check Setup",
    paletteWhen: inTrustedProject,
  },
  showLeftOut: {
    title: "Show What the Check Left Out",
    paletteWhen: contextKeys.isProject,
  },
  openRulePage: {
    title: "Open Page of Rule",
    paletteWhen: never,
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
    const { title, shortTitle, icon } = commands[name];
    const texts = { title, ...(shortTitle && { shortTitle }), category: commandCategory };
    return { command: commandId(name), ...texts, ...(icon && { icon }) };
  });
}
