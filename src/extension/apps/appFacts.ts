import type { Secret } from "../../base/secret";

/** What the editor's part needs to know of a function app; layer `project` finds it out. */
export interface AppFacts {
  /** Folder with host.json, absolute. */
  readonly root: string;
  readonly orchestrators: readonly OrchestratorPlace[];
  /** Name of the task hub as host.json (or the default rule) has it. */
  readonly hub: string;
  /** Name of the setting that holds the connection string of the hub's storage. */
  readonly connectionSetting: string;
  /** Values of local.settings.json; empty in Restricted Mode, where that file is not read. */
  readonly settings: ReadonlyMap<string, Secret>;
}

/** Where an orchestrator is registered. */
export interface OrchestratorPlace {
  readonly name: string;
  /** Absolute. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
}
