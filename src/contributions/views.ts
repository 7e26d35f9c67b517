import { commandId } from "./commands";
import type { Command } from "./commands";
import { instancesView, viewContainer } from "./identity";

const icon = "media/activityBar.svg";

/** The icon in the activity bar. */
export function viewsContainerContributions() {
  return { activitybar: [{ id: viewContainer, title: "Durable Toolkit", icon }] };
}

export function viewContributions() {
  return { [viewContainer]: [{ id: instancesView, name: "Instances", icon, contextualTitle: "Durable Toolkit" }] };
}

/** What the Instances view says while it is empty: a link alone on its line is a button. */
export function viewsWelcomeContributions() {
  const empty = [
    "Step through a past run of an orchestrator, forwards and backwards.",
    link("Replay the Sample Order", "replaySample"),
    `No Azure account and no npm needed. Runs of your own appear here once a Functions app is open, or: ${link("connect to Azurite", "connectAzurite")}, ${link("add a connection", "addConnection")}, ${link("open a history file", "openHistoryFile")}. New here? ${link("Take the first steps", "getStarted")}.`,
  ];
  const restricted = [
    "Restricted Mode: trust this folder to show its instances.",
    "[Manage Trust](command:workbench.trust.manage)",
    link("Replay the Sample Order", "replaySample"),
    "The sample opens in a window of its own: nothing of this folder runs.",
  ];
  return [
    { view: instancesView, contents: empty.join("\n"), when: "isWorkspaceTrusted" },
    { view: instancesView, contents: restricted.join("\n"), when: "!isWorkspaceTrusted" },
  ];
}

function link(title: string, command: Command): string {
  return `[${title}](command:${commandId(command)})`;
}
