import type { ReplayTarget } from "../commands/target";
import type { OrchestrationInstance } from "../../history/history";
import { ageOf, lastChangeOf, lastFailed } from "../instances/words";

/** One lens over an orchestrator; without a target it only informs. */
export interface LensText {
  readonly title: string;
  readonly tooltip?: string;
  readonly target?: ReplayTarget;
}

/**
 * What stands over an orchestrator of that name. `instances`: those of the last refresh, undefined before the first one; `now` in ms
 * since 1970.
 */
export function lensesFor(
  root: string,
  orchestrator: string,
  instances: readonly OrchestrationInstance[] | undefined,
  now: number,
): readonly LensText[] {
  const target: ReplayTarget = { root, orchestrator };
  const pick: LensText = { title: "Debug replay…", tooltip: "Pick a past run and step through it", target };
  if (!instances) return [pick];
  const own = instances.filter((instance) => sameName(instance.name, orchestrator));
  if (!own.length) return [pick, { title: "No runs yet: start one, then replay it here" }];
  const failed = lastFailed(own);
  return failed ? [failedLens(target, failed, now), pick] : [pick];
}

function failedLens(target: ReplayTarget, failed: OrchestrationInstance, now: number): LensText {
  const age = ageOf(lastChangeOf(failed), now);
  return {
    title: age ? `Debug last failed (${age})` : "Debug last failed",
    tooltip: `Step through ${failed.instanceId}, from the statement where it failed`,
    target: { ...target, instanceId: failed.instanceId },
  };
}

/** Case does not count in names of functions (WJ/FunctionName.cs:58-60). */
function sameName(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
