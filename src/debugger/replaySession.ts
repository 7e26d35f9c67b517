import { PatientEmitter } from "../base/emitter";
import { messageOf, ToolkitError } from "../base/errors";
import type { LaunchArguments } from "../contributions/launchArguments";
import type { OutputMessage } from "../replay/debugMessages";
import type { Outcome } from "../replay/outcome";
import { verdictWithoutRun, outcomeOf } from "../replay/verdict";
import { hasPermissionModel } from "../runner/childProcess";
import { lengthHint } from "../runner/longHistory";
import type { PreparedReplay } from "../runner/prepareReplay";
import { activityLines } from "./activityLines";
import { Breakpoints } from "./breakpoints";
import { Debuggee, sessionOver, type FirstPass } from "./debuggee";
import { EarlyLoad } from "./earlyLoad";
import { findLandmarks, firstStop, type FirstStop } from "./firstStop";
import { NotStopped, ReplayController, type Stop } from "./replayController";
import type { ReplayTarget, RunEnd } from "./replayTarget";
import type { ReplayServices } from "./services";
import { TimelinePositions } from "./timelinePositions";
import { endLine, openingText, pastDivergence, summaryText } from "./consoleTexts";

export interface SessionOutput {
  readonly text: string;
  readonly category: "console" | "stdout" | "stderr" | "important";
  readonly place?: { readonly file: string; readonly line: number; readonly column: number };
}

/** One replay under the debugger, from launch to end; knows nothing of the debug protocol. */
export class ReplaySession {
  readonly prepared: PreparedReplay;
  readonly debuggee: Debuggee;
  readonly breakpoints: Breakpoints;
  /** Known once the first pass has gone through the history. */
  outcome: Outcome | undefined;
  private readonly output = new PatientEmitter<SessionOutput>();
  private loading: Promise<void> | undefined;
  private readonly services: ReplayServices;
  private readonly timeoutMs: number;
  private readonly stopOn: NonNullable<LaunchArguments["stopOn"]>;
  private positions_: TimelinePositions | undefined;
  private controller_: ReplayController | undefined;
  private first: FirstStop | undefined;
  /** The first pass, when it was stopped on its way. */
  private interrupted: RunEnd | undefined;
  /** Tick of the first divergence. */
  private divergence: number | undefined;
  private toldDivergence = false;

  /** The first listener hears what was said before, too. */
  readonly onOutput = this.output.event;

  private constructor(
    prepared: PreparedReplay,
    launch: LaunchArguments,
    services: ReplayServices,
    early: EarlyLoad | undefined,
  ) {
    this.prepared = prepared;
    this.services = services;
    this.timeoutMs = launch.timeoutMs ?? services.timeoutMs;
    this.stopOn = launch.stopOn ?? "auto";
    this.debuggee = new Debuggee(prepared, this.timeoutMs, (message) => this.print(message), early);
    this.breakpoints = new Breakpoints(this.debuggee.sources, activityLines(prepared.app));
  }

  /** Finds everything the launch names; loads the app, but runs nothing yet, and ends with `signal`. Throws `ToolkitError`. */
  static async open(launch: LaunchArguments, services: ReplayServices, signal: AbortSignal): Promise<ReplaySession> {
    let early: EarlyLoad | undefined;
    const prepared = await services.prepare(launch, {
      channel: "inspector",
      signal,
      load: (child, request) => (early = new EarlyLoad(child, request)),
    });
    const session = new ReplaySession(prepared, launch, services, early);
    if (signal.aborted) session.dispose();
    else signal.addEventListener("abort", () => session.dispose(), { once: true });
    return session;
  }

  get controller(): ReplayController {
    if (!this.controller_) throw new ToolkitError("usage", "No replay runs.");
    return this.controller_;
  }

  get positions(): TimelinePositions {
    if (!this.positions_) throw new ToolkitError("usage", "No replay runs.");
    return this.positions_;
  }

  get instanceId(): string {
    return this.prepared.history.instanceId;
  }

  /** False for an instance that no worker has picked up: there is nothing to step through. */
  get hasRun(): boolean {
    return this.controller_ !== undefined;
  }

  /** Starts the child, goes through the history once and finds the first stop; once. Throws `ToolkitError`. */
  load(): Promise<void> {
    this.loading ??= this.loadOnce();
    return this.loading;
  }

  private async loadOnce(): Promise<void> {
    this.say(openingText(this.prepared));
    this.logGuard();
    for (const problem of this.prepared.problems) this.say(`${problem.place}: ${problem.message}`, "stderr");
    const { history } = this.prepared;
    const notStarted = verdictWithoutRun(history);
    if (notStarted) {
      this.outcome = outcomeOf(notStarted, history, 0, () => undefined);
      return;
    }
    const target = await this.debuggee.start();
    const pass = await this.debuggee.firstPass(target);
    if (pass.timeline.ticks === 0)
      throw nothingToStep(this.prepared, pass.verdict?.error?.message, this.debuggee.unsteppable);
    await this.takeStock(target, pass);
    for (const warning of [...this.debuggee.warnings, ...(this.outcome?.warnings ?? [])]) this.say(warning, "stderr");
    if (this.outcome) this.say(summaryText(this.prepared, this.outcome));
  }

