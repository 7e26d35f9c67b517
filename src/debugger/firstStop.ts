import type { StopOn } from "../contributions/launchArguments";
import type { Timeline } from "../replay/debugMessages";
import type { Verdict } from "../replay/verdict";
import type { Debuggee } from "./debuggee";
import type { StopCause } from "./replayController";
import type { ReplayTarget } from "./replayTarget";
import type { TimelinePositions } from "./timelinePositions";

/** Where a session stops first; no tick: at breakpoints and the end only. */
export interface FirstStop {
  readonly tick?: number;
  readonly cause: StopCause;
}

/** Ticks of the first pass that mean something to the user. */
export interface Landmarks {
  /** Where the error that failed the instance was thrown. */
  readonly failure?: number;
  /** Where code and history part. */
  readonly divergence?: number;
  /** The `yield` where a running instance waits. */
  readonly waiting?: number;
}

const entry: FirstStop = { tick: 1, cause: "entry" };

export function firstStop(stopOn: StopOn, verdict: Verdict, marks: Landmarks, positions: TimelinePositions): FirstStop {
  const at = (tick: number | undefined, cause: StopCause, otherwise: FirstStop): FirstStop =>
    tick === undefined || tick < 1 ? otherwise : { tick, cause };
  const end: FirstStop = { cause: "end" };
  switch (stopOn) {
    case "entry":
      return entry;
    case "failure":
      return at(marks.failure, "failure", end);
    case "divergence":
      return at(marks.divergence, "divergence", end);
    case "firstLiveEvent":
      return at(positions.tickOfEpisode(positions.episodes), "step", end);
    case "none":
      return end;
    case "auto":
      if (verdict.outcome === "diverged") return at(marks.divergence, "divergence", entry);
      if (verdict.outcome === "failed") return at(marks.failure, "failure", entry);
      if (verdict.outcome === "waiting" || verdict.outcome === "stuck") return at(marks.waiting, "waiting", entry);
      return entry;
  }
}

/** Looks the landmarks up; the place of a failure takes one more run. */
export async function findLandmarks(
  verdict: Verdict,
  timeline: Timeline,
  debuggee: Debuggee,
  target: ReplayTarget,
): Promise<Landmarks> {
  const failure = verdict.outcome === "failed" ? await failureTick(timeline, debuggee, target) : undefined;
  const failsInstead = verdict.divergence?.produced?.name === "Failed";
  const divergence = failsInstead ? await failureTick(timeline, debuggee, target) : verdict.divergence?.point?.tick;
  const waiting = timeline.waitsAt?.tick;
  return {
    ...(failure !== undefined && { failure }),
    ...(divergence !== undefined && { divergence }),
    ...(waiting !== undefined && { waiting }),
  };
}

/** The `yield` whose task failed; for an error of the code itself the statement that its stack names, run last. */
async function failureTick(timeline: Timeline, { sources }: Debuggee, target: ReplayTarget): Promise<number> {
  if (timeline.failedAt) return timeline.failedAt.tick;
  const site = sources.siteOfStack(timeline.thrown?.stack ?? "");
  if (site === undefined) return timeline.ticks;
  await target.start({ breakpoints: [site], noteHits: true }, { fresh: true, quiet: true });
  return (await target.call("lastHit")) || timeline.ticks;
}
