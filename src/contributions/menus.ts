import { commandId, commandNames, commands } from "./commands";
import type { Command } from "./commands";
import { contextKeys, debugType, historyFileSuffix } from "./identity";

const onOrchestratorFile = `resourcePath in ${contextKeys.orchestratorFiles} && isWorkspaceTrusted`;
const onHistoryFile = `resourceFilename =~ /${historyFileSuffix.replaceAll(".", "\\.")}$/ && isWorkspaceTrusted`;

/** Where commands appear, beside the palette. */
export function menuContributions() {
  return {
    "editor/title/run": [
      item("debugReplay", onOrchestratorFile, "2_durable@1"),
      item("debugHistoryFile", onHistoryFile, "2_durable@1"),
    ],
    "explorer/context": [item("debugHistoryFile", onHistoryFile, "navigation@40")],
    commandPalette: commandNames.flatMap((name) => {
      const when = commands[name].paletteWhen;
      return when ? [item(name, when)] : [];
    }),
  };
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
