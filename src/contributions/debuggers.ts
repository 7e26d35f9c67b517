import { contextKeys, debugType, replayableLanguages } from "./identity";
import { launchAttributes } from "./launchArguments";
import type { LaunchArguments } from "./launchArguments";

type Configuration = { readonly type: string; readonly request: "launch"; readonly name: string } & LaunchArguments;

/** What launch.json gets first, and what F5 without launch.json runs: the instance is picked at the start. */
export const initialConfiguration: Configuration = {
  type: debugType,
  request: "launch",
  name: "Debug replay of a recent instance",
};

/** The one entry of `contributes.debuggers`. */
export function debuggerContribution() {
  return {
    type: debugType,
    label: "Durable Functions Replay",
    languages: replayableLanguages,
    when: contextKeys.isActive,
    configurationAttributes: { launch: { properties: launchAttributes } },
    initialConfigurations: [initialConfiguration],
    configurationSnippets: [
      snippet("pick a recent instance", "Replays a past run; you pick among the recent instances when it starts.", {
        name: "Debug replay",
        orchestrator: "${1:orderOrchestrator}",
      }),
      snippet("instance id", "Replays one past run, read from the project's storage.", {
        name: "Debug replay of ${1:instance id}",
        instanceId: "${1:instance id}",
      }),
      snippet("history file", "Replays a run from an exported history file; needs no storage.", {
        name: "Debug replay of a history file",
        history: '^"\\${workspaceFolder}/${1:order}.durable-history.json"',
      }),
    ],
    strings: {
      unverifiedBreakpoints:
        "A replay runs orchestrators only. Breakpoints in activities, entities and clients are not hit: their recorded results are used.",
    },
  };
}

function snippet(kind: string, description: string, attributes: Omit<Configuration, "type" | "request">) {
  return {
    label: `Durable Functions: Replay (${kind})`,
    description,
    body: { type: debugType, request: "launch", ...attributes },
  };
}

/** Where the editor offers breakpoints because of us. */
export function breakpointContributions() {
  return replayableLanguages.map((language) => ({ language }));
}
