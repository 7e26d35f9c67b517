import type { OrchestrationInstance, RuntimeStatus } from "../../history/history";

/** How long ago, in few words: "just now", "2 min ago", "3 h ago", "5 days ago". `at` is ISO 8601; `now` is ms since 1970. */
export function ageOf(at: string | undefined, now: number): string {
  const time = at === undefined ? Number.NaN : Date.parse(at);
  if (Number.isNaN(time)) return "";
  const minutes = Math.floor((now - time) / 60_000);
  if (minutes < 1) return "just now";
  if (minutes < 60) return `${minutes} min ago`;
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return `${hours} h ago`;
  return `${Math.floor(hours / 24)} days ago`;
}

/** When the instance last changed its state: the moment that its age counts from. */
export function lastChangeOf(instance: OrchestrationInstance): string | undefined {
  return instance.completedAt ?? instance.lastUpdatedAt ?? instance.createdAt;
}

/** "Failed, 2 min ago". */
export function statusWords(instance: OrchestrationInstance, now: number): string {
  const age = ageOf(lastChangeOf(instance), now);
  return age ? `${instance.runtimeStatus}, ${age}` : instance.runtimeStatus;
}

/** Codicon of a status: a shape beside the colour. */
export function statusIcon(status: RuntimeStatus): string {
  switch (status) {
    case "Completed":
      return "pass";
    case "Failed":
      return "error";
    case "Running":
    case "ContinuedAsNew":
      return "sync";
    case "Pending":
      return "clock";
    case "Suspended":
      return "debug-pause";
    case "Terminated":
    case "Canceled":
      return "circle-slash";
    case "Unknown":
      return "question";
  }
}

/** The most recent failed instance of an orchestrator; `instances` come newest first by creation. */
export function lastFailed(instances: readonly OrchestrationInstance[]): OrchestrationInstance | undefined {
  const failed = instances.filter((instance) => instance.runtimeStatus === "Failed");
  return failed.reduce<OrchestrationInstance | undefined>(
    (latest, instance) => (latest && timeOf(latest) >= timeOf(instance) ? latest : instance),
    undefined,
  );
}

function timeOf(instance: OrchestrationInstance): number {
  return Date.parse(lastChangeOf(instance) ?? "") || 0;
}

/** The debug session's name, so that it is told apart from a live session beside it. */
export function sessionName(what: string): string {
  return `Replay (${what})`;
}
