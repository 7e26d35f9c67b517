import type { History } from "../history/history";
import type { Arm } from "../instrument/clockTypes";
import type { EvaluationToken, OutputMessage, RunOptions, Timeline } from "../replay/debugMessages";
import type { LoadRequest, LoadResult } from "../replay/messages";
import { singlePassPayload } from "../replay/payload";
import type { CodePoint, RunRecord } from "../replay/runRecord";
import { stateOf, stateOfFailure } from "./answer";
import { AppLoader } from "./appLoader";
import { StatementClock } from "./clock";
import { FunctionsCore } from "./functionsCore";
import { Guard } from "./guard";
import { guardApis } from "./guardedApis";
import { invocationContext } from "./invocation";
import { tapeNondeterminism } from "./nondeterminism";
import { captureOutput, OutputOnce } from "./output";
import { errorText, Recorder, type EventMark } from "./recorder";
import { observe, type DurableContext, type Executor, type SdkListener } from "./sdkObserver";
import { Tape } from "./tape";
import { UserFiles } from "./userFiles";
import { UserStack } from "./userStack";

/** One pass over the history: what the comparison reads, and where the clock stood. */
export interface Pass {
  readonly record: RunRecord;
  readonly marks: readonly EventMark[];
  /** Ticks of the whole run. */
  readonly ticks: number;
  /** The last statement that began in a generator: the `yield` where a waiting instance waits. */
  readonly waitsAt?: CodePoint;
  /** The `yield` that handed the escaped error to the code, when it came from a task. */
  readonly failedAt?: CodePoint;
}

/** The replay host: everything in the child process that is not the channel to the toolkit. */
export class ReplayHost {
  readonly clock: StatementClock;
  readonly files: UserFiles;
  readonly guard: Guard;
  readonly tape = new Tape();
  /** Index of the history event that the SDK handles at present. */
  eventIndex = -1;
  private readonly core = new FunctionsCore();
  private readonly loader: AppLoader;
  private readonly output: OutputOnce;
  private readonly stack: UserStack;
  private history: History | undefined;
  private inUserCode = false;
  private quiet = false;
  private lastPass: Pass | undefined;
  private df: () => DurableContext | undefined = () => undefined;

  constructor(hostFile: string, hostFolder: string, send: (message: OutputMessage) => void) {
    this.output = new OutputOnce(send);
    this.files = new UserFiles(hostFolder, (sites) => this.clock.reserve(sites));
    this.stack = new UserStack(this.files.isUserFile, hostFile);
    this.clock = new StatementClock(() => this.inUserCode, this.stack.depth);
    this.guard = new Guard(this.stack);
    this.loader = new AppLoader(this.core, this.files);
    Object.defineProperty(globalThis, "$$clock", { value: this.clock, enumerable: false });
  }

  /** `context.df` of the present run, for the debugger's Durable context scope. */
  get durable(): DurableContext | undefined {
    return this.df();
  }

  /** Hooks Node's loader, clocks and ways out; after this only the user's code and the SDK run. */
  install(): void {
    this.core.install();
    this.files.install();
    captureOutput(this.write);
    tapeNondeterminism((api, real, below) => this.take(api, real, below));
    guardApis(this.guard);
  }

  async load(request: LoadRequest): Promise<LoadResult> {
    this.guard.phase = "load";
    try {
      await this.loader.load(request);
    } catch (error) {
      return { loaded: false, error: errorText(error) };
    } finally {
      this.guard.phase = "idle";
    }
    const functions = [...this.core.registrations.values()].map(({ name, kind }) => ({ name, kind }));
    const warnings = [...this.files.unreadable].map(
      ([file, reason]) => `${file} runs without line information: ${reason}`,
    );
    return { loaded: true, functions, warnings };
  }

  setHistory(history: History): void {
    this.history = history;
  }

