/**
 * Members of `context.df` in an orchestrator, with the version of durable-functions that brought each (read from the
 * packages 1.1.4, 1.2.1, 1.3.1, 1.5.4, 2.0.2, 2.1.0, 2.1.4, 3.0.0, 3.1.0, 3.2.0, 3.3.1 and 3.5.0; no
 * 3.4.0 was published).
 */
export const durableMembers: Readonly<Record<string, string>> = {
  instanceId: "1.0.0",
  parentInstanceId: "1.0.0",
  isReplaying: "1.0.0",
  currentUtcDateTime: "1.0.0",
  Task: "1.0.0",
  callActivity: "1.0.0",
  callActivityWithRetry: "1.0.0",
  callSubOrchestrator: "1.0.0",
  callSubOrchestratorWithRetry: "1.0.0",
  continueAsNew: "1.0.0",
  createTimer: "1.0.0",
  getInput: "1.0.0",
  setCustomStatus: "1.0.0",
  customStatus: "1.0.0",
  waitForExternalEvent: "1.0.0",
  newGuid: "1.2.1",
  callEntity: "1.3.0",
  callHttp: "1.3.0",
  signalEntity: "2.1.0",
  version: "3.2.0",
  lock: "3.5.0",
  isLocked: "3.5.0",
};

/** The newest version of each major that the tables here were read from. */
export const newestOfMajors: Readonly<Record<number, string>> = { 1: "1.5.4", 2: "2.1.4", 3: "3.5.0" };

/** Whether the tables here tell what a major has: nothing of them was read before 1, nor is from after 3. */
export function isListedMajor(major: number): boolean {
  return Object.hasOwn(newestOfMajors, major);
}

/** Members of `context.df` that are there and that no page tells of; people use them. */
export const undocumentedMembers: ReadonlySet<string> = new Set(["input"]);

/** Members of `context.df` that only an entity has. */
export const entityMembers: ReadonlySet<string> = new Set(
  "entityName entityKey entityId operationName isNewlyConstructed getState setState return destructOnExit".split(" "),
);

/** Exports of the package that only some majors have: from the first, up to the second. */
export const packageExports: Readonly<Record<string, { readonly since: number; readonly until: number }>> = {
  app: { since: 3, until: Infinity },
  input: { since: 3, until: Infinity },
  trigger: { since: 3, until: Infinity },
  orchestrator: { since: 1, until: 2 },
  entity: { since: 1, until: 2 },
};
