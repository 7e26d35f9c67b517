import { DebugSession, InitializedEvent } from "@vscode/debugadapter";
import type { DebugProtocol } from "@vscode/debugprotocol";
import { messageWithPlace, ToolkitError } from "../base/errors";
import type { Log } from "../base/ports";
import { parseLaunchArguments, type LaunchArguments } from "../contributions/launchArguments";
import { capabilities } from "./capabilities";
import { evaluate } from "./evaluate";
import { ConnectionClosed } from "./inspectorClient";
import {
  breakpointBody,
  exceptionBody,
  outputBody,
  positionBody,
  sourceOf,
  stackFrameBody,
  stoppedBody,
} from "./protocolBodies";
import type { ReplaySession } from "./replaySession";
import type { Stop } from "./replayController";
import { Variables } from "./variables";

const threadId = 1;
/** Characters of a message in the log. */
const longestTrace = 2000;
/** Requests that the user made in so many words. */
const asked = new Set(["launch", "goto", "restartFrame", "durable/seek"]);

type Answer<R extends DebugProtocol.Response> = R["body"];

/** What a debug session needs from the program it runs in. */
export interface DebugServices {
  /** The replay that a launch names, perhaps one that loads already; it ends with `signal`. Throws `ToolkitError`. */
  open(launch: LaunchArguments, signal: AbortSignal): Promise<ReplaySession>;
  readonly log: Log;
}

/** The debug adapter: translates requests; what they mean is decided in `ReplaySession` and `ReplayController`. */
export class ReplayDebugSession extends DebugSession {
  private readonly services: DebugServices;
  private readonly variables = new Variables();
  private replay: ReplaySession | undefined;
  /** Requests that move the position run one after another. */
  private moves: Promise<unknown> = Promise.resolve();
  private readonly configured: Promise<void>;
  private setConfigured: () => void = () => undefined;
  private launched = false;
  private ended = false;
  /** Aborted when the session is over. */
  private readonly lifetime = new AbortController();
  private traced = false;
  private setClosed: () => void = () => undefined;
  /** Settles when the client has disconnected and the child is gone. */
  readonly closed = new Promise<void>((resolve) => {
    this.setClosed = resolve;
  });

  constructor(services: DebugServices) {
    super();
    this.services = services;
    this.configured = new Promise((resolve) => {
      this.setConfigured = resolve;
    });
    this.setDebuggerLinesStartAt1(true);
    this.setDebuggerColumnsStartAt1(false);
  }

  protected override initializeRequest(response: DebugProtocol.InitializeResponse): void {
    response.body = capabilities;
    this.sendResponse(response);
  }

  protected override launchRequest(response: DebugProtocol.LaunchResponse, args: unknown): void {
    this.answer(response, () => this.launch(args));
  }

  protected override configurationDoneRequest(response: DebugProtocol.ConfigurationDoneResponse): void {
    this.setConfigured();
    this.sendResponse(response);
  }

  protected override setBreakPointsRequest(
    response: DebugProtocol.SetBreakpointsResponse,
    { source, breakpoints = [] }: DebugProtocol.SetBreakpointsArguments,
  ): void {
    this.answer(response, () => {
      const requested = breakpoints.map(({ line, column, condition }) => ({
        line: this.convertClientLineToDebugger(line),
        ...(column !== undefined && { column: this.convertClientColumnToDebugger(column) }),
        ...(condition !== undefined && { condition }),
      }));
      const bound = this.running().breakpoints.set(pathOfSource(source), requested);
      return { breakpoints: bound.map((one) => breakpointBody(one, this.columns)) };
    });
  }

  protected override setExceptionBreakPointsRequest(response: DebugProtocol.SetExceptionBreakpointsResponse): void {
    this.sendResponse(response);
  }

  protected override threadsRequest(response: DebugProtocol.ThreadsResponse): void {
    const name = this.replay ? `${this.replay.prepared.load.orchestrator} (${this.replay.instanceId})` : "replay";
    response.body = { threads: [{ id: threadId, name }] };
    this.sendResponse(response);
  }

