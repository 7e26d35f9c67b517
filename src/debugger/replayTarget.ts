import type { Protocol } from "devtools-protocol";
import { DisposableStore, type Disposable } from "../base/disposable";
import { PatientEmitter } from "../base/emitter";
import { ToolkitError } from "../base/errors";
import type { Arm, ClockState } from "../instrument/clockTypes";
import {
  busySignal,
  debugGlobal,
  historyMark,
  outputBinding,
  stopBinding,
  type DebugApi,
  type OutputMessage,
  type RunOptions,
  type RuntimePlace,
} from "../replay/debugMessages";
import type { LoadRequest, LoadResult } from "../replay/messages";
import type { ReplayChild } from "../runner/childProcess";
import { InspectorClient } from "./inspectorClient";
import { pathOf } from "./userFrames";

/** How a stretch of running ended. */
export type RunEnd =
  | { readonly kind: "stopped"; readonly frames: readonly Protocol.Debugger.CallFrame[]; readonly state: ClockState }
  /** The run went through the whole history. */
  | { readonly kind: "finished" }
  /** It did not start: the thread was not idle. */
  | { readonly kind: "busy" };

type Arguments<M extends keyof DebugApi> = Parameters<DebugApi[M]>;
type Result<M extends keyof DebugApi> = Awaited<ReturnType<DebugApi[M]>>;

/** Milliseconds until a start that came at a busy moment is tried again, and until it is given up. */
const busyDelay = 1;
const longestBusy = 3000;

/** Something that the app left running, e.g. in a timer, never lets go of the thread. */
export class ThreadBusy extends Error {
  override readonly name = "ThreadBusy";
  readonly place: RuntimePlace | undefined;

  constructor(place: RuntimePlace | undefined) {
    super("The thread is busy.");
    this.place = place;
  }
}

/** The child process under the debugger: calls its API, runs it, stops it. One run at a time. */
export class ReplayTarget implements Disposable {
  readonly inspector: InspectorClient;
  private readonly child: ReplayChild;
  private readonly output = new PatientEmitter<OutputMessage>();
  private readonly stopFile: string;
  private run: Promise<RunEnd> | undefined;
  /** The app has modules that take turns of the event loop to be made anew. */
  private reloadsFirst = false;
  /** The next pause is the one with which a call begins that can be interrupted. */
  private beginsPaused = false;
  /** Of the stop that comes next, told right before it. */
  private stopState: ClockState | undefined;

  readonly onOutput = this.output.event;

  /** `hostFolder`: files of the replay host, which has one stopping place. */
  constructor(child: ReplayChild, hostFolder: string) {
    this.child = child;
    this.stopFile = `${hostFolder}${hostFolder.includes("\\") ? "\\" : "/"}stop.js`;
    this.inspector = new InspectorClient(child);
    this.inspector.onBindingCalled(({ name, payload }) => {
      if (name === outputBinding) this.output.fire(JSON.parse(payload) as OutputMessage);
      else if (name === stopBinding) this.stopState = JSON.parse(payload) as ClockState;
    });
  }

  get exited(): ReplayChild["exited"] {
    return this.child.exited;
  }

  dispose(): void {
    this.child.dispose();
  }

  /** Loads the app, as soon as the thread is idle: until then the child loads the SDK, for as long as the machine takes. */
  async load(request: LoadRequest): Promise<LoadResult> {
    for (;;) {
      this.beginsPaused = true;
      const paused = this.inspector.onPaused((event) => this.stopAt(event));
      const answer = await this.evaluate("load", [request], true).finally(() => paused.dispose());
      if (!isBusy(answer)) return this.loaded(valueOf(answer) as LoadResult);
      await oneMoment();
    }
  }

  private loaded(result: LoadResult): LoadResult {
    this.reloadsFirst = result.loaded && result.hasModules;
    return result;
  }

  private async reload(): Promise<void> {
    for (let busySince = Infinity; ;) {
      const answer = await this.evaluate("reload", [], true);
      if (!isBusy(answer)) return void valueOf(answer);
      busySince = await this.waitForIdle(busySince);
    }
  }

  /** Calls a member of the child's API; also while it is stopped. */
  async call<M extends keyof DebugApi>(method: M, ...args: Arguments<M>): Promise<Result<M>> {
    return valueOf(await this.evaluate(method, args, false)) as Result<M>;
  }

  /** `awaitPromise`: not while the thread is stopped, as a promise never settles then. */
  private evaluate(method: keyof DebugApi, args: readonly unknown[], awaitPromise: boolean): Promise<Answer> {
    const text = args.map((argument) => JSON.stringify(argument)).join(",");
    const expression = `${debugGlobal}.${method}(${text})`;
    return this.inspector.send("Runtime.evaluate", { expression, returnByValue: true, awaitPromise });
  }

