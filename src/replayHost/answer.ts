import type { Action, ErrorText, OrchestratorState } from "../replay/runRecord";
import { errorText } from "./recorder";

const marker = "\n\n$OutOfProcData$:";

/**
 * What the SDK answered, from the value or the rejection of the registered handler. A failed orchestration rejects with
 * `<text>\n\n$OutOfProcData$:<state as JSON>`; without that marker the SDK gave no state (replay.md B2).
 */
export function stateOf(result: unknown): { readonly state: OrchestratorState } {
  const { actions, ...rest } = result as OrchestratorState;
  const state = Object.values(rest).every(isSentAsItIs) ? rest : (throughJson(rest) as typeof rest);
  return { state: { ...state, actions: actions.map((set) => set.map(sentAction)) } };
}

/** JSON leaves it as it is. */
function isSentAsItIs(value: unknown): boolean {
  return typeof value === "string" || typeof value === "boolean" || value === null || Number.isFinite(value);
}

/**
 * As the worker sends it, but for its input, which nothing compares and which may be large: the stored rows mostly have
 * none to compare with.
 */
function sentAction(action: Action): Action {
  let sent: Record<string, unknown> | undefined;
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

export function stateOfFailure(error: unknown): { readonly state: OrchestratorState } | { readonly fatal: ErrorText } {
  const text = errorText(error);
  const at = text.message.indexOf(marker);
  if (at < 0) return { fatal: text };
  return { state: withErrorText(JSON.parse(text.message.slice(at + marker.length)) as OrchestratorState) };
}

/** The SDK takes the message of an error as it is; that of the code's own errors may be anything. */
function withErrorText(state: OrchestratorState): OrchestratorState {
  const error = state.error as unknown;
  if (error === undefined || error === null || typeof error === "string") return state;
  return { ...state, error: JSON.stringify(error) };
}
