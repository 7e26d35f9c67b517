import type { Protocol } from "devtools-protocol";
import { DisposableStore, type Disposable } from "../base/disposable";
import { Emitter } from "../base/emitter";
import { ToolkitError } from "../base/errors";
import type { Arm } from "../instrument/clockTypes";
import {
  debugGlobal,
  outputBinding,
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
  | { readonly kind: "stopped"; readonly frames: readonly Protocol.Debugger.CallFrame[] }
  /** The run went through the whole history. */
  | { readonly kind: "finished" }
  /** It did not start: the thread was not idle. */
  | { readonly kind: "busy" };

type Arguments<M extends keyof DebugApi> = Parameters<DebugApi[M]>;
type Result<M extends keyof DebugApi> = Awaited<ReturnType<DebugApi[M]>>;

/** Milliseconds until a start that came at a busy moment is tried again, and until it is given up. */
const busyDelay = 1;
const longestBusy = 3000;
/** Milliseconds that running code gets to come to its next statement before the debugger goes after it. */
const interruptDelay = 200;
/** Pauses of V8 that are none of ours before code counts as coming to no statement. */
const mostNudges = 3;

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
  private readonly output = new Emitter<OutputMessage>();
  private readonly stopFile: string;
  private run: Promise<RunEnd> | undefined;
  /** While running code is to be stopped: how often V8 has paused it elsewhere than at a tick. */
  private nudges: number | undefined;

  readonly onOutput = this.output.event;

  private constructor(child: ReplayChild, stopFile: string) {
    this.child = child;
    this.stopFile = stopFile;
    this.inspector = new InspectorClient(child);
    this.inspector.onBindingCalled(({ name, payload }) => {
      if (name === outputBinding) this.output.fire(JSON.parse(payload) as OutputMessage);
    });
  }

  /** `hostFolder`: files of the replay host, in which the debugger must not stop except at its one stopping place. */
  static async attach(child: ReplayChild, hostFolder: string): Promise<ReplayTarget> {
    const separator = hostFolder.includes("\\") ? "\\" : "/";
    const target = new ReplayTarget(child, `${hostFolder}${separator}stop.js`);
    const { inspector } = target;
    const host = hostFolder.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
    await Promise.all([
      inspector.send("Runtime.enable"),
      inspector.send("Runtime.addBinding", { name: outputBinding }),
      inspector.send("Debugger.enable"),
      inspector.send("Debugger.setBlackboxPatterns", {
        patterns: ["^node:", "[\\\\/]node_modules[\\\\/]", `${host}[\\\\/](?!stop\\.js)`, "^$"],
      }),
    ]);
    return target;
  }

  get exited(): ReplayChild["exited"] {
    return this.child.exited;
  }

  dispose(): void {
    this.child.dispose();
  }

  /** Loads the app, as soon as the thread is idle. */
  async load(request: LoadRequest): Promise<LoadResult> {
    for (const begun = Date.now(); ;) {
      const result = await this.call("load", request);
      if (result !== "busy") return result;
      await this.waitForIdle(begun);
    }
  }

  /** Calls a member of the child's API; also while it is stopped. */
  async call<M extends keyof DebugApi>(method: M, ...args: Arguments<M>): Promise<Result<M>> {
    const text = args.map((argument) => JSON.stringify(argument)).join(",");
    const answer = await this.inspector.send("Runtime.evaluate", {
      expression: `${debugGlobal}.${method}(${text})`,
      returnByValue: true,
      // A promise never settles while the thread is stopped.
      awaitPromise: method === "load",
    });
    return valueOf(answer) as Result<M>;
  }

  /** As `call`, for an argument too large to be part of a script (it would slow down every later stop). */
  async callWithText(method: "setHistory", text: string): Promise<void> {
    const { result } = await this.inspector.send("Runtime.evaluate", { expression: debugGlobal });
    if (result.objectId === undefined) throw new ToolkitError("internal", "The replay host is not there.");
    const answer = await this.inspector.send("Runtime.callFunctionOn", {
      objectId: result.objectId,
      functionDeclaration: `function (text) { this.${method}(text); }`,
      arguments: [{ value: text }],
    });
    valueOf(answer);
  }

  /** Starts a run from the beginning; the thread must be idle (see `abort`). */
  async start(arm: Arm, options: RunOptions): Promise<RunEnd> {
    const expression = `${debugGlobal}.start(${JSON.stringify(arm)},${JSON.stringify(options)})`;
    for (const begun = Date.now(); ;) {
      const end = await this.untilStop(() => {
        this.run = this.inspector
          .send("Runtime.evaluate", { expression, returnByValue: true, awaitPromise: true })
          .then((answer): RunEnd => ({ kind: valueOf(answer) === "busy" ? "busy" : "finished" }));
        return this.run;
      });
      if (end.kind === "finished") this.run = undefined;
      if (end.kind !== "busy") return end;
      await this.waitForIdle(begun);
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

  /** Makes running code stop at its next statement, e.g. in an endless loop. */
  async interrupt(): Promise<void> {
    this.nudges = 0;
    await this.call("arm", { stopFrom: 1 });
    await new Promise((resolve) => setTimeout(resolve, interruptDelay));
    // Optimised code may have read the clock for the last time: V8 has to stop it first.
    if (this.nudges !== undefined) await this.inspector.send("Debugger.pause");
  }

  /** A pause of V8's own: asked for by `interrupt`, or a `debugger` statement of the user's, which is none of our stops. */
  private async passOver(): Promise<void> {
    if (this.nudges === undefined || this.nudges++ >= mostNudges) {
      await this.inspector.send("Debugger.resume");
      return;
    }
    await this.call("arm", { stopFrom: 1 });
    // A step makes V8 give the optimised code up.
    await this.inspector.send("Debugger.stepInto");
  }

  private async waitForIdle(since: number): Promise<void> {
    if (Date.now() - since > longestBusy) throw new ThreadBusy(await this.call("running"));
    await new Promise((resolve) => setTimeout(resolve, busyDelay));
  }

  private isTick({ callFrames: [top] }: Protocol.Debugger.PausedEvent): boolean {
    return top !== undefined && pathOf(this.inspector.scripts.get(top.location.scriptId)?.url ?? "") === this.stopFile;
  }

  /** Runs until the debugger stops the thread or `go` settles, whichever comes first. */
  private async untilStop(go: () => Promise<RunEnd>): Promise<RunEnd> {
    const subscriptions = new DisposableStore();
    const stopped = new Promise<RunEnd>((resolve) => {
      const onPaused = this.inspector.onPaused((event) => {
        if (this.isTick(event)) resolve({ kind: "stopped", frames: event.callFrames });
        else this.passOver().catch(() => undefined);
      });
      subscriptions.add(onPaused);
    });
    try {
      return await Promise.race([stopped, go()]);
    } finally {
      this.nudges = undefined;
      subscriptions.dispose();
    }
  }
}

interface Answer {
  readonly result: Protocol.Runtime.RemoteObject;
  readonly exceptionDetails?: Protocol.Runtime.ExceptionDetails;
}

function valueOf({ result, exceptionDetails }: Answer): unknown {
  if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
  return result.value;
}