  protected override stackTraceRequest(
    response: DebugProtocol.StackTraceResponse,
    { startFrame = 0, levels = 0 }: DebugProtocol.StackTraceArguments,
  ): void {
    this.answer(response, () => {
      const { frames, tick, atEnd } = this.standing();
      const position = this.positionOf({ tick, atEnd });
      const { orchestrator } = this.running().prepared.load;
      const bodies = frames.map((frame, index) =>
        stackFrameBody(frame, index, frames.length, orchestrator, position, this.columns),
      );
      const end = levels > 0 ? startFrame + levels : bodies.length;
      return { stackFrames: bodies.slice(startFrame, end), totalFrames: bodies.length };
    });
  }

  protected override scopesRequest(
    response: DebugProtocol.ScopesResponse,
    { frameId }: DebugProtocol.ScopesArguments,
  ): void {
    this.answer(response, () => {
      const stop = this.standing();
      const frame = stop.frames[frameId - 1];
      if (!frame) throw new ToolkitError("usage", `There is no stack frame ${frameId}.`);
      const { episode } = this.positionOf(stop);
      return { scopes: this.variables.scopes(frame, `${episode} of ${this.running().positions.episodes}`) };
    });
  }

  protected override variablesRequest(
    response: DebugProtocol.VariablesResponse,
    args: DebugProtocol.VariablesArguments,
  ): void {
    this.answer(response, async () => {
      this.standing();
      const { inspector } = this.running().controller.replayTarget;
      const variables = await this.variables.children(inspector, args.variablesReference, args);
      if (!variables)
        throw new ToolkitError("usage", `There is no variables reference ${args.variablesReference} at this stop.`);
      return { variables };
    });
  }

  protected override evaluateRequest(
    response: DebugProtocol.EvaluateResponse,
    args: DebugProtocol.EvaluateArguments,
  ): void {
    this.answerInTurn(response, () => {
      this.standing();
      return evaluate(this.running().controller, args, this.variables);
    });
  }

  protected override continueRequest(response: DebugProtocol.ContinueResponse): void {
    this.step(response, () => this.running().controller.continue(), { allThreadsContinued: true });
  }

  protected override nextRequest(response: DebugProtocol.NextResponse): void {
    this.step(response, () => this.running().controller.stepOver(), {});
  }

  protected override stepInRequest(response: DebugProtocol.StepInResponse): void {
    this.step(response, () => this.running().controller.stepIn(), {});
  }

  protected override stepOutRequest(response: DebugProtocol.StepOutResponse): void {
    this.step(response, () => this.running().controller.stepOut(), {});
  }

  protected override stepBackRequest(response: DebugProtocol.StepBackResponse): void {
    this.step(response, () => this.running().controller.stepBack(), {});
  }

  protected override reverseContinueRequest(response: DebugProtocol.ReverseContinueResponse): void {
    this.step(response, () => this.running().controller.reverseContinue(), {});
  }

  protected override restartFrameRequest(
    response: DebugProtocol.RestartFrameResponse,
    { frameId }: DebugProtocol.RestartFrameArguments,
  ): void {
    this.step(response, () => this.running().controller.restartFrame(frameId - 1), {});
  }

  protected override restartRequest(response: DebugProtocol.RestartResponse): void {
    this.step(response, () => this.running().controller.seek(1), {});
  }

  protected override pauseRequest(response: DebugProtocol.PauseResponse): void {
    this.answer(response, () => {
      this.running().pause();
      return {};
    });
  }

  protected override gotoTargetsRequest(
    response: DebugProtocol.GotoTargetsResponse,
    args: DebugProtocol.GotoTargetsArguments,
  ): void {
    this.answer(response, () => {
      const line = this.convertClientLineToDebugger(args.line);
      const found = this.running().debuggee.sources.breakpointSite(pathOfSource(args.source), line);
      if (!found) return { targets: [] };
      const { place, site } = found;
      return {
        targets: [{ id: site, label: `line ${place.line}`, line: this.convertDebuggerLineToClient(place.line) }],
      };
    });
  }

