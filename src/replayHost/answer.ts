import type { ErrorText, OrchestratorState } from "../replay/runRecord";
import { errorText } from "./recorder";

const marker = "\n\n$OutOfProcData$:";

/**
 * What the SDK answered, from the value or the rejection of the registered handler. A failed orchestration rejects with
 * `<text>\n\n$OutOfProcData$:<state as JSON>`; without that marker the SDK gave no state (replay.md B2).
 */
export function stateOf(result: unknown): { readonly state: OrchestratorState } {
  // As the worker sends it: through JSON.
  return { state: JSON.parse(JSON.stringify(result)) as OrchestratorState };
}

export function stateOfFailure(error: unknown): { readonly state: OrchestratorState } | { readonly fatal: ErrorText } {
  const message = error instanceof Error ? error.message : String(error);
  const at = message.indexOf(marker);
  if (at < 0) return { fatal: errorText(error) };
  return { state: JSON.parse(message.slice(at + marker.length)) as OrchestratorState };
}
