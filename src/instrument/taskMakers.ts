/** Members of `context.df` that make a task or act at once; the call is the place to show for it. */
const taskMakers = new Set([
  "callActivity",
  "callActivityWithRetry",
  "callSubOrchestrator",
  "callSubOrchestratorWithRetry",
  "callEntity",
  "callHttp",
  "createTimer",
  "waitForExternalEvent",
]);

export function isTaskMaker(name: string): boolean {
  return taskMakers.has(name);
}