  /**
   * Sends the history, as JSON text, for a call of `setHistory`; the child takes it in while it does other things. Past the
   * inspector, as an argument that large would be copied many times, and slow down every later stop.
   */
  sendHistory(text: string): void {
    this.child.sendLine(historyMark + text);
  }

  /** Starts a run from the beginning; the thread must be idle (see `abort`). */
  async start(arm: Arm, options: RunOptions): Promise<RunEnd> {
    if (options.fresh && this.reloadsFirst) await this.reload();
    for (let busySince = Infinity; ;) {
      this.beginsPaused = options.interruptible ?? false;
      const end = await this.untilStop(() => {
        this.run = this.evaluate("start", [arm, options], true).then(endOf);
        return this.run;
      });
      if (end.kind === "finished") this.run = undefined;
      if (end.kind !== "busy") return end;
      busySince = await this.waitForIdle(busySince);
    }
  }

  /** Lets a stopped run go on until the clock stops it again. */
  async resume(arm: Arm): Promise<RunEnd> {
    if (!this.run) throw new ToolkitError("internal", "Nothing runs.");
    const { run } = this;
    const end = await this.untilStop(async () => {
      // Messages keep their order, so the second need not wait for the answer to the first.
      await Promise.all([this.call("arm", arm), this.inspector.send("Debugger.resume")]);
      return run;
    });
    if (end.kind === "finished") this.run = undefined;
    return end;
  }

  /** Gives a stopped run up; the process stays. No `finally` or `catch` of the user's code runs. */
  async abort(): Promise<void> {
    if (!this.run) return;
    // Not awaited: the answer comes only when the thread has been unwound.
    const terminated = this.inspector.send("Runtime.terminateExecution").catch(() => undefined);
    await this.inspector.send("Debugger.resume").catch(() => undefined);
    await this.run.catch(() => undefined);
    await terminated;
    this.run = undefined;
  }

  /**
   * Makes running code stop at its next statement, e.g. in an endless loop. Not before the pause with which it begins: a
   * message that comes between the two stays with Node for ever, and so do all after it.
   */
  async interrupt(): Promise<void> {
    if (!this.beginsPaused) await this.call("arm", { stopFrom: 1 });
  }

  /**
   * Where the clock stands when V8 stopped where a run was to stop. All other pauses are passed over: see `beginsPaused`
   * and `debugger` statements of the user's.
   */
  private stopAt({ callFrames: [top] }: Protocol.Debugger.PausedEvent): ClockState | undefined {
    const url = top && this.inspector.scripts.get(top.location.scriptId)?.url;
    const isStop = !this.beginsPaused && url !== undefined && pathOf(url) === this.stopFile;
    const state = isStop ? this.stopState : undefined;
    this.beginsPaused = false;
    this.stopState = undefined;
    if (!state) this.inspector.send("Debugger.resume").catch(() => undefined);
    return state;
  }

  /** Gives when the thread was busy first: until a machine with much to do has answered at all, nothing is known. */
  private async waitForIdle(busySince: number): Promise<number> {
    const since = Math.min(busySince, Date.now());
    if (Date.now() - since > longestBusy) throw new ThreadBusy(await this.call("running"));
    await oneMoment();
    return since;
  }

  /** Runs until the debugger stops the thread or `go` settles, whichever comes first. */
  private async untilStop(go: () => Promise<RunEnd>): Promise<RunEnd> {
    const subscriptions = new DisposableStore();
    const stopped = new Promise<RunEnd>((resolve) => {
      const onPaused = this.inspector.onPaused((event) => {
        const state = this.stopAt(event);
        if (state) resolve({ kind: "stopped", frames: event.callFrames, state });
      });
      subscriptions.add(onPaused);
    });
    try {
      return await Promise.race([stopped, go()]);
    } finally {
      this.beginsPaused = false;
      subscriptions.dispose();
    }
  }
}

function oneMoment(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, busyDelay));
}

interface Answer {
  readonly result: Protocol.Runtime.RemoteObject;
  readonly exceptionDetails?: Protocol.Runtime.ExceptionDetails;
}

function endOf(answer: Answer): RunEnd {
  if (isBusy(answer)) return { kind: "busy" };
  valueOf(answer);
  return { kind: "finished" };
}

function isBusy({ exceptionDetails }: Answer): boolean {
  return exceptionDetails?.exception?.value === busySignal;
}

function valueOf({ result, exceptionDetails }: Answer): unknown {
  if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
  return result.value;
}
