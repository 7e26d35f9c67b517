import { prefix } from "./identity";
import type { JsonSchema } from "./jsonSchema";
import { defaultTimeoutMs } from "./launchArguments";

/** Every setting by its name after the prefix, with the type that reading it gives. */
export interface Settings {
  readonly connections: Readonly<Record<string, string>>;
  readonly "lint.enabled": boolean;
  readonly "lint.rules": Readonly<Record<string, RuleSeverity>>;
  readonly "lint.followPackages": boolean;
  readonly "codeLens.enabled": boolean;
  readonly "replay.nodePath": string;
  readonly "replay.env": Readonly<Record<string, string>>;
  readonly "replay.allowNativeModules": boolean;
  readonly "replay.timeoutMs": number;
  readonly "history.redact": readonly string[];
  readonly "history.autoRefreshSeconds": number;
  readonly trace: boolean;
}

export type SettingName = keyof Settings;

/** What a user may make of a rule. */
export type RuleSeverity = (typeof ruleSeverities)[number];
export const ruleSeverities = ["error", "warning", "info", "hint", "off"] as const;

export interface SettingContribution<T> extends JsonSchema {
  readonly default: T;
  readonly scope: "resource" | "machine-overridable" | "window";
  /** A folder that is not trusted must not set it: it decides what runs, or where secrets go. */
  readonly restricted?: true;
}

export const settings: { readonly [Name in SettingName]: SettingContribution<Settings[Name]> } = {
  connections: {
    type: "object",
    additionalProperties: { type: "string" },
    default: {},
    scope: "resource",
    restricted: true,
    markdownDescription:
      "Storage that holds task hubs, beside the one of the project: a name of your choice to the name of a setting in `local.settings.json`, or to the name of a storage account whose connection string you paste with *Durable Functions: Set Connection String…* (kept in the editor's secret storage). Never a connection string.",
  },
  "lint.enabled": {
    type: "boolean",
    default: true,
    scope: "resource",
    markdownDescription:
      "Check orchestrators, and everything that they call, while you type: for what a replay cannot repeat, and for calls that the Durable Functions SDK does not understand. A folder where it is off shows no findings; its code is still followed for orchestrators of other folders.",
  },
  "lint.rules": {
    type: "object",
    additionalProperties: { type: "string", enum: ruleSeverities },
    default: {},
    scope: "resource",
    markdownDescription:
      "How severe the findings of a rule are, or `off`. In a workspace of several folders, that of the orchestrator's folder counts, also where a helper is in another.",
  },
  "lint.followPackages": {
    type: "boolean",
    default: false,
    scope: "resource",
    markdownDescription:
      "Follow calls into the code of npm packages as well. Off: the packages that are known to read clocks and the like are known by name. In a workspace of several folders, that of the folder counts whose code imports the package.",
  },
  "codeLens.enabled": {
    type: "boolean",
    default: true,
    scope: "window",
    markdownDescription: "Show *Debug replay…* and the last failed instance over orchestrators.",
  },
  "replay.nodePath": {
    type: "string",
    default: "",
    scope: "machine-overridable",
    restricted: true,
    markdownDescription:
      "The Node.js that runs your code in a replay. Empty: the version that `.nvmrc`, `.node-version` or volta names, else `node` of the login shell, else `node` on PATH.",
  },
  "replay.env": {
    type: "object",
    additionalProperties: { type: "string" },
    default: {},
    scope: "machine-overridable",
    restricted: true,
    markdownDescription: "Environment variables for your code in a replay, over those of `local.settings.json`.",
  },
  "replay.allowNativeModules": {
    type: "boolean",
    default: false,
    scope: "machine-overridable",
    restricted: true,
    markdownDescription:
      "Let your code load native modules (`.node` files) in a replay. The guard cannot see what they do: they may write files or open connections.",
  },
  "replay.timeoutMs": {
    type: "integer",
    minimum: 1,
    default: defaultTimeoutMs,
    scope: "resource",
    markdownDescription:
      "How long, in milliseconds, your code may run without coming to a stop before it counts as never ending.",
  },
  "history.redact": {
    type: "array",
    items: { type: "string" },
    default: [],
    scope: "resource",
    markdownDescription:
      "JSON paths of values that *Save History…* blacks out in inputs, outputs and results, for example `$.card.number`, `$..email`, `$.lines[*].price`. Texts become ▒▒▒, numbers 0 and flags false. Texts of errors are saved as they are.",
  },
  "history.autoRefreshSeconds": {
    type: "integer",
    minimum: 0,
    default: 0,
    scope: "window",
    markdownDescription:
      "How often, in seconds, the Instances view asks task hubs again while it is seen. 0: only hubs on this machine, every few seconds; others wait for *Refresh*.",
  },
  trace: {
    type: "boolean",
    default: false,
    scope: "window",
    markdownDescription: "Write every message of debug sessions to the log (*Durable Functions: Show Log*).",
  },
};

/** The names of all settings, after the prefix. */
export const settingNames = Object.keys(settings) as SettingName[];

export function fullSettingName(name: SettingName): string {
  return `${prefix}.${name}`;
}
