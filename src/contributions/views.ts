import { commandId } from "./commands";
import type { Command } from "./commands";
import { contextKeys, functionsView, instancesView, viewContainer } from "./identity";

const icon = "media/activityBar.svg";

/** The icon in the activity bar. */
export function viewsContainerContributions() {
  return { activitybar: [{ id: viewContainer, title: "Durable Toolkit", icon }] };
}

export function viewContributions() {
  const view = (id: string, name: string) => ({ id, name, icon, contextualTitle: "Durable Toolkit" });
  return { [viewContainer]: [view(instancesView, "Instances"), view(functionsView, "Functions")] };
}

/** What the views say while they are empty: a link alone on its line is a button. */
export function viewsWelcomeContributions() {
  return [...instancesWelcome(), ...functionsWelcome()];
}

function instancesWelcome() {
  const { hasNoInstances } = contextKeys;
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
    { view: instancesView, contents: empty.join("\n"), when: `${hasNoInstances} && isWorkspaceTrusted` },
    { view: instancesView, contents: restricted.join("\n"), when: `${hasNoInstances} && !isWorkspaceTrusted` },
  ];
}

function functionsWelcome() {
  const { isProject, isUnchecked, hasNoFunctions } = contextKeys;
  const nothing = `Orchestrators, and the activities, sub-orchestrations, entities and events that they use, appear here once a Functions app is open. None at hand? ${link("Save the sample as a project", "saveSampleProject")}.`;
  const none = `This app registers no durable function yet. ${link("Create one", "newFunction")}, and it appears here.`;
  const off =
    "The check of durable code is off, which also finds functions. [Turn it on](command:workbench.action.openSettings?%5B%22durableToolkit.lint.enabled%22%5D) to see them here.";
  return [
    { view: functionsView, contents: nothing, when: `${hasNoFunctions} && !${isProject}` },
    { view: functionsView, contents: none, when: `${hasNoFunctions} && ${isProject} && !${isUnchecked}` },
    { view: functionsView, contents: off, when: `${isProject} && ${isUnchecked}` },
  ];
}

function link(title: string, command: Command): string {
  return `[${title}](command:${commandId(command)})`;
}
