const makers = new Set(
  (
    "callActivity callActivityWithRetry callSubOrchestrator callSubOrchestratorWithRetry callHttp callEntity createTimer " +
    "waitForExternalEvent"
  ).split(" "),
);
const fireAndForget = new Set(["signalEntity", "setCustomStatus", "continueAsNew"]);

/** Methods of `context.df` that return a task. */
export function makesTask(name: string): boolean {
  return makers.has(name);
}

/** Methods of `context.df.Task` that return a task. */
export function joinsTasks(name: string): boolean {
  return name === "all" || name === "any";
}

/** Methods of `context.df` that act at once and return nothing. */
export function isFireAndForget(name: string): boolean {
  return fireAndForget.has(name);
}