  /** Says what a stop means that looks like any other: the end, and the first one behind the divergence. */
  announce({ tick, atEnd }: Stop): void {
    if (this.divergence !== undefined && (atEnd || tick > this.divergence) && !this.toldDivergence) {
      this.toldDivergence = true;
      this.say(pastDivergence);
    }
    if (atEnd) this.say(endLine(this.outcome));
  }

  /** Goes to the first stop; breakpoints are set by now. */
  async begin(): Promise<void> {
    if (this.interrupted) return this.controller.stand(this.interrupted, "pause");
    const { tick, cause } = this.first ?? { cause: "end" };
    await this.controller.begin(tick, cause).catch((error: unknown) => {
      throw error instanceof NotStopped
        ? nothingToStep(this.prepared, this.outcome?.error?.message, this.debuggee.unsteppable)
        : error;
    });
  }

  /** Lets code that runs stop at its next statement, also during the first pass. */
  pause(): void {
    if (this.controller_) this.controller_.pause();
    else this.debuggee.interrupt();
  }

  dispose(): void {
    this.debuggee.dispose();
  }

  private async takeStock(target: ReplayTarget, pass: FirstPass): Promise<void> {
    const { timeline, verdict } = pass;
    const positions = new TimelinePositions(timeline, this.prepared.history.events);
    this.positions_ = positions;
    const marks = verdict ? await findLandmarks(verdict, timeline, this.debuggee, target) : {};
    this.divergence = marks.divergence;
    if (verdict) this.outcome = await this.debuggee.outcome(target, verdict, timeline);
    if (verdict) this.first = firstStop(this.stopOn, verdict, marks, positions);
    else this.tellInterrupted(pass);
    const { sources, hostFolder } = this.debuggee;
    this.controller_ = new ReplayController(target, {
      sources,
      positions,
      breakpoints: this.breakpoints,
      hostFolder,
      ...(marks.divergence !== undefined && { divergence: marks.divergence }),
      revive: (reason) => this.revive(reason),
      updateSources: async (current) => this.debuggee.updateSources(current),
    });
  }

  private tellInterrupted({ interrupted, isAsked }: FirstPass): void {
    this.interrupted = interrupted;
    const text = isAsked
      ? "Paused before the code had gone through the whole history."
      : `The code still ran after ${this.timeoutMs / 1000} s; the session stops where it was.${lengthHint(this.prepared.history)} A longer limit: timeoutMs.`;
    this.say(`${text} What comes later is not known: the end of the history is this place.`, "stderr");
  }

  private async revive(reason: "died" | "busy"): Promise<ReplayTarget> {
    if (this.debuggee.isOver) throw sessionOver();
    const what =
      reason === "died"
        ? "The process that ran your code has died."
        : "Code that the app left running, e.g. in a timer, keeps the process busy.";
    this.say(`${what} A new one takes its place, at the same position.`, "important");
    try {
      return await this.debuggee.start();
    } catch (error) {
      throw new ToolkitError("child-died", `The process could not be replaced: ${messageOf(error)}`, { cause: error });
    }
  }

  private logGuard(): void {
    const { node } = this.prepared;
    if (hasPermissionModel(node, "inspector")) return;
    this.services.log.info(
      `Node ${node.version} has no permission model for debugging (24 has): the guard alone keeps your code from writing.`,
    );
  }

  private say(text: string, category: SessionOutput["category"] = "console"): void {
    this.output.fire({ text: `${text}\n`, category });
  }

  private print({ level, text, place }: OutputMessage): void {
    const file = place && this.debuggee.sources.get(place.file);
    const shown = file?.placeOfRuntime(place?.line ?? 1, (place?.column ?? 1) - 1);
    const category = level === "warn" || level === "error" ? "stderr" : "stdout";
    this.output.fire({ text: `${text}\n`, category, ...(shown && { place: shown }) });
  }
}

/**
 * The code ran, and none of its statements was seen. `reason`: the error with which the run ended. `unsteppable`: files
 * without statements, with the reason.
 */
function nothingToStep(
  { load }: PreparedReplay,
  reason: string | undefined,
  unsteppable: readonly string[],
): ToolkitError {
  const file = load.files[0] ?? load.entryFiles[0] ?? load.appRoot;
  const why = reason
    ? `The run ended with: ${reason.replace(/\.$/, "")}. Correct that first.`
    : unsteppable.join(" ") ||
      "The orchestrator has to be a generator function (function*). Files in skipFiles cannot be stepped through.";
  const text = `No statement of ${load.orchestrator} can be stopped at. ${why}`;
  return new ToolkitError("app-does-not-load", text, { place: { file } });
}
