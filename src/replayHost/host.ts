import type { History } from "../history/history";
import type { Arm } from "../instrument/clockTypes";
import type { EvaluationToken, OutputMessage, RunOptions, RuntimePlace, Timeline } from "../replay/debugMessages";
import { compare, type Comparison } from "../replay/compare";
import { engineFor } from "../replay/engine";
import type { KnownFunction, LoadRequest, LoadResult } from "../replay/messages";
import type { TriggerPayload } from "../replay/payload";
import type { RunRecord } from "../replay/runRecord";
import { countSteps, stepsOf, type FoundStep } from "../replay/steps";
import { pathOfFrame } from "../instrument/stackFrame";
import { verdictOf, type Verdict } from "../replay/verdict";
import { stateOf, stateOfFailure, withWorkSoFar } from "./answer";
import { AppLoader } from "./appLoader";
import { StatementClock } from "./clock";
import { FunctionsCore, type FunctionCallback } from "./functionsCore";
import { Guard } from "./guard";
import { guardApis } from "./guardedApis";
import { folderContext } from "./functionFolder";
import { answerHarmlessBindings } from "./harmlessBindings";
import { invocationContext } from "./invocation";
import { tapeNondeterminism } from "./nondeterminism";
import { captureOutput, OutputOnce, type WriteOutput } from "./output";
import { errorText, Recorder } from "./recorder";
import { observers } from "./observers";
import type { ObservedRun, SdkListener } from "./sdkListener";
import { RunPayload, showHistory } from "./runPayload";
import { captureDescriptors } from "./streamWrites";
import { Tape } from "./tape";
import { UnsetSettings } from "./unsetSettings";
import { UserFiles } from "./userFiles";
import { UserStack } from "./userStack";
import { World } from "./world";

const loadFrames = 50;

/** The replay host: everything in the child process that is not the channel to the toolkit. */
export class ReplayHost {
  readonly clock: StatementClock;
  readonly files: UserFiles;
  readonly guard: Guard;
  readonly tape = new Tape();
  /** Index of the history event that the SDK handles at present. */
  eventIndex = -1;
  /** Called where the clock stops a run, with the user's code on the stack. */
  beforeStop: () => void = () => undefined;
  private readonly core = new FunctionsCore();
  private readonly loader: AppLoader;
  private readonly output: OutputOnce;
  private readonly settings: UnsetSettings;
  private readonly stack: UserStack;
  private world: World | undefined;
  private history: History | undefined;
  private payload: RunPayload | undefined;
  private inUserCode = false;
  /** Ticks when the generator last paused: what the user's code does later, by callbacks, is no part of the run. */
  private ticksOfRun = 0;
  /** The user's modules are fresh for the next run. */
  private reloaded = false;
  private quiet = false;
  private request: LoadRequest | undefined;
  private recorder: Recorder | undefined;
  private lastRecord: RunRecord | undefined;
  private comparison: Comparison | undefined;
  private observed: ObservedRun | undefined;

  constructor(hostFile: string, hostFolder: string, send: (message: OutputMessage) => void) {
    this.output = new OutputOnce(send);
    this.files = new UserFiles(hostFolder, (sites) => this.clock.reserve(sites));
    this.stack = new UserStack(this.files.isUserFile, hostFile);
    this.clock = new StatementClock(
      () => this.inUserCode,
      this.stack.depth,
      () => this.beforeStop(),
    );
    this.guard = new Guard(this.stack);
    this.settings = new UnsetSettings(this.stack);
    this.loader = new AppLoader(this.core, this.files);
    Object.defineProperty(globalThis, "$$clock", { value: this.clock, enumerable: false });
  }

  /** Hooks Node's loader, clocks and ways out; after this only the user's code and the SDK run. */
  install(): void {
    this.core.install();
    this.files.install();
    captureOutput(this.write);
    tapeNondeterminism((api, real, below) => this.take(api, real, below));
    guardApis(this.guard);
    captureDescriptors(this.write);
    answerHarmlessBindings();
  }

  /** Loads a package that the app will ask for. What fails here fails again where the app loads it, and is told there. */
  loadAhead(folder: string): void {
    this.guard.phase = "load";
    this.world ??= new World();
    this.loader.loadAhead(folder);
    this.guard.phase = "idle";
  }

  /** Whether a run has left something in the user's modules. */
  get used(): boolean {
    return this.lastRecord !== undefined;
  }

