import { actionTypes } from "./actionTypes";
import type { Action, OrchestratorState } from "./runRecord";

/** What differs between majors of `durable-functions` for the comparison with history. */
export interface ReplayEngine {
  readonly sdkMajors: readonly number[];
  /** The actions that the extension starts and awaits in turn. A longer history only appends to them. */
  actionsInTurn(state: OrchestratorState): readonly Action[];
  /** Why the extension fails an orchestration for the form of the SDK's answer; undefined: it takes it. */
  formFault(state: OrchestratorState): string | undefined;
  /**
   * The extension is done with an action before the SDK goes on from it, so that in a later episode it starts the next one
   * earlier than it did in the episode that brought it: work may then be numbered in another order (replay.md I21).
   */
  readonly runsAhead: boolean;
  /** The SDK looks for the completion of a task in the whole history, not only in what came before. */
  readonly completesEarly: boolean;
  /** How code comes to wait for what the SDK has lost, and what to do about it, where that has one cause. */
  readonly lossCause?: string;
  /** Timers beyond what storage takes are made of several; else they fail the orchestration. */
  readonly splitsTimers: boolean;
}

/** Schema V2 and later: a single list of actions, each awaited (OutOfProcOrchestrationShim.cs ProcessAsyncActionsV2). */
const sequentialEngine: ReplayEngine = {
  sdkMajors: [2, 3],
  actionsInTurn: (state) => state.actions[0] ?? [],
  formFault: (state) => (state.schemaVersion !== undefined && state.actions.length === 0 ? noList : undefined),
  runsAhead: false,
  completesEarly: false,
  splitsTimers: true,
};

/** No schema: a set of actions for each `yield`, of which one is awaited (ProcessAsyncActionsV1), `Task.all` or not. */
const setEngine: ReplayEngine = {
  sdkMajors: [1],
  actionsInTurn: (state) => state.actions.map(turnOf),
  formFault: () => undefined,
  runsAhead: true,
  completesEarly: true,
  splitsTimers: false,
  lossCause:
    "durable-functions 1.x pairs results with the calls of a function in the order in which the calls are made: a task that is made and not yielded, or yielded after a later one, takes the result of that. Yield each task where it is made, or start them together and yield Task.all.",
};

/** The list itself is missing, where 2.1 and later send an empty one (ReplayOOProcOrchestration wants one list). */
const noList =
  "With durable-functions 2.0 an orchestration that ends before its first durable call fails, whatever its code returns: the extension does not take such an answer. Version 2.1 and later have no such fault.";

/** A set of actions of SDK 1.x as one action that waits for any of them. */
export function turnOf(set: readonly Action[]): Action {
  const [only, ...others] = set;
  return only && others.length === 0 ? only : { actionType: actionTypes.whenAny, compoundActions: set };
}

const engines: readonly ReplayEngine[] = [sequentialEngine, setEngine];

/** Undefined: this version cannot compare runs of that SDK. */
export function engineFor(sdkMajor: number): ReplayEngine | undefined {
  return engines.find((engine) => engine.sdkMajors.includes(sdkMajor));
}
