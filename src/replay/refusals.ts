import type { History } from "../history/history";
import { actionTypes } from "./actionTypes";
import type { KnownFunction } from "./messages";
import type { Action, RetryOptions } from "./runRecord";

/** Longest delay that Azure Storage takes, in ms (AzureStorageDurabilityProvider.cs:68-70). */
export const longestDelay = 6 * 86_400_000;

type Kind = "activity" | "orchestration" | "entity";

/**
 * Calls that the extension refuses in silence (measured on 3.19.0): no row, no sequence number, and the code waits for
 * ever. What history shows as scheduled was registered then, whatever the function index says.
 */
export class Refusals {
  private readonly known: Readonly<Record<Kind, ReadonlySet<string>>> | undefined;
  private readonly ownId: string;
  private readonly parentId: string | undefined;

  /** `functions` empty: what the app registers is not known, and nothing is refused for that reason. */
  constructor(history: History, functions: readonly KnownFunction[]) {
    this.ownId = history.instanceId.toLowerCase();
    this.parentId = parentOf(history)?.toLowerCase();
    this.known = functions.length > 0 ? namesByKind(history, functions) : undefined;
  }

  /** Why the extension refuses an action (a sentence without its full stop), or undefined. */
  reasonFor(action: Action, lockHeld: boolean): string | undefined {
    const name = action.functionName ?? "";
    switch (action.actionType) {
      case actionTypes.callActivity:
      case actionTypes.callActivityWithRetry:
        return retryReason(action.retryOptions) ?? this.unknown("activity", name);
      case actionTypes.callSubOrchestrator:
      case actionTypes.callSubOrchestratorWithRetry:
        return (
          retryReason(action.retryOptions) ?? this.unknown("orchestration", name) ?? this.childReason(action, lockHeld)
        );
      case actionTypes.callEntity:
      case actionTypes.signalEntity:
      case actionTypes.scheduledSignalEntity:
        return this.unknown("entity", entityNameOf(action.instanceId ?? ""));
      case actionTypes.lockEntities:
        return action.lockSet?.map(({ name: entity }) => this.unknown("entity", entity)).find((reason) => reason);
      default:
        return undefined;
    }
  }

  private unknown(kind: Kind, name: string): string | undefined {
    if (!this.known || this.known[kind].has(name) || this.known[kind].has(name.toLowerCase())) return undefined;
    const words = { activity: "activity", orchestration: "orchestrator", entity: "entity" };
    return `the app registers no ${words[kind]} "${name}"`;
  }

  private childReason(action: Action, lockHeld: boolean): string | undefined {
    const id = action.instanceId?.toLowerCase();
    if (lockHeld) return "an orchestrator that holds entity locks cannot call sub-orchestrations";
    if (id?.startsWith("@")) return `the instance id "${id}" starts with @, which only entities may`;
    if (id === this.ownId || (id !== undefined && id === this.parentId)) {
      return `the instance id "${id}" is that of the ${id === this.ownId ? "orchestration itself" : "parent"}`;
    }
    return undefined;
  }
}

function retryReason(options: RetryOptions | undefined): string | undefined {
  if (!options) return undefined;
  const intervals = [options.firstRetryIntervalInMilliseconds, options.maxRetryIntervalInMilliseconds];
  return intervals.some((interval) => interval !== undefined && interval > longestDelay)
    ? "a retry interval is longer than 6 days"
    : undefined;
}

function entityNameOf(instanceId: string): string {
  return instanceId.split("@")[1] ?? "";
}

/** Names in lower case; those of history also as they stand, which saves converting them again. */
function namesByKind(history: History, functions: readonly KnownFunction[]): Record<Kind, ReadonlySet<string>> {
  const names = { activity: new Set<string>(), orchestration: new Set<string>(), entity: new Set<string>() };
  const add = (kind: Kind, name: string) => {
    if (!names[kind].has(name)) names[kind].add(name).add(name.toLowerCase());
  };
  for (const { kind, name } of functions) if (kind !== "other") add(kind, name);
  let lastActivity: string | undefined;
  for (const event of history.events) {
    if (event.type === "TaskScheduled") {
      if (event.name !== lastActivity) add("activity", event.name);
      lastActivity = event.name;
    }
    if (event.type === "SubOrchestrationInstanceCreated") add("orchestration", event.name);
    else if (event.type === "EventSent") add("entity", entityNameOf(event.instanceId));
  }
  return names;
}

function parentOf(history: History): string | undefined {
  const started = history.events.find((event) => event.type === "ExecutionStarted");
  const parent = started?.parentInstance as { OrchestrationInstance?: { InstanceId?: string } } | null | undefined;
  return parent?.OrchestrationInstance?.InstanceId;
}
