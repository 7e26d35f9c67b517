import { ToolkitError } from "../base/errors";
import { SourceFiles } from "../instrument/sourceFiles";
import type { OutputMessage, Timeline } from "../replay/debugMessages";
import { outcomeOf, type Verdict } from "../replay/verdict";
import type { Outcome } from "../replay/outcome";
import { hostFolder, startChild } from "../runner/childProcess";
import { loadError } from "../runner/loadError";
import type { PreparedReplay } from "../runner/prepareReplay";
import { childDied } from "../runner/replayProcess";
import { mappedError, placeOf } from "../runner/runReplay";
import { loadSource } from "../runner/sourceLoader";
import { ConnectionClosed } from "./inspectorClient";
import { ReplayTarget, type RunEnd } from "./replayTarget";

/** What the first pass over the history found; `interruptedAt`: it was still running when its time was up. */
export interface FirstPass {
  readonly timeline: Timeline;
  readonly verdict?: Verdict;
  readonly interrupted?: RunEnd;
}

/** The user's app in child processes: the first, and others where one has died. */
export class Debuggee {
  readonly sources = new SourceFiles();
  readonly hostFolder = hostFolder();
  /** Source maps that are missing, and the like. */
  readonly warnings: string[] = [];
  private readonly prepared: PreparedReplay;
  private readonly onOutput: (output: OutputMessage) => void;
  private readonly history: string;
  private tape: readonly unknown[] = [];

  constructor(prepared: PreparedReplay, onOutput: (output: OutputMessage) => void) {
    this.prepared = prepared;
    this.onOutput = onOutput;
    this.history = JSON.stringify(prepared.history);
  }

  /** A child with the app loaded and the history set. Throws `app-does-not-load`, `child-died`, `orchestrator-not-found`. */
  async start(): Promise<ReplayTarget> {
    const { node, app, environment, allowNativeModules } = this.prepared;
    const child = startChild({ node, channel: "inspector", appRoot: app.root, environment, allowNativeModules });
    try {
      const target = await ReplayTarget.attach(child, this.hostFolder);
      target.onOutput(this.onOutput);
      const loaded = await target.load(this.prepared.load);
      const error = loadError(loaded, this.prepared);
      if (error) throw error;
      await target.callWithText("setHistory", this.history);
      if (this.tape.length) await target.call("restoreTape", this.tape);
      await this.updateSources(target);
      return target;
    } catch (error) {
      child.dispose();
      if (error instanceof ConnectionClosed) throw childDied((await child.exited).lastWords);
      throw error;
    }
  }

  /** Runs through the whole history once, unseen; stops at the present statement when that takes longer than `timeoutMs`. */
  async firstPass(target: ReplayTarget, timeoutMs: number): Promise<FirstPass> {
    const timer = setTimeout(() => void target.interrupt().catch(() => undefined), timeoutMs);
    // Code that blocks without a statement, e.g. in one endless regular expression, cannot be stopped at one.
    const last = setTimeout(() => target.dispose(), timeoutMs + 3000);
    try {
      const end = await target.start({}, { fresh: false, quiet: true });
      await this.updateSources(target);
      const timeline = await target.call("timeline");
      if (end.kind === "stopped") return { timeline, interrupted: end };
      this.tape = await target.call("tape");
      return { timeline, verdict: await target.call("verdict") };
    } catch (error) {
      if (error instanceof ConnectionClosed) throw childDied((await target.exited).lastWords);
      throw error;
    } finally {
      clearTimeout(timer);
      clearTimeout(last);
    }
  }

  /** Files that the code has loaded since the last call. */
  async updateSources(target: ReplayTarget): Promise<void> {
    const reports = await target.call("files", this.sources.size);
    for (const report of reports) {
      if (report.downlevelLine !== undefined) throw downlevel(report.file, report.downlevelLine);
      const { file, problem } = await loadSource(report, this.prepared.outFiles);
      this.sources.add(file);
      if (problem !== undefined) this.warnings.push(problem);
    }
  }

  /** The verdict of the first pass with places in the user's files. */
  async outcome(target: ReplayTarget, verdict: Verdict, { failedAt }: Timeline): Promise<Outcome> {
    const steps = await target.call("steps");
    const { error } = verdict;
    const shown = error ? { ...verdict, error: mappedError(error, this.sources, failedAt) } : verdict;
    return outcomeOf(shown, this.prepared.history, steps.length, (point) => placeOf(this.sources, point));
  }
}

function downlevel(file: string, line: number): ToolkitError {
  const text = `${file} is compiled for ES5, which turns generators into state machines that cannot be stepped. Set "target" to ES2015 or later in tsconfig.json and build again.`;
  return new ToolkitError("build-outdated-target", text, { place: { file, line } });
}