  async load(request: LoadRequest): Promise<LoadResult> {
    this.guard.phase = "load";
    this.request = request;
    this.files.skip(request.skipFiles ?? []);
    this.world ??= new World();
    this.settings.watch();
    const { stackTraceLimit } = Error;
    // Node's own loader takes more frames than Error keeps: the user's would be lost.
    Error.stackTraceLimit = loadFrames;
    try {
      await this.loader.load(request);
    } catch (error) {
      this.world.restore();
      return this.failedLoad(error);
    } finally {
      if (Error.stackTraceLimit === loadFrames) Error.stackTraceLimit = stackTraceLimit;
      this.settings.leave();
      this.world.keepLoaded();
      this.guard.phase = "idle";
    }
    const warnings = [...this.files.unreadable].map(
      ([file, reason]) => `${file} runs without line information: ${reason}`,
    );
    const registered = this.loader.orchestrator() !== undefined;
    return { loaded: true, registered, hasModules: this.loader.hasModules, warnings };
  }

  private failedLoad(error: unknown): LoadResult {
    const place = placeOfError(error, this.files.isUserFile);
    const source = this.files.loaded(0).find(({ file }) => file === place.file);
    const text = errorText(error);
    const unset = this.settings.behind(text.message);
    const libraries = [...new Set(this.guard.refusals.flatMap(({ library }) => library ?? []))];
    return { loaded: false, error: text, unset, libraries, ...place, ...(source && { source }) };
  }

  /** `runsAgain`: the first run over it will not be the only one. */
  setHistory(history: History, runsAgain = false): void {
    this.history = history;
    this.payload = new RunPayload(history, runsAgain);
    this.tape.restore([]);
    this.output.forget();
  }

  /**
   * Makes ECMAScript modules anew, which takes turns of the event loop, so that the fresh run after it is synchronous: one
   * that a debugger gives up must be on the stack of its start.
   */
  async reload(): Promise<void> {
    this.world?.restore();
    this.world?.enterApp();
    await this.begin(true);
    this.world?.restore();
    this.guard.phase = "idle";
    this.reloaded = true;
  }

  /**
   * Runs the orchestrator over the whole history, unless the clock's arm stops it before. Without ECMAScript modules, the
   * user's code runs synchronously inside this call, up to the first `await` of the SDK.
   */
  async run(arm: Arm, options: RunOptions): Promise<RunRecord> {
    const { history, payload, request } = this;
    if (!history || !payload || !request) throw new Error("run before load and setHistory");
    // A run that was given up may have left the world changed.
    this.world?.leaveRun(false);
    const trigger = payload.next(request.sdkMajor);
    this.world?.enterApp();
    const reloading = this.begin(options.fresh && !this.reloaded);
    if (reloading) await reloading;
    this.rewind(options);
    const orchestrator = this.loader.orchestrator();
    if (!orchestrator) throw new Error("run before load");
    const context = this.contextFor(orchestrator.name, request);
    const whole = Object.keys(arm).length === 0;
    const recorder = new Recorder(history.events, this.clock);
    const heard = { recorder };
    const observed = observers[request.sdkMajor](context, this.listen(heard, trigger, whole), history.events);
    this.recorder = recorder;
    this.observed = observed;
    this.clock.arm(arm);
    this.guard.phase = "run";
    let answer = await settle(orchestrator.callback, trigger, context);
    // An SDK that wants to see the history among the values of the payload fails before it makes its context.
    if (answer.fatal && !observed.df() && showHistory(trigger))
      answer = await settle(orchestrator.callback, trigger, context);
    this.world?.leaveRun(whole);
    this.guard.phase = "idle";
    observed.close();
    letGo(heard, trigger);
    this.comparison = undefined;
    const actions = observed.actions();
    // SDK 1.x has no lists of its own, and fails in what the code did.
    if (request.sdkMajor > 1) answer = withWorkSoFar(answer, actions);
    this.lastRecord = recorder.finish(answer, actions);
    return this.lastRecord;
  }

