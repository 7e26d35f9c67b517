const makers = new Set(
  (
    "callActivity callActivityWithRetry callSubOrchestrator callSubOrchestratorWithRetry callHttp callEntity createTimer " +
    "waitForExternalEvent"
  ).split(" "),
);
const fireAndForget = new Set(["signalEntity", "setCustomStatus", "continueAsNew"]);
/** Of all versions of durable-functions; `TimerTask` has `isCanceled` and `cancel`, joins have the tasks in them. */
const taskMembers = new Set(
  (
    "isCompleted isFaulted isCanceled isCancelled result exception id state hasResult timestamp cancel action " +
    "completionIndex children withRetry isPlayed completed stateObj"
  ).split(" "),
);

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

/** Members of a task that orchestrators may read. */
export function isTaskMember(name: string): boolean {
  return taskMembers.has(name);
}
