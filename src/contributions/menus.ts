import { commandId, commandNames, commands } from "./commands";
import type { Command } from "./commands";
import { contextKeys, debugType, functionsView, historyFileSuffix, instancesView } from "./identity";

const onOrchestratorFile = `resourcePath in ${contextKeys.orchestratorFiles} && isWorkspaceTrusted`;
const onInstances = `view == ${instancesView} && isWorkspaceTrusted`;
const onFunctions = `view == ${functionsView}`;
const onOrchestrator = `${onFunctions} && viewItem == orchestrator && isWorkspaceTrusted`;
const onHistoryFile = `resourceFilename =~ /${historyFileSuffix.replaceAll(".", "\\.")}$/ && isWorkspaceTrusted`;

/** Where commands appear, beside the palette. */
export function menuContributions() {
  return {
    "editor/title/run": [
      item("debugReplay", onOrchestratorFile, "2_durable@1"),
      item("debugHistoryFile", onHistoryFile, "2_durable@1"),
    ],
    "file/newFile": [item("newFunction", contextKeys.isProject, "durable")],
    "explorer/context": [item("debugHistoryFile", onHistoryFile, "navigation@40")],
    "view/title": [
      item("refreshInstances", `${onInstances} && !${contextKeys.isLoadingInstances}`, "navigation@1"),
      item("stopLoadingInstances", `${onInstances} && ${contextKeys.isLoadingInstances}`, "navigation@1"),
      item("addConnection", onInstances, "navigation@2"),
      item("openHistoryFile", onInstances, "2_add@1"),
      item("replaySample", onInstances, "3_sample@1"),
      item("showFunctionGraph", `${onFunctions} && ${contextKeys.isProject}`, "navigation@1"),
    ],
    "view/item/context": [
      item("debugInstance", onNode("instance"), "inline@1"),
      item("debugInstance", onNode("instance"), "navigation@1"),
      item("saveHistory", onNode("instance"), "2_history@1"),
      item("copyInstanceId", onNode("instance"), "3_copy@1"),
      item("startAzurite", onNode("error", "azurite"), "inline@1"),
      item("startAzurite", onNode("error", "azurite"), "navigation@1"),
      item("showInstancesError", onNode("error"), "inline@2"),
      item("showInstancesError", onNode("error"), "navigation@2"),
      item("addConnection", onNode("error"), "navigation@3"),
      item("removeFromInstances", onNode("source", "removable"), "inline@1"),
      item("removeFromInstances", onNode("source", "removable"), "navigation@1"),
      item("debugReplay", onOrchestrator, "inline@1"),
      item("debugReplay", onOrchestrator, "navigation@1"),
    ],
    commandPalette: commandNames.flatMap((name) => {
      const when = commands[name].paletteWhen;
      return when ? [item(name, when)] : [];
    }),
  };
}

/** On nodes of the Instances view of that kind, with that trait: `viewItem` is the kind and its traits, in words. */
function onNode(kind: string, trait = ""): string {
  return `${onInstances} && viewItem =~ /^${kind}\\b.*${trait}/`;
}

function item(name: Command, when: string, group?: string) {
  return { command: commandId(name), when, ...(group && { group }) };
}

/**
 * Keys of VS Code's own commands, in a stopped replay only; unused by VS Code's defaults there. F10 and F11 forwards,
 * with Ctrl (⌘ on a Mac) backwards.
 */
export function keybindingContributions() {
  const when = `debugType == '${debugType}' && debugState == 'stopped'`;
  return [
    { command: "workbench.action.debug.stepBack", key: "ctrl+f10", mac: "cmd+f10", when },
    { command: "workbench.action.debug.reverseContinue", key: "ctrl+shift+f11", mac: "cmd+shift+f11", when },
  ];
}
