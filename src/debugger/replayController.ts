import { Emitter } from "../base/emitter";
import { ToolkitError } from "../base/errors";
import type { Arm, TickLogEntry } from "../instrument/clockTypes";
import type { SourceFiles } from "../instrument/sourceFiles";
import type { Breakpoints } from "./breakpoints";
import { ConnectionClosed } from "./inspectorClient";
import { ThreadBusy, type ReplayTarget, type RunEnd } from "./replayTarget";
import type { TimelinePositions } from "./timelinePositions";
import { userFrames, type UserFrame } from "./userFrames";

export type StopCause =
  "entry" | "step" | "breakpoint" | "goto" | "pause" | "end" | "divergence" | "failure" | "waiting" | "restart";

/** The session stands before the statement of a tick; `end`: behind the last one. */
export interface Stop {
  readonly cause: StopCause;
  readonly tick: number;
  /** The statement. */
  readonly site: number;
  readonly atEnd: boolean;
  /** Innermost first; at the end, those of the last statement. */
  readonly frames: readonly UserFrame[];
}

export interface ControllerParts {
  readonly sources: SourceFiles;
  readonly positions: TimelinePositions;
  readonly breakpoints: Breakpoints;
  readonly hostFolder: string;
  /** Tick of the first divergence: the run stops there, whatever it is doing. */
  readonly divergence?: number;
  /** A new child at the same state, when the old one has died. */
  readonly revive: (reason: "died" | "busy") => Promise<ReplayTarget>;
  /** Reads files that the code has loaded since. */
  readonly updateSources: (target: ReplayTarget) => Promise<void>;
}

/** The code did not come to a tick that an earlier run of it has passed. */
export class NotStopped extends ToolkitError {
  constructor() {
    super(
      "not-repeatable",
      "The code took another way when it ran again, and did not come to this statement: something other than the history decides there. Launch once more, and look at the warnings.",
    );
  }
}

/** How many ticks before the present one a step back looks at first; each further look takes eight times as many. */
const firstLogWindow = 256;

/**
 * Moves through one run: forwards by letting it go on, backwards by running it again up to an earlier tick. What the user
 * sees as a stop is always a tick, in both directions, so that going back is the exact mirror of going forward.
 */
export class ReplayController {
  private readonly parts: ControllerParts;
  private target: ReplayTarget;
  private current: Stop | undefined;
  /** The user let the run go on from a stop, to wherever it comes. */
  private goesOn = false;
  private log: readonly TickLogEntry[] = [];
  private readonly stops = new Emitter<Stop>();
  private readonly ends = new Emitter<undefined>();

  readonly onStop = this.stops.event;
  /** The user let the run go on from its end. */
  readonly onTerminate = this.ends.event;

  constructor(target: ReplayTarget, parts: ControllerParts) {
    this.target = target;
    this.parts = parts;
  }

  get stop(): Stop | undefined {
    return this.current;
  }

  get replayTarget(): ReplayTarget {
    return this.target;
  }

  // ---- forwards

  /** From the beginning up to `tick` (or the end), unless a breakpoint comes first. */
  async begin(tick: number | undefined, cause: StopCause): Promise<void> {
    const arm: Arm = { breakpoints: this.parts.breakpoints.sites(), ...(tick !== undefined && { stopAt: tick }) };
    await this.settle(await this.freshRun(arm), cause, tick);
  }

  /** Stays where a run was stopped that had been started already. */
  async stand(end: RunEnd, cause: StopCause): Promise<void> {
    this.report(await this.stopOf(end, cause));
  }

  async continue(): Promise<void> {
    await this.goOn({}, "pause");
  }

  async stepIn(): Promise<void> {
    const { tick } = this.stopped();
    await this.goOn({ stopFrom: tick + 1 }, "step");
  }

  async stepOver(): Promise<void> {
    const { frames } = this.stopped();
    await this.goOn({ step: { sites: this.sitesOf(frames), maxDepth: frames.length } }, "step");
  }

  async stepOut(): Promise<void> {
    const callers = this.stopped().frames.slice(1);
    if (callers.length === 0) return this.continue();
    await this.goOn({ step: { sites: this.sitesOf(callers), maxDepth: callers.length } }, "step");
  }

  /**
   * Lets code that goes on stop at its next statement. A run that restores a position ends by itself, and must end there.
   */
  pause(): void {
    // Not awaited: the answer is lost when the run is given up meanwhile.
    if (this.goesOn) this.target.interrupt().catch(() => undefined);
  }

  // ---- backwards