  /** The innermost line of the user's code that runs at present. */
  runningPlace(): RuntimePlace | undefined {
    return this.stack.place();
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

  describeDurableContext(episode: string): object {
    const df = this.observed?.df();
    const event = this.history?.events[this.eventIndex];
    return {
      instanceId: df?.["instanceId"],
      episode,
      isReplaying: df?.isReplaying,
      currentUtcDateTime: df?.currentUtcDateTime,
      customStatus: df?.customStatus,
      currentEvent: event && Object.assign({ type: event.type }, event),
      pendingTasks: this.observed?.pendingTasks() ?? [],
    };
  }

  timeline(): Timeline {
    const { ticks = [], replaying = [] } = this.recorder?.marks ?? {};
    const waitsAt = this.clock.generatorPoint();
    const escaped = this.recorder?.escaped;
    return {
      ticks: this.inUserCode ? this.clock.t : this.ticksOfRun,
      eventTicks: ticks,
      replaying,
      ...(waitsAt && { waitsAt }),
      ...(escaped?.failure && { failedAt: escaped.failure }),
      ...(escaped && { thrown: errorText(escaped.error) }),
    };
  }

  verdict(): Verdict {
    const { history, lastRecord } = this;
    if (!history || !lastRecord) throw new Error("verdict before a full run");
    return verdictOf(history, lastRecord, this.compared());
  }

  steps(): readonly FoundStep[] {
    const { history, recorder } = this;
    return history && recorder ? stepsOf(history, recorder.marks, this.compared().recordedCalls()) : [];
  }

  stepCount(): number {
    const { history, recorder } = this;
    return history && recorder ? countSteps(history, recorder.marks.ticks.length) : 0;
  }

  private compared(): Comparison {
    const { history, lastRecord, request } = this;
    const engine = request && engineFor(request.sdkMajor);
    if (!history || !lastRecord || !engine) throw new Error("comparison before a full run");
    this.comparison ??= compare(history, lastRecord, this.functions(), engine);
    return this.comparison;
  }

  /** What the app registers: as seen while it loaded, and as the function index knows. */
  private functions(): readonly KnownFunction[] {
    const loaded = [...this.core.registrations.values()].map(({ name, kind }) => ({ name, kind }));
    return [...loaded, ...(this.request?.knownFunctions ?? [])];
  }

  private contextFor(name: string, { functionJson }: LoadRequest): object {
    if (functionJson) return folderContext(name, functionJson, this.write);
    return invocationContext(name, (wanted) => this.loader.requirePackage(wanted), this.write);
  }

  private readonly write: WriteOutput = (level, values, by) => {
    const place = this.quiet ? undefined : this.stack.place();
    this.output.write({ level, values, ...(by && { by }) }, place, this.quiet);
  };

  /** Settles when fresh modules are loaded; undefined when they are, or need not be. */
  private begin(fresh: boolean): Promise<void> | undefined {
    this.quiet = true;
    this.inUserCode = false;
    this.eventIndex = -1;
    this.clock.reset();
    if (!fresh) return undefined;
    this.guard.phase = "load";
    return this.loader.reload();
  }

  private rewind({ quiet }: RunOptions): void {
    this.quiet = quiet;
    this.reloaded = false;
    this.ticksOfRun = 0;
    this.output.rewind();
    this.tape.rewind();
    this.clock.reset();
  }

  /** `full`: nothing will stop the run, so nobody looks at its variables. */
  private listen(heard: { readonly recorder?: Recorder }, trigger: TriggerPayload, full: boolean): SdkListener {
    return {
      onContext: () => showHistory(trigger),
      onEvent: (index) => {
        this.eventIndex = index;
        heard.recorder?.onEvent(index);
      },
      onAction: (action) => heard.recorder?.onAction(action),
      onTimerCancelled: (action) => heard.recorder?.onTimerCancelled(action),
      onReadIsReplaying: full ? () => heard.recorder?.onReadIsReplaying() : undefined,
      onResume: (resumption) => {
        heard.recorder?.onResume(resumption);
        this.inUserCode = true;
      },
      onPause: (pause) => {
        this.inUserCode = false;
        this.ticksOfRun = this.clock.t;
        heard.recorder?.onPause(pause);
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

/**
 * The SDK's generators keep what they were called with until V8 looks through all of the heap, run after run: of what is
 * large, they must hold nothing. What the code of an ended run does later is no part of its record.
 */
function letGo(heard: { recorder?: Recorder }, trigger: TriggerPayload): void {
  delete heard.recorder;
  trigger.history.length = 0;
}

/** The innermost user file and line of an error's stack, or of the message of a syntax error. */
function placeOfError(error: unknown, isUserFile: (file: string) => boolean): Partial<RuntimePlace> {
  const { stack = "" } = errorText(error);
  for (const [, name = "", line, column] of stack.matchAll(
    /(?:\(|at |^(?! +at ))((?:file:\/\/)?(?:[A-Za-z]:)?[^():\n]+):(\d+)(?::(\d+))?/gm,
  )) {
    const file = pathOfFrame(name);
    if (isUserFile(file)) return { file, line: Number(line), ...(column && { column: Number(column) }) };
  }
  return {};
}

/** Straight from the run to the SDK: V8 describes every frame of the stack at each stop. */
async function settle(
  callback: FunctionCallback,
  trigger: TriggerPayload,
  context: object,
): Promise<Pick<RunRecord, "state" | "fatal">> {
  try {
    return stateOf(await callback(trigger, context));
  } catch (error) {
    return stateOfFailure(error);
  }
}
