import type { Arm, StopReason, TickLogEntry } from "../instrument/clockTypes";
import type { CodePoint } from "../replay/runRecord";
import { CreatedPoints } from "./createdPoints";
import { stopHere } from "./stop";

/**
 * The statement clock that instrumented code reads (see instrument.ts). `t` is the number of statements begun in this
 * run; the member names are short because they stand in every statement.
 */

/** Larger than any tick; still a small integer for V8. */
export const never = 0x3fffffff;

/** Far enough apart to cost nothing, near enough to come within a second. */
const ticksBetweenLooks = 1 << 22;

/** Bits of `b[site]`. */
export const siteFlags = { breakpoint: 1, step: 2 } as const;

export class StatementClock {
  /** Ticks so far. */
  t = 0;
  /** Next tick of interest. */
  s = never;
  /** Flags by site. */
  b = new Uint8Array(1024);
  /** Site and tick of the last statement that began in a generator: where the SDK gets the next task from. */
  g = -1;
  u = 0;
  /** Site of the stop, for the debugger. */
  stoppedAt = -1;
  reason: StopReason = "tick";
  log: TickLogEntry[] = [];
  lastHit = 0;
  private armed: Arm = {};
  private readonly created = new CreatedPoints();
  private point: CodePoint | undefined;
  private readonly isUserCode: () => boolean;
  private look: (() => void) | undefined;
  private readonly depth: (below: (site: number) => void) => number;
  private readonly beforeStop: () => void;

  /**
   * `isUserCode`: the orchestrator's generator is running. `depth`: user frames above the generator's caller. `beforeStop`
   * runs in the user's world.
   */
  constructor(
    isUserCode: () => boolean,
    depth: (below: (site: number) => void) => number,
    beforeStop: () => void = () => undefined,
  ) {
    this.isUserCode = isUserCode;
    this.depth = depth;
    this.beforeStop = beforeStop;
  }

  /** Makes room for the flags of new sites. */
  reserve(sites: number): void {
    if (sites <= this.b.length) return;
    const flags = new Uint8Array(sites * 2);
    flags.set(this.b);
    this.b = flags;
  }

  reset(): void {
    this.t = 0;
    this.g = -1;
    this.u = 0;
    this.point = undefined;
    this.created.clear();
    this.disarm();
  }

  disarm(): void {
    this.arm({});
  }

  arm(arm: Arm): void {
    this.armed = arm;
    this.log = [];
    this.lastHit = 0;
    this.b.fill(0);
    for (const site of arm.breakpoints ?? []) this.flag(site, siteFlags.breakpoint);
    for (const site of arm.step?.sites ?? []) this.flag(site, siteFlags.step);
    this.s = Math.min(arm.stopAt ?? never, arm.stopFrom ?? never, arm.logFrom ?? never);
    if (this.look) this.s = this.t + ticksBetweenLooks;
  }

  /** For code that nobody debugs: calls `look` every now and then while it runs, and stops at nothing. */
  lookNowAndThen(look: () => void): void {
    this.look = look;
    this.disarm();
  }

  private flag(site: number, flag: number): void {
    if (site < this.b.length) this.b[site] = (this.b[site] ?? 0) | flag;
  }

  /** Slow path of a tick. Returns undefined always: the instrumented expression goes on with its own value. */
  readonly h = (site: number): void => {
    if (this.look) {
      this.s = this.t + ticksBetweenLooks;
      this.look();
      return;
    }
    if (!this.isUserCode()) return;
    const { stopAt = never, logFrom = never } = this.armed;
    if (this.t >= logFrom && this.t <= stopAt) this.log.push({ tick: this.t, site, depth: this.depth(this.h) });
    const reason = this.reasonToStop(site);
    if (!reason) return;
    this.s = never;
    this.b.fill(0);
    this.stoppedAt = site;
    this.reason = reason;
    this.beforeStop();
    stopHere();
  };

  private reasonToStop(site: number): StopReason | undefined {
    const { stopAt = never, stopFrom = never, step, noteHits } = this.armed;
    const flags = this.b[site] ?? 0;
    if (flags & siteFlags.breakpoint) {
      if (!noteHits) return "breakpoint";
      if (this.t < stopAt) this.lastHit = this.t;
    }
    if (this.t === stopAt) return "tick";
    if (this.t >= stopFrom) return "step";
    if (step && flags & siteFlags.step && this.depth(this.h) <= step.maxDepth) return "step";
    return undefined;
  }

  /** Called around each call that makes a task: remembers which call it was. */
  readonly m = <T>(site: number, task: T): T => {
    // `action` with SDK 1.x.
    const { actionObj, action } = (task ?? {}) as { actionObj?: unknown; action?: unknown };
    const made = actionObj ?? action;
    if (typeof made === "object" && made !== null) this.created.add(made, { tick: this.t, site });
    return task;
  };

  /** The call that made the task of an action, when it was an instrumented one. */
  createdAt(action: object): CodePoint | undefined {
    return this.created.find(action);
  }

  /** The `yield` (or other statement of a generator) that ran last. */
  generatorPoint(): CodePoint | undefined {
    if (this.g < 0) return undefined;
    if (this.point?.tick !== this.u || this.point.site !== this.g) this.point = { tick: this.u, site: this.g };
    return this.point;
  }
}