  async stepBack(): Promise<void> {
    const { tick, atEnd, frames } = this.stopped();
    const before = atEnd ? tick + 1 : tick;
    const visible = atEnd ? frames.slice(-1) : frames;
    const previous = await this.lastTickBefore(before, visible);
    await this.goTo(previous ?? 1, previous === undefined ? "entry" : "step");
  }

  async reverseContinue(): Promise<void> {
    const { tick, atEnd } = this.stopped();
    let before = atEnd ? tick + 1 : tick;
    for (;;) {
      const hit = await this.lastBreakpointBefore(before);
      const divergence = this.parts.divergence ?? 0;
      const target = Math.max(hit, divergence < before ? divergence : 0);
      if (target === 0) return this.goTo(1, "entry");
      const stop = await this.travel(target);
      const cause = target === divergence ? "divergence" : "breakpoint";
      if (cause === "divergence" || (await this.holds(stop))) {
        this.report({ ...stop, cause });
        return;
      }
      before = target;
    }
  }

  /** Throws when there is no such statement; the session then stays where it is. */
  async seek(tick: number): Promise<void> {
    const { lastTick } = this.parts.positions;
    if (!Number.isInteger(tick) || tick < 1 || tick > lastTick + 1)
      throw new ToolkitError(
        "usage",
        `There is no tick ${tick}: the run has ${lastTick}. The session stays where it is.`,
      );
    if (tick > lastTick) await this.reportEnd("goto");
    else await this.goTo(tick, "goto");
  }

  /** To the first statement of the activation that a frame stands in; 0 is the innermost frame. */
  async restartFrame(frameIndex: number): Promise<void> {
    const { tick, frames } = this.stopped();
    const depth = frames.length - frameIndex;
    const log = await this.logUpTo(tick, (entries) => entries.some((entry) => entry.depth < depth));
    const outside = log.findLast((entry) => entry.tick <= tick && entry.depth < depth)?.tick ?? 0;
    const first = log.find(
      (entry) => entry.tick > outside && entry.depth === depth && this.isIn(entry, frames[frameIndex]),
    );
    await this.goTo(first?.tick ?? 1, "restart");
  }

  /** To the last time before the present that a statement ran, else to the first time after it. */
  async goToSite(site: number): Promise<void> {
    const here = this.stopped();
    await this.freshRun({ breakpoints: [site], noteHits: true, stopAt: here.tick }, true);
    const hit = await this.target.call("lastHit");
    if (hit > 0) return this.goTo(hit, "goto");
    const end = await this.freshRun({ breakpoints: [site] }, true);
    if (end.kind === "stopped") {
      this.report(await this.stopOf(end, "goto"));
      return;
    }
    await (here.atEnd ? this.reportEnd("end") : this.goTo(here.tick, here.cause));
    throw new ToolkitError("usage", "This statement does not run in the replay of this instance.");
  }

  /** The same place again, e.g. after an evaluation that changed something. */
  async restore(): Promise<void> {
    const stop = this.stopped();
    this.current = { ...(await this.travel(stop.tick)), cause: stop.cause, atEnd: stop.atEnd };
  }

  // ---- inside

  private stopped(): Stop {
    if (!this.current) throw new ToolkitError("usage", "The code is running. Pause it first.");
    return this.current;
  }

  private async goOn(arm: Arm, cause: StopCause): Promise<void> {
    const { atEnd, tick } = this.stopped();
    if (atEnd) {
      this.ends.fire(undefined);
      return;
    }
    const { divergence, breakpoints } = this.parts;
    this.current = undefined;
    const stopAt = divergence !== undefined && divergence > tick ? { stopAt: divergence } : {};
    const whole = { ...arm, ...stopAt, breakpoints: breakpoints.sites() };
    this.goesOn = true;
    const again = () => this.target.start({ stopAt: tick }, { fresh: false, quiet: false });
    const resumed = this.surviving(() => this.target.resume(whole), again);
    const end = await resumed.finally(() => (this.goesOn = false));
    await this.settle(end, cause, undefined, arm);
  }

  /** Turns the end of a stretch of running into a stop that the user sees. */
  private async settle(end: RunEnd, cause: StopCause, wanted?: number, arm: Arm = {}): Promise<void> {
    if (end.kind !== "stopped") return this.reportEnd("end");
    const stop = await this.stopOf(end, cause);
    if (stop.tick === wanted) {
      this.report(stop);
      return;
    }
    if (stop.tick === this.parts.divergence) {
      this.report({ ...stop, cause: "divergence" });
      return;
    }
    if (stop.cause !== "breakpoint" || (await this.holds(stop))) {
      this.report(stop);
      return;
    }
    this.current = stop;
    return wanted === undefined ? this.goOn(arm, cause) : this.goOnTo(wanted, cause);
  }

