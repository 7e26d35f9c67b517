import type { Disposable } from "../base/disposable";
import { ToolkitError } from "../base/errors";
import { SourceFiles } from "../instrument/sourceFiles";
import type { OutputMessage, Timeline } from "../replay/debugMessages";
import { outcomeOf, type Verdict } from "../replay/verdict";
import type { Outcome } from "../replay/outcome";
import { hostFolder, startChild, type ChildExit, type ReplayChild } from "../runner/childProcess";
import { loadError } from "../runner/loadError";
import { lengthHint } from "../runner/longHistory";
import type { PreparedReplay } from "../runner/prepareReplay";
import { refusalWarnings, withFailurePlace, withRefusedCall } from "../runner/refusals";
import { childDied } from "../runner/replayProcess";
import { mappedError, placeOf } from "../runner/runReplay";
import { loadSource } from "../runner/sourceLoader";
import { EarlyLoad } from "./earlyLoad";
import { ConnectionClosed } from "./inspectorClient";
import { inSources, noStatement, runningPlace, stillLoading, threadBusy, within } from "./overdue";
import { ThreadBusy, type ReplayTarget, type RunEnd } from "./replayTarget";

/** What the first pass over the history found; `interruptedAt`: it was still running when its time was up. */
export interface FirstPass {
  readonly timeline: Timeline;
  readonly verdict?: Verdict;
  readonly interrupted?: RunEnd;
  /** The user asked for that. */
  readonly isAsked?: boolean;
}

/** The user's app in child processes: the first, and others where one has died. */
export class Debuggee implements Disposable {
  readonly sources = new SourceFiles();
  readonly hostFolder = hostFolder();
  /** Source maps that are missing, and the like. */
  readonly warnings: string[] = [];
  /** Those of them that are about files without statements. */
  readonly unsteppable: string[] = [];
  /** Disposed: the child is gone because the session is. */
  isOver = false;
  private readonly prepared: PreparedReplay;
  private readonly timeoutMs: number;
  private readonly onOutput: (output: OutputMessage) => void;
  private readonly history: string;
  private tape: readonly unknown[] = [];
  private child: ReplayChild | undefined;
  /** In the child that was started before there was a session, when that began to load. */
  private early: EarlyLoad | undefined;
  /** That child, when it did not. */
  private unused: ReplayChild | undefined;
  private asked = false;
  /** How much the code has printed so far. */
  private told = 0;

  /** `timeoutMs`: how long loading may take, and the first pass. `early`: in the child of `prepared`. */
  constructor(
    prepared: PreparedReplay,
    timeoutMs: number,
    onOutput: (output: OutputMessage) => void,
    early?: EarlyLoad,
  ) {
    this.prepared = prepared;
    this.early = early;
    this.unused = early ? undefined : prepared.child;
    this.timeoutMs = timeoutMs;
    this.onOutput = onOutput;
    this.history = JSON.stringify(prepared.history);
  }

  /**
   * A child with the app loaded and the history set, in place of the one before. Throws `app-does-not-load`,
   * `child-died`, `orchestrator-not-found`, and `session-over` once the session is over.
   */
  async start(): Promise<ReplayTarget> {
    if (this.isOver) throw sessionOver();
    const { child, target, loaded: loading } = this.nextLoad();
    this.child?.dispose();
    this.child = child;
    try {
      target.sendHistory(this.history);
      const loaded = await within(loading, this.timeoutMs, async () => {
        // A thread that answers nothing says no files either.
        await within(this.updateSources(target), this.timeoutMs, () => Promise.resolve());
        throw stillLoading(this.timeoutMs, await runningPlace(target, this.sources));
      });
      const error = await loadError(loaded, this.prepared);
      if (error) {
        await this.updateSources(target).catch(() => undefined);
        throw error;
      }
      await target.call("setHistory");
      if (this.tape.length) await target.call("restoreTape", this.tape);
      await this.updateSources(target);
      return target;
    } catch (error) {
      child.dispose();
      if (error instanceof ConnectionClosed) throw this.lost(await child.exited);
      if (error instanceof ThreadBusy) throw this.busy(error);
      throw error;
    } finally {
      // What was printed has its place only now: the files that are loaded are known when they are.
      target.onOutput(this.untold());
    }
  }