  protected override gotoRequest(
    response: DebugProtocol.GotoResponse,
    { targetId }: DebugProtocol.GotoArguments,
  ): void {
    this.answerInTurn(response, () => this.running().controller.goToSite(targetId));
  }

  protected override exceptionInfoRequest(response: DebugProtocol.ExceptionInfoResponse): void {
    this.answer(response, () => {
      const { outcome } = this.running();
      return exceptionBody(outcome);
    });
  }

  protected override loadedSourcesRequest(response: DebugProtocol.LoadedSourcesResponse): void {
    this.answer(response, () => ({
      sources: [...this.running().debuggee.sources.values()].map((file) => sourceOf(file.file)),
    }));
  }

  protected override customRequest(command: string, response: DebugProtocol.Response, args: unknown): void {
    if (command === "durable/seek") this.answerInTurn(response, () => this.seek(args));
    else this.sendErrorResponse(response, 1, `Unknown request "${command}".`);
  }

  protected override terminateRequest(response: DebugProtocol.TerminateResponse): void {
    this.end();
    this.sendResponse(response);
  }

  protected override disconnectRequest(response: DebugProtocol.DisconnectResponse): void {
    this.dispose();
    this.sendResponse(response);
    this.setClosed();
  }

  /** Also when the client vanishes or the editor drops the session. */
  override dispose(): void {
    this.ended = true;
    this.lifetime.abort();
    this.replay?.dispose();
    super.dispose();
  }

  /** With the launch attribute `trace`, everything that is said goes to the log, both ways. */
  override handleMessage(message: DebugProtocol.ProtocolMessage): void {
    if (this.traced) this.trace("→", message);
    super.handleMessage(message);
  }

  override sendEvent(event: DebugProtocol.Event): void {
    if (this.traced) this.trace("←", event);
    super.sendEvent(event);
  }

  override sendResponse(response: DebugProtocol.Response): void {
    if (this.traced) this.trace("←", response);
    super.sendResponse(response);
  }

  // ---- inside

  private trace(direction: string, message: DebugProtocol.ProtocolMessage): void {
    this.services.log.info(`${direction} ${JSON.stringify(message, withoutValues).slice(0, longestTrace)}`);
  }

  private readonly columns = (column: number): number => this.convertDebuggerColumnToClient(column);

  private async launch(args: unknown): Promise<Answer<DebugProtocol.LaunchResponse>> {
    if (this.launched) throw new ToolkitError("usage", "This session replays already. Start another one.");
    this.launched = true;
    const { value: launch, problems } = parseLaunchArguments(args);
    const error = problems.find(({ severity }) => severity === "error");
    if (error) throw new ToolkitError("usage", error.message);
    // The launch itself is left out: its `env` may hold secrets.
    this.traced = launch.trace ?? false;
    const replay = await this.services.open(launch, this.lifetime.signal);
    this.replay = replay;
    if (this.ended) replay.dispose();
    replay.onOutput((output) => this.publish("output", outputBody(output, this.columns)));
    await replay.load().catch((problem: unknown) => {
      replay.dispose();
      throw problem;
    });
    this.sendEvent(new InitializedEvent());
    void this.proceed(replay);
    return undefined;
  }

  /** After the client has set its breakpoints. */
  private async proceed(replay: ReplaySession): Promise<void> {
    await this.configured;
    if (this.ended) return;
    if (replay.outcome) this.publish("durable/outcome", replay.outcome);
    if (!replay.hasRun) {
      this.publish("output", {
        category: "important",
        output: "The instance has not started: no worker has picked it up.\n",
      });
      this.end();
      return;
    }
    replay.controller.onStop((stop) => this.stopped(stop));
    replay.controller.onTerminate(() => this.end());
    this.enqueue(() => replay.begin()).catch((error: unknown) => this.fail(error));
  }

  private stopped(stop: Stop): void {
    if (this.ended) return;
    this.variables.reset();
    for (const bound of this.running().breakpoints.rebind())
      this.publish("breakpoint", { reason: "changed", breakpoint: breakpointBody(bound, this.columns) });
    this.running().announce(stop);
    this.publish("stopped", stoppedBody(stop, threadId, this.running().outcome));
    this.publish("durable/position", positionBody(stop, threadId, this.positionOf(stop), this.running().positions));
  }

