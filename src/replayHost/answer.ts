import type { Action, OrchestratorState, RunRecord } from "../replay/runRecord";
import { errorText } from "./recorder";

const marker = "\n\n$OutOfProcData$:";

export type Answer = Pick<RunRecord, "state" | "rejected" | "fatal">;

/**
 * What the SDK answered, from the value or the rejection of the registered handler. A failed orchestration rejects with
 * `<text>\n\n$OutOfProcData$:<state as JSON>`; without that marker the SDK gave no state (replay.md B2).
 */
export function stateOf(result: unknown): Answer {
  const { actions, ...rest } = result as OrchestratorState;
  return { state: { ...sentRest(rest), actions: actions.map((set) => set.map(sentAction)) } };
}

function sentRest(rest: Omit<OrchestratorState, "actions">): Omit<OrchestratorState, "actions"> {
  if (Object.values(rest).every(isSentAsItIs)) return rest;
  const problem = unsendable(rest);
  if (problem === undefined) return throughJson(rest) as typeof rest;
  return { ...rest, output: undefined, customStatus: undefined, unsendable: problem };
}

/** JSON leaves it as it is. */
function isSentAsItIs(value: unknown): boolean {
  return typeof value === "string" || typeof value === "boolean" || value === null || Number.isFinite(value);
}

/** Why JSON cannot say a value; undefined: it can. */
function unsendable(value: unknown): string | undefined {
  try {
    JSON.stringify(value);
    return undefined;
  } catch (error) {
    return errorText(error).message;
  }
}

/**
 * As the worker sends it, but for its input, which nothing compares and which may be large: the stored rows mostly have
 * none to compare with.
 */
function sentAction(action: Action): Action {
  const problem = isSentAsItIs(action.input) ? undefined : unsendable(action.input);
  let sent: Record<string, unknown> | undefined =
    problem === undefined ? undefined : { ...action, unsendable: problem };
  for (const name in action) {
    const value = (action as unknown as Record<string, unknown>)[name];
    if (name === "input" || typeof value !== "object" || value === null) continue;
    sent ??= { ...action };
    sent[name] = name === "compoundActions" ? (value as readonly Action[]).map(sentAction) : throughJson(value);
  }
  return (sent as Action | undefined) ?? action;
}

/** Dates become texts, for example. */
function throughJson(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}

export function stateOfFailure(error: unknown): Answer {
  const text = errorText(error);
  // The error of the code, which may stand before it, may hold the marker too.
  const at = text.message.lastIndexOf(marker);
  if (at < 0) return { fatal: text };
  const state = JSON.parse(text.message.slice(at + marker.length)) as OrchestratorState;
  return { state: withErrorText(state), rejected: true };
}

/** What the code had the SDK do before the SDK itself failed, as an answer: where history differs already, that is why. */
export function withWorkSoFar(answer: Answer, actions: readonly object[]): Answer {
  if (!answer.fatal || actions.length === 0) return answer;
  return { ...answer, state: { isDone: false, actions: [(actions as readonly Action[]).map(sentAction)] } };
}

/** The SDK takes the message of an error as it is; that of the code's own errors may be anything. */
function withErrorText(state: OrchestratorState): OrchestratorState {
  const error = state.error as unknown;
  if (error === undefined || error === null || typeof error === "string") return state;
  return { ...state, error: JSON.stringify(error) };
}