  /**
   * Runs the orchestrator over the whole history, unless the clock's arm stops it before. The user's code runs
   * synchronously inside this call, up to the first `await` of the SDK.
   */
  async run(arm: Arm, options: RunOptions): Promise<Pass> {
    const history = this.history;
    if (!history) throw new Error("run before setHistory");
    this.begin(options);
    const orchestrator = this.loader.orchestrator();
    if (!orchestrator) throw new Error("run before load");
    const context = invocationContext(orchestrator.name, (name) => this.loader.requirePackage(name), this.write);
    const recorder = new Recorder(history.events, this.clock);
    this.df = observe(context, this.listen(recorder)).df;
    this.clock.arm(arm);
    this.guard.phase = "run";
    const payload = singlePassPayload(history);
    const answer = await settle(() => orchestrator.callback(payload, context));
    this.guard.phase = "idle";
    const actions = this.durable?.taskOrchestratorExecutor?.actions ?? [];
    const waitsAt = this.clock.generatorPoint();
    const failedAt = recorder.escaped?.failure;
    this.lastPass = {
      record: recorder.finish(answer, actions),
      marks: recorder.marks,
      ticks: this.clock.t,
      ...(waitsAt && { waitsAt }),
      ...(failedAt && { failedAt }),
    };
    return this.lastPass;
  }

  enterEvaluation(): EvaluationToken {
    const token = { tick: this.clock.t, tapeMark: this.tape.mark(), inUserCode: this.inUserCode };
    this.inUserCode = false;
    return token;
  }

  leaveEvaluation(token: EvaluationToken): void {
    this.clock.t = token.tick;
    this.tape.reset(token.tapeMark);
    this.inUserCode = token.inUserCode;
  }

  describeDurableContext(): object {
    const df = this.durable;
    const event = this.history?.events[this.eventIndex];
    return {
      instanceId: df?.["instanceId"],
      isReplaying: df?.isReplaying,
      currentUtcDateTime: df?.currentUtcDateTime,
      customStatus: df?.customStatus,
      currentEvent: event,
      pendingTasks: df?.taskOrchestratorExecutor ? pendingTasks(df.taskOrchestratorExecutor) : [],
    };
  }

  timeline(): Timeline {
    const pass = this.lastPass;
    if (!pass) throw new Error("timeline before a full run");
    const { ticks, waitsAt, failedAt, marks } = pass;
    return {
      ticks,
      eventTicks: marks.map((mark) => mark.tick),
      replaying: marks.map((mark) => mark.isReplaying),
      ...(waitsAt && { waitsAt }),
      ...(failedAt && { failedAt }),
    };
  }

  private readonly write = (level: OutputMessage["level"], values: readonly unknown[]): void => {
    this.output.write(level, values, this.quiet ? undefined : this.stack.place(), this.quiet);
  };

  private begin({ fresh, quiet }: RunOptions): void {
    this.quiet = quiet;
    this.inUserCode = false;
    this.eventIndex = -1;
    this.clock.reset();
    if (fresh && this.loader.reloadable) {
      this.guard.phase = "load";
      this.quiet = true;
      this.loader.reload();
      this.quiet = quiet;
    }
    this.output.rewind();
    this.tape.rewind();
    this.clock.reset();
  }

  private listen(recorder: Recorder): SdkListener {
    return {
      onEvent: (index) => {
        this.eventIndex = index;
        recorder.onEvent(index);
      },
      onAction: (action) => recorder.onAction(action),
      onTimerCancelled: (action) => recorder.onTimerCancelled(action),
      onReadIsReplaying: () => {
        if (this.inUserCode) recorder.onReadIsReplaying();
      },
      onResume: (resumption) => {
        recorder.onResume(resumption);
        this.inUserCode = true;
      },
      onPause: (pause) => {
        this.inUserCode = false;
        recorder.onPause(pause);
      },
    };
  }

  private take(api: string, real: () => unknown, below: (...args: never[]) => unknown): unknown {
    if (!this.inUserCode) return real();
    this.inUserCode = false;
    try {
      const place = this.stack.caller(below);
      return place ? this.tape.take(api, place, this.clock.t, real) : real();
    } finally {
      this.inUserCode = true;
    }
  }
}

/** Tasks that the SDK has started and not seen completed, as the code would name them. */
function pendingTasks(executor: Executor): object[] {
  const tasks = [...Object.values(executor.openTasks), ...Object.values(executor.openEvents).flat()];
  return tasks.map((task) => ({ id: task.id, ...task.actionObj }));
}

async function settle(call: () => unknown): Promise<Pick<RunRecord, "state" | "fatal">> {
  try {
    return stateOf(await call());
  } catch (error) {
    return stateOfFailure(error);
  }
}
