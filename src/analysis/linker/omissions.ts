import type { CallSite } from "../../syntax/summary";

/** A part of a function that a call runs, and where the call stands. */
export interface Omission {
  /** Position of the parameter without which alone the called part runs; undefined: all that runs anyway. */
  readonly without: number | undefined;
  /** Position of the parameter, of the function around the call, without which alone the call does that. */
  readonly within: number | undefined;
}

/** What moves the arguments of a function to other positions. */
const movesArguments = /^(call|apply|bind)$/;

/**
 * What of a function a call runs: the function, and for each argument that may be missing what it has in place of it.
 * @param optional positions of the parameters that the function has something in place of
 */
export function omissionsOf(site: CallSite, optional: readonly number[]): readonly Omission[] {
  const within = site.without;
  const always: Omission = { without: undefined, within };
  if (!optional.length) return [always];
  const isMoved = site.callee.kind === "member" && movesArguments.test(site.callee.name);
  const omissions = optional.flatMap((without): readonly Omission[] => {
    if (isMoved) return [{ without, within }];
    if ((((site.given ?? 0) >> without) & 1) === 1) return [];
    return [{ without, within: site.passes?.[without] ?? within }];
  });
  return [always, ...omissions];
}
