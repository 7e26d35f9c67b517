/** Names that people, settings files and other programs hold on to: changing one breaks users. */
export const prefix = "durableToolkit";
/** Publisher and name, as package.json has them. */
export const extensionId = "durable-toolkit.durable-toolkit";
export const debugType = "durable-replay";
export const commandCategory = "Durable Functions";
export const logChannelName = "Durable Functions Toolkit";

/** What the extension claims by name; the command line takes any name. */
export const historyFileSuffix = ".durable-history.json";

/** The icon in the activity bar, its views, and the walkthrough. */
export const viewContainer = prefix;
export const instancesView = `${prefix}.instances`;
export const functionsView = `${prefix}.functions`;
/** The picture of an app's functions in an editor. */
export const graphPanel = `${prefix}.functionGraph`;
/** The page of Check Setup in an editor. */
export const setupPanel = `${prefix}.setup`;
export const walkthrough = "getStarted";
/** As the editor's command names it. */
export const walkthroughId = `${extensionId}#${walkthrough}`;

/** Languages whose functions can be replayed. */
export const replayableLanguages = ["javascript", "typescript"] as const;

/** Context keys that `when` clauses of the manifest read and the extension sets. */
export const contextKeys = {
  /** The extension runs: it takes part in F5 only then, so that other JavaScript projects are left alone. */
  isActive: `${prefix}.isActive`,
  /** The workspace holds a Functions app. */
  isProject: `${prefix}.isProject`,
  /** The check of durable code is off in every folder. */
  isUnchecked: `${prefix}.isUnchecked`,
  /** It is known that the Instances view has nothing to show: only then does it speak. */
  hasNoInstances: `${prefix}.hasNoInstances`,
  /** It is known that there are no functions. */
  hasNoFunctions: `${prefix}.hasNoFunctions`,
  /** The Instances view waits for storage, and can be told to stop. */
  isLoadingInstances: `${prefix}.isLoadingInstances`,
  /** Paths of the files that register an orchestrator, for `resourcePath in …`. */
  orchestratorFiles: `${prefix}.orchestratorFiles`,
} as const;

export type ContextKey = keyof typeof contextKeys;
