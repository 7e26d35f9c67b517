import type { Action } from "./runRecord";
import type { WaitKind } from "./outcome";

/** `actionType` of the SDK's answer (OutOfProcOrchestrationShim.cs AsyncActionType). */
export const actionTypes = {
  callActivity: 0,
  callActivityWithRetry: 1,
  callSubOrchestrator: 2,
  callSubOrchestratorWithRetry: 3,
  continueAsNew: 4,
  createTimer: 5,
  waitForExternalEvent: 6,
  callEntity: 7,
  callHttp: 8,
  signalEntity: 9,
  scheduledSignalEntity: 10,
  whenAny: 11,
  whenAll: 12,
  lockEntities: 13,
  releaseEntities: 14,
} as const;

/** The activity that the extension runs for `callHttp` (HttpOptions.cs HttpTaskActivityReservedName). */
export const httpActivity = "BuiltIn::HttpActivity";

export interface AwaitedItem {
  readonly kind: WaitKind;
  readonly name?: string;
  /** Timers: when it fires. */
  readonly until?: string;
}

/** What an action waits for, in words of the outcome; nothing for those that code cannot wait for. */
export function awaitedItems(action: Action): readonly AwaitedItem[] {
  const name = action.functionName;
  switch (action.actionType) {
    case actionTypes.callActivity:
    case actionTypes.callActivityWithRetry:
      return [named("activity", name)];
    case actionTypes.callSubOrchestrator:
    case actionTypes.callSubOrchestratorWithRetry:
      return [named("subOrchestration", name)];
    case actionTypes.createTimer:
      return [{ kind: "timer", ...(action.fireAt !== undefined && { until: action.fireAt }) }];
    case actionTypes.waitForExternalEvent:
      return [named("event", action.externalEventName)];
    case actionTypes.callEntity:
      return [named("entity", action.instanceId ?? undefined)];
    case actionTypes.callHttp:
      return [named("activity", httpActivity)];
    case actionTypes.lockEntities:
      return (action.lockSet ?? []).map((entity) => named("entity", entityIdOf(entity)));
    case actionTypes.whenAny:
    case actionTypes.whenAll:
      return (action.compoundActions ?? []).flatMap(awaitedItems);
    default:
      return [];
  }
}

/** Instance id of an entity: `@<name in lower case>@<key>` (EntityId.cs:50-66). */
export function entityIdOf(entity: { readonly name: string; readonly key: string }): string {
  return `@${entity.name.toLowerCase()}@${entity.key}`;
}

function named(kind: WaitKind, name: string | undefined): AwaitedItem {
  return { kind, ...(name !== undefined && { name }) };
}
