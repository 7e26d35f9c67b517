import { commandContributions } from "./commands";
import { breakpointContributions, debuggerContribution } from "./debuggers";
import { grammarContributions } from "./grammars";
import { debugType, graphPanel } from "./identity";
import type { JsonSchema } from "./jsonSchema";
import { keybindingContributions, menuContributions } from "./menus";
import { fullSettingName, ruleSeverities, settingNames, settings } from "./settings";
import type { RuleSeverity, SettingContribution } from "./settings";
import { viewContributions, viewsContainerContributions, viewsWelcomeContributions } from "./views";
import { walkthroughContributions } from "./walkthroughs";

/** A rule as a setting names it. */
export interface RuleDescription {
  readonly id: string;
  readonly description: string;
  readonly severity: Exclude<RuleSeverity, "off">;
}

/** `contributes` of package.json. */
export function contributes(rules: readonly RuleDescription[]) {
  return {
    commands: commandContributions(),
    menus: menuContributions(),
    viewsContainers: viewsContainerContributions(),
    views: viewContributions(),
    viewsWelcome: viewsWelcomeContributions(),
    walkthroughs: walkthroughContributions(),
    keybindings: keybindingContributions(),
    configuration: { title: "Durable Functions Toolkit", properties: settingProperties(rules) },
    debuggers: [debuggerContribution()],
    breakpoints: breakpointContributions(),
    grammars: grammarContributions(),
  };
}

/** `activationEvents` of package.json; commands and views activate by themselves. */
export function activationEvents(): readonly string[] {
  return [
    "workspaceContains:**/host.json",
    `onDebugResolve:${debugType}`,
    `onDebugDynamicConfigurations:${debugType}`,
    // A picture is open when the window is loaded anew.
    `onWebviewPanel:${graphPanel}`,
  ];
}

/** `capabilities` of package.json: what still works in Restricted Mode and in virtual workspaces. */
export function capabilities() {
  return {
    untrustedWorkspaces: {
      supported: "limited",
      description:
        "A replay runs the code of the folder and reads the connection in local.settings.json, so both wait until you trust the folder. Code is checked all the same.",
      restrictedConfigurations: settingNames.filter((name) => settings[name].restricted).map(fullSettingName),
    },
    virtualWorkspaces: {
      supported: "limited",
      description: "Replays and checks read code from disk, so they are off in virtual workspaces.",
    },
  };
}

function settingProperties(rules: readonly RuleDescription[]) {
  const all = { ...settings, "lint.rules": { ...settings["lint.rules"], ...ruleMembers(rules) } };
  return Object.fromEntries(settingNames.map((name) => [fullSettingName(name), propertyOf(all[name])]));
}

/** Completion offers the rules there are; others are underlined. */
function ruleMembers(rules: readonly RuleDescription[]): Pick<JsonSchema, "properties" | "additionalProperties"> {
  return {
    properties: Object.fromEntries(rules.map((rule) => [rule.id, ruleProperty(rule)])),
    additionalProperties: false,
  };
}

function ruleProperty({ description, severity }: RuleDescription): JsonSchema {
  return { type: "string", enum: ruleSeverities, default: severity, markdownDescription: description };
}

function propertyOf(setting: SettingContribution<unknown>) {
  return Object.fromEntries(Object.entries(setting).filter(([member]) => member !== "restricted"));
}
