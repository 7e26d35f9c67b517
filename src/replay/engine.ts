import type { Action, OrchestratorState } from "./runRecord";

/**
 * What differs between majors of `durable-functions` for the comparison with history. 2.x and 3.x share one: their
 * answers have schema V2 or later, a single list of actions that the extension awaits one after another, to which a
 * longer history only appends. 1.x answers with one set of actions a `yield` and needs an engine of its own.
 */
export interface ReplayEngine {
  readonly sdkMajors: readonly number[];
  /** The actions that the extension starts and awaits in turn (OutOfProcOrchestrationShim.cs ProcessAsyncActionsV2). */
  actionsInTurn(state: OrchestratorState): readonly Action[];
}

const sequentialEngine: ReplayEngine = {
  sdkMajors: [2, 3],
  actionsInTurn: (state) => state.actions[0] ?? [],
};

const engines: readonly ReplayEngine[] = [sequentialEngine];

/** Undefined: this version cannot compare runs of that SDK. */
export function engineFor(sdkMajor: number): ReplayEngine | undefined {
  return engines.find((engine) => engine.sdkMajors.includes(sdkMajor));
}