  private async goOnTo(wanted: number, cause: StopCause): Promise<void> {
    this.current = undefined;
    const end = await this.target.resume({ breakpoints: this.parts.breakpoints.sites(), stopAt: wanted });
    await this.settle(end, cause, wanted);
  }

  private async stopOf(end: RunEnd, cause: StopCause): Promise<Stop> {
    if (end.kind !== "stopped") throw new NotStopped();
    const { tick, site, reason, files } = end.state;
    const { sources, hostFolder } = this.parts;
    if (files > sources.size) await this.parts.updateSources(this.target);
    const frames = userFrames(end.frames, this.target.inspector.scripts, sources, hostFolder, site);
    return { cause: reason === "breakpoint" ? "breakpoint" : cause, tick, site, atEnd: false, frames };
  }

  private report(stop: Stop): void {
    this.current = stop;
    this.stops.fire(stop);
  }

  /** Stands on the last statement, so that its variables can be seen. */
  private async reportEnd(cause: StopCause): Promise<void> {
    const { lastTick } = this.parts.positions;
    if (lastTick === 0) {
      this.ends.fire(undefined);
      return;
    }
    this.report({ ...(await this.travel(lastTick)), cause, atEnd: true });
  }

  private async goTo(tick: number, cause: StopCause): Promise<void> {
    this.report({ ...(await this.travel(tick)), cause });
  }

  private async travel(tick: number): Promise<Stop> {
    const stop = await this.stopOf(await this.freshRun({ stopAt: tick }), "goto");
    return { ...stop, cause: "goto" };
  }

  private async freshRun(arm: Arm, quiet = false): Promise<RunEnd> {
    this.current = undefined;
    const again = () => this.target.start(arm, { fresh: false, quiet });
    return this.surviving(async () => {
      await this.target.abort();
      return this.target.start(arm, { fresh: true, quiet });
    }, again);
  }

  /** When the child dies on the way, a new one takes its place, once; `again` brings it to where it was or should be. */
  private async surviving(run: () => Promise<RunEnd>, again: () => Promise<RunEnd>): Promise<RunEnd> {
    try {
      return await run();
    } catch (error) {
      if (!(error instanceof ConnectionClosed || error instanceof ThreadBusy)) throw error;
      this.target.dispose();
      this.target = await this.parts.revive(error instanceof ThreadBusy ? "busy" : "died");
      return again();
    }
  }

  private async holds({ frames: [frame], site }: Stop): Promise<boolean> {
    return frame === undefined || this.parts.breakpoints.holds(site, frame, this.target);
  }

  private async lastBreakpointBefore(tick: number): Promise<number> {
    const sites = this.parts.breakpoints.sites();
    if (sites.length === 0) return 0;
    await this.freshRun({ breakpoints: sites, noteHits: true, stopAt: tick }, true);
    return this.target.call("lastHit");
  }

  /** The last statement before `tick` that a step over, started there, would have come from. */
  private async lastTickBefore(tick: number, frames: readonly UserFrame[]): Promise<number | undefined> {
    const fits = (entry: TickLogEntry) =>
      entry.tick < tick && entry.depth <= frames.length && frames.some((frame) => this.isIn(entry, frame));
    const log = await this.logUpTo(tick, (entries) => entries.some(fits));
    return log.findLast(fits)?.tick;
  }

  /** Log of the ticks before `tick`, long enough for `suffices`, or from the beginning. */
  private async logUpTo(
    tick: number,
    suffices: (log: readonly TickLogEntry[]) => boolean,
  ): Promise<readonly TickLogEntry[]> {
    const usable = (log: readonly TickLogEntry[]) => {
      const reaches = log.at(-1)?.tick ?? 0;
      return reaches >= tick - 1 && (log[0]?.tick === 1 || suffices(log.filter((entry) => entry.tick < tick)));
    };
    for (let window = firstLogWindow; !usable(this.log); window *= 8) {
      const logFrom = Math.max(1, tick - window);
      await this.freshRun({ logFrom, stopAt: tick }, true);
      this.log = await this.target.call("log");
      if (logFrom === 1) break;
    }
    return this.log;
  }

  private isIn(entry: TickLogEntry, frame: UserFrame | undefined): boolean {
    const found = this.parts.sources.find(entry.site);
    return found !== undefined && found.file === frame?.file && found.site.functionIndex === frame.functionIndex;
  }

  private sitesOf(frames: readonly UserFrame[]): readonly number[] {
    const functions = new Map(frames.map((frame) => [`${frame.functionIndex} ${frame.file.file}`, frame]));
    return [...functions.values()].flatMap(({ file, functionIndex }) =>
      this.parts.sources.sitesOfFunction(file.file, functionIndex),
    );
  }
}
