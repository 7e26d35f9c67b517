import { commandContributions } from "./commands";
import { breakpointContributions, debuggerContribution } from "./debuggers";
import { grammarContributions } from "./grammars";
import { debugType } from "./identity";
import { keybindingContributions, menuContributions } from "./menus";
import { fullSettingName, settingNames, settings } from "./settings";
import type { SettingContribution } from "./settings";
import { viewContributions, viewsContainerContributions, viewsWelcomeContributions } from "./views";
import { walkthroughContributions } from "./walkthroughs";

/** `contributes` of package.json. */
export function contributes() {
  return {
    commands: commandContributions(),
    menus: menuContributions(),
    viewsContainers: viewsContainerContributions(),
    views: viewContributions(),
    viewsWelcome: viewsWelcomeContributions(),
    walkthroughs: walkthroughContributions(),
    keybindings: keybindingContributions(),
    configuration: { title: "Durable Functions Toolkit", properties: settingProperties() },
    debuggers: [debuggerContribution()],
    breakpoints: breakpointContributions(),
    grammars: grammarContributions(),
  };
}

/** `activationEvents` of package.json; commands and views activate by themselves. */
export function activationEvents(): readonly string[] {
  return ["workspaceContains:**/host.json", `onDebugResolve:${debugType}`, `onDebugDynamicConfigurations:${debugType}`];
}

/** `capabilities` of package.json: what still works in Restricted Mode and in virtual workspaces. */
export function capabilities() {
  return {
    untrustedWorkspaces: {
      supported: "limited",
      description:
        "A replay runs the code of the folder and reads the connection in local.settings.json, so both wait until you trust the folder.",
      restrictedConfigurations: settingNames.filter((name) => settings[name].restricted).map(fullSettingName),
    },
    virtualWorkspaces: {
      supported: "limited",
      description: "A replay runs code from disk, so it is off in virtual workspaces.",
    },
  };
}

function settingProperties() {
  return Object.fromEntries(settingNames.map((name) => [fullSettingName(name), propertyOf(settings[name])]));
}

function propertyOf(setting: SettingContribution<unknown>) {
  return Object.fromEntries(Object.entries(setting).filter(([member]) => member !== "restricted"));
}
