import { parsed } from "../base/parsed";
import type { Parsed, Problem } from "../base/parsed";
import type { JsonSchema } from "./jsonSchema";
import { mismatch } from "./jsonSchema";

/** What a `launch` of the debug adapter takes; what else a client sends (`name`, `__sessionId`, …) is not ours. */
export interface LaunchArguments {
  readonly instanceId?: string;
  readonly history?: string;
  readonly orchestrator?: string;
  readonly appRoot?: string;
  readonly hub?: string;
  readonly connection?: string;
  readonly stopOn?: StopOn;
  readonly runtimeExecutable?: string;
  /** null removes a variable. */
  readonly env?: Readonly<Record<string, string | null>>;
  readonly envFile?: string;
  readonly skipFiles?: readonly string[];
  readonly outFiles?: readonly string[];
  readonly timeoutMs?: number;
  readonly trace?: boolean;
}

export type StopOn = "auto" | "entry" | "failure" | "divergence" | "firstLiveEvent" | "none";

const stopOnDescriptions: Record<StopOn, string> = {
  auto: "A failed instance at the failing statement, a diverging one at the divergence, a running one at the `yield` where it waits, any other at the first statement.",
  entry: "At the first statement of the orchestrator.",
  failure: "Where the error that failed the instance was thrown.",
  divergence: "At the first place where code and recorded history disagree.",
  firstLiveEvent: "At the first statement that runs on an event of the last episode: what the instance did last.",
  none: "Only at breakpoints and at the end of the history.",
};

/** Default of `timeoutMs` and of the setting `replay.timeoutMs`. */
export const defaultTimeoutMs = 30_000;

/** The one table: type, schema (completion, hover, squiggles in launch.json) and check of a launch come from it. */
export const launchAttributes: Record<keyof LaunchArguments, JsonSchema> = {
  instanceId: {
    type: "string",
    markdownDescription:
      "Id of the orchestration instance to replay. Without it and without `history`, you pick among the recent instances of the orchestrator.",
  },
  history: {
    type: "string",
    markdownDescription:
      "A history file (`*.durable-history.json`) to replay instead of one read from storage. With `instanceId`, that instance in the file.",
  },
  orchestrator: {
    type: "string",
    markdownDescription:
      "Name of the orchestrator whose code runs. Default: the name in the history. Set it when the function was renamed since.",
  },
  appRoot: {
    type: "string",
    markdownDescription:
      "Folder of the function app, the one with `host.json`. Default: the nearest one to the open file, to the history file or to the workspace folder.",
    default: "${workspaceFolder}",
  },
  hub: {
    type: "string",
    markdownDescription: "Task hub that holds the instance. Default: `hubName` of `host.json`.",
  },
  connection: {
    type: "string",
    markdownDescription:
      "Name of a setting in `local.settings.json` or of an entry of the setting `durableToolkit.connections`: never a connection string itself. Default: as `host.json` says, else `AzureWebJobsStorage`.",
  },
  stopOn: {
    type: "string",
    enum: Object.keys(stopOnDescriptions),
    markdownEnumDescriptions: Object.values(stopOnDescriptions),
    markdownDescription: "Where the session stops first. Breakpoints stop it in any case.",
    default: "auto",
  },
  runtimeExecutable: {
    type: "string",
    markdownDescription:
      "The Node.js that runs your code: a path, or a name on PATH. Default: the setting `durableToolkit.replay.nodePath`, the version that `.nvmrc`, `.node-version` or volta names, `node` of the login shell, `node` on PATH.",
  },
  env: {
    type: "object",
    additionalProperties: { type: ["string", "null"] },
    markdownDescription:
      "Environment variables for your code, over those of `local.settings.json`, `envFile` and the setting `durableToolkit.replay.env`. `null` removes one.",
    default: {},
  },
  envFile: {
    type: "string",
    markdownDescription: "A file of `NAME=value` lines with environment variables for your code.",
    default: "${workspaceFolder}/.env",
  },
  skipFiles: {
    type: "array",
    items: { type: "string" },
    markdownDescription:
      "Glob patterns of files to step past. Packages in `node_modules` and Node's own files always are.",
    default: [],
  },
  outFiles: {
    type: "array",
    items: { type: "string" },
    markdownDescription:
      "Glob patterns of the built JavaScript files whose source maps lead to your TypeScript. Default: what the app loads.",
    default: ["${workspaceFolder}/dist/**/*.js"],
  },
  timeoutMs: {
    type: "integer",
    minimum: 1,
    markdownDescription:
      "How long, in milliseconds, your code may run without coming to a stop before it counts as never ending. Default: the setting `durableToolkit.replay.timeoutMs`.",
    default: defaultTimeoutMs,
  },
  trace: {
    type: "boolean",
    markdownDescription: "Write every message of this session to the log. Default: the setting `durableToolkit.trace`.",
    default: true,
  },
};

const attributeNames = Object.keys(launchAttributes) as (keyof LaunchArguments)[];

/** Names that every debug client may send along. */
const clientAttributes = new Set(["name", "type", "request", "noDebug", "debugServer", "presentation", "order"]);

/**
 * The launch arguments in what a client sent; what does not fit is left out and reported. A name that is neither ours
 * nor a client's is a warning (a typing error, most likely).
 */
export function parseLaunchArguments(value: unknown): Parsed<LaunchArguments> {
  if (typeof value !== "object" || value === null) return parsed({}, [attributeProblem("launch", "must be an object")]);
  const given = new Map(Object.entries(value));
  const problems: Problem[] = [];
  const fitting: [string, unknown][] = [];
  for (const name of attributeNames) {
    const attribute = given.get(name) as unknown;
    if (attribute === undefined) continue;
    const problem = mismatch(attribute, launchAttributes[name]);
    if (problem) problems.push(attributeProblem(name, problem));
    else fitting.push([name, attribute]);
  }
  problems.push(...[...given.keys()].filter(isUnknown).map(unknownAttribute));
  return parsed(Object.fromEntries(fitting) as LaunchArguments, problems);
}

function isUnknown(name: string): boolean {
  return !(name in launchAttributes) && !clientAttributes.has(name) && !/^__|Task$|^internalConsole/.test(name);
}

function attributeProblem(name: string, mismatchWords: string): Problem {
  return {
    code: "launch-attribute-invalid",
    severity: "error",
    message: `The launch attribute \`${name}\` ${mismatchWords}. Correct it in launch.json.`,
    place: `launch.${name}`,
  };
}

function unknownAttribute(name: string): Problem {
  return {
    code: "launch-attribute-unknown",
    severity: "warning",
    message: `There is no launch attribute \`${name}\`; it is ignored.`,
    place: `launch.${name}`,
  };
}