  private async seek(args: unknown): Promise<void> {
    const { tick, event, episode } = (args ?? {}) as { tick?: unknown; event?: unknown; episode?: unknown };
    const { positions, controller } = this.running();
    const wanted =
      typeof tick === "number"
        ? tick
        : typeof event === "number"
          ? positions.tickOfEvent(event)
          : typeof episode === "number"
            ? positions.tickOfEpisode(episode)
            : undefined;
    if (wanted === undefined)
      throw new ToolkitError(
        "usage",
        "Seek needs a tick, event or episode that the history has. The session stays where it is.",
      );
    await controller.seek(wanted);
  }

  private positionOf({ tick, atEnd }: Pick<Stop, "tick" | "atEnd">) {
    const { positions } = this.running();
    return atEnd ? positions.end() : positions.at(tick);
  }

  private running(): ReplaySession {
    if (!this.replay) throw new ToolkitError("usage", "No replay runs. Launch one first.");
    return this.replay;
  }

  private standing(): Stop {
    const { stop } = this.running().controller;
    if (!stop) throw new ToolkitError("usage", "The code is running. Pause it first.");
    return stop;
  }

  /** Exactly one response to a request, whatever happens. */
  private answer<R extends DebugProtocol.Response>(response: R, act: () => Answer<R> | Promise<Answer<R>>): void {
    void (async () => act())().then(
      (body) => {
        response.body = body;
        this.sendResponse(response);
      },
      (error: unknown) => this.refuse(response, error),
    );
  }

  /** A request that takes its turn among those that move the position; answered when it is done. */
  private answerInTurn<R extends DebugProtocol.Response>(response: R, act: () => Promise<Answer<R>>): void {
    this.answer(response, () => this.enqueue(act));
  }

  /** A step: answered at once, with `body`; the stop comes later. */
  private step<R extends DebugProtocol.Response>(response: R, act: () => Promise<void>, body: Answer<R>): void {
    this.enqueue(async () => {
      this.standing();
      response.body = body;
      this.sendResponse(response);
      await act().catch((error: unknown) => this.fail(error));
    }).catch((error: unknown) => this.refuse(response, error));
  }

  private enqueue<T>(act: () => Promise<T>): Promise<T> {
    const done = this.moves.then(act);
    this.moves = done.catch(() => undefined);
    return done;
  }

  private refuse(response: DebugProtocol.Response, error: unknown): void {
    const format = errorText(error);
    this.services.log.warn(format);
    // A hover that fails, or a view that asks for an earlier stop, is no reason for a notification.
    const showUser = error instanceof ToolkitError && asked.has(response.command);
    this.sendErrorResponse(response, { id: 1, format, showUser });
  }

  /** Something broke between two stops: the session cannot go on. */
  private fail(error: unknown): void {
    if (this.ended) return;
    const text = errorText(error);
    this.services.log.error(text);
    this.publish("output", { category: "important", output: `${text}\n` });
    this.end();
  }

  private end(): void {
    if (this.ended) return;
    this.ended = true;
    this.lifetime.abort();
    this.replay?.dispose();
    this.publish("terminated", {});
  }

  private publish(event: string, body: object): void {
    this.sendEvent({ type: "event", seq: 0, event, body });
  }
}

function errorText(error: unknown): string {
  if (!(error instanceof ConnectionClosed)) return messageWithPlace(error);
  return "The process that runs your code has died. The next step starts a new one, at the same position.";
}

function pathOfSource({ path }: DebugProtocol.Source): string {
  if (path === undefined) throw new ToolkitError("usage", "Breakpoints need a source with a path.");
  return path;
}

/** Variables for the user's code may hold secrets: the log has their names. */
function withoutValues(key: string, value: unknown): unknown {
  if (key !== "env" || typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.keys(value).map((name) => [name, "[secret]"]));
}