  /** Passes on what no child before has printed: one that takes the place of another prints it all again. */
  private untold(): (output: OutputMessage) => void {
    let repeated = this.told;
    return (output) => {
      if (repeated-- > 0) return;
      this.told++;
      this.onOutput(output);
    };
  }

  private nextLoad(): EarlyLoad {
    const { early, unused } = this;
    const { node, app, environment, allowNativeModules, load } = this.prepared;
    this.early = undefined;
    this.unused = undefined;
    if (early?.request === load) return early;
    // The rows said another name at first sight.
    early?.child.dispose();
    const options = { node, channel: "inspector", appRoot: app.root, environment, allowNativeModules } as const;
    return new EarlyLoad(unused ?? startChild(options), load);
  }

  dispose(): void {
    this.isOver = true;
    this.early?.child.dispose();
    this.unused?.dispose();
    this.child?.dispose();
  }

  /** Stops the first pass at its present statement. */
  interrupt(): void {
    this.asked = true;
  }

  /** Runs through the whole history once, unseen; stops at the present statement when that takes too long. */
  async firstPass(target: ReplayTarget): Promise<FirstPass> {
    const { timeoutMs } = this;
    const end = Date.now() + timeoutMs;
    // Again and again: one that comes before the run has begun is lost.
    const timer = setInterval(() => {
      if (this.asked || Date.now() >= end) target.interrupt().catch(() => undefined);
    }, interruptMs);
    try {
      const run = target.start({}, { fresh: false, quiet: true, interruptible: true });
      // Code that blocks without a statement, e.g. in one endless regular expression, cannot be stopped at one.
      const ended = await within(run, timeoutMs + graceMs, async () => {
        const place = await runningPlace(target, this.sources);
        throw noStatement(timeoutMs, place, lengthHint(this.prepared.history));
      });
      await this.updateSources(target);
      const timeline = await target.call("timeline");
      if (ended.kind === "stopped") return { timeline, interrupted: ended, isAsked: this.asked };
      const [tape, verdict] = await Promise.all([target.call("tape"), target.call("verdict")]);
      this.tape = tape;
      return { timeline, verdict };
    } catch (error) {
      if (error instanceof ConnectionClosed) throw this.lost(await target.exited);
      if (error instanceof ThreadBusy) throw this.busy(error);
      throw error;
    } finally {
      clearInterval(timer);
    }
  }

  /** Why the child is gone. */
  private lost(exit: ChildExit): ToolkitError {
    return this.isOver ? sessionOver() : childDied(exit);
  }

  private busy({ place }: ThreadBusy): ToolkitError {
    return threadBusy(place && inSources(place, this.sources));
  }

  /** Files that the code has loaded since the last call. */
  async updateSources(target: ReplayTarget): Promise<void> {
    const reports = await target.call("files", this.sources.size);
    for (const report of reports) {
      if (report.downlevelLine !== undefined) throw downlevel(report.file, report.downlevelLine);
      const { file, problem, isUnsteppable } = await loadSource(report, this.prepared.outFiles);
      this.sources.add(file);
      if (problem !== undefined) this.warnings.push(problem);
      if (problem !== undefined && isUnsteppable) this.unsteppable.push(problem);
    }
  }

  /** The verdict of the first pass with places in the user's files. */
  async outcome(target: ReplayTarget, verdict: Verdict, { failedAt, thrown }: Timeline): Promise<Outcome> {
    const [steps, { refusals }] = await Promise.all([target.call("stepCount"), target.call("findings")]);
    const { error } = verdict;
    const shown = {
      ...withRefusedCall(withFailurePlace(verdict, thrown, this.sources), refusals),
      warnings: [...verdict.warnings, ...refusalWarnings(refusals, this.sources)],
      ...(error && { error: mappedError(error, this.sources, verdict.failedAt ?? failedAt) }),
    };
    return outcomeOf(shown, this.prepared.history, steps, (point) => placeOf(this.sources, point));
  }
}

/** Milliseconds that running code has, when its time is up, to come to a statement. */
const graceMs = 3000;
const interruptMs = 100;

function downlevel(file: string, line: number): ToolkitError {
  const text = `${file} is compiled for ES5, which turns generators into state machines that cannot be stepped. Set "target" to ES2015 or later in tsconfig.json and build again.`;
  return new ToolkitError("build-outdated-target", text, { place: { file, line } });
}

/** What a session that is over answers to whoever still waits for its child. */
export function sessionOver(): ToolkitError {
  return new ToolkitError("session-over", "The session is over.");
}
