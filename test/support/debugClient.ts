import type { DebugProtocol } from "@vscode/debugprotocol";
import type { LaunchArguments } from "../../src/contributions/launchArguments";
import { ReplaySession } from "../../src/debugger/replaySession";
import type { ReplayServices } from "../../src/debugger/services";
import { ReplayDebugSession } from "../../src/debugger/session";
import { prepareReplay } from "../../src/runner/prepareReplay";
import { silentLog, type Log } from "../../src/base/ports";
import { replayPorts } from "./replayPorts";

type Message = DebugProtocol.ProtocolMessage;
interface Waiter {
  readonly matches: (message: Message) => boolean;
  resolve(message: Message): void;
}

/** A debug session and its client in one process: both ends of a real conversation. */
export class DebugClient {
  readonly session: ReplayDebugSession;
  /** Everything said so far, in both directions, in order. */
  readonly messages: Message[] = [];
  private readonly waiters = new Set<Waiter>();
  private seq = 0;

  constructor(log: Log = silentLog) {
    const services: ReplayServices = {
      prepare: (launch, early) => prepareReplay(launch, replayPorts, process.cwd(), early),
      timeoutMs: 20_000,
      log,
    };
    this.session = new ReplayDebugSession({
      open: (launch, signal) => ReplaySession.open(launch, services, signal),
      log,
    });
    this.session.onDidSendMessage((message) => this.receive(message as Message));
  }

  /** The body of a successful response; throws the message of a failed one. */
  async request(command: string, args: object = {}): Promise<Record<string, unknown>> {
    const response = await this.respond(command, args);
    if (!response.success) throw new Error(messageOfResponse(response));
    return (response.body ?? {}) as Record<string, unknown>;
  }

  /** The response, successful or not. */
  async respond(command: string, args: object = {}): Promise<DebugProtocol.Response> {
    const seq = ++this.seq;
    const request = { seq, type: "request", command, arguments: args } as DebugProtocol.Request;
    this.messages.push(request);
    const response = this.waitFor((message) => (message as DebugProtocol.Response).request_seq === seq);
    this.session.handleMessage(request);
    return (await response) as DebugProtocol.Response;
  }

  async event(name: string): Promise<Record<string, unknown>> {
    const found = await this.waitFor(
      (message) => message.type === "event" && (message as DebugProtocol.Event).event === name,
    );
    return ((found as DebugProtocol.Event).body ?? {}) as Record<string, unknown>;
  }

  /** Launches and goes to the first stop; `breakpoints`: lines by file. */
  async launch(
    launch: LaunchArguments,
    breakpoints: Readonly<Record<string, readonly number[]>> = {},
  ): Promise<StopBody> {
    await this.request("initialize", {
      adapterID: "durable-replay",
      pathFormat: "path",
      linesStartAt1: true,
      columnsStartAt1: true,
    });
    const initialized = this.event("initialized");
    const launched = this.request("launch", launch);
    await Promise.race([launched, initialized]);
    await launched;
    for (const [path, lines] of Object.entries(breakpoints))
      await this.request("setBreakpoints", { source: { path }, breakpoints: lines.map((line) => ({ line })) });
    const stopped = this.stop();
    await this.request("configurationDone");
    return stopped;
  }

  /** A request that ends in a stop. */
  async move(command: string, args: object = { threadId: 1 }): Promise<StopBody> {
    const stopped = this.stop();
    await this.request(command, args);
    return stopped;
  }

  /** Where the session stands: innermost frame first. */
  async frames(): Promise<DebugProtocol.StackFrame[]> {
    return (await this.request("stackTrace", { threadId: 1 }))["stackFrames"] as DebugProtocol.StackFrame[];
  }

  async scope(name: string, frameId = 1): Promise<Record<string, string>> {
    const { scopes } = (await this.request("scopes", { frameId })) as { scopes: DebugProtocol.Scope[] };
    const found = scopes.find((scope) => scope.name === name);
    if (!found) throw new Error(`There is no scope ${name}.`);
    const answer = await this.request("variables", { variablesReference: found.variablesReference });
    const variables = answer["variables"] as DebugProtocol.Variable[];
    return Object.fromEntries(variables.map((variable) => [variable.name, variable.value]));
  }

  async disconnect(): Promise<void> {
    await this.request("disconnect", {});
  }

  /** The next stop, whatever leads to it. */
  nextStop(): Promise<StopBody> {
    return this.stop();
  }

  private async stop(): Promise<StopBody> {
    const position = this.event("durable/position");
    const ended = this.event("terminated").then(() => {
      throw new Error(`The session ended: ${this.outputText()}`);
    });
    const stopped = this.event("stopped");
    await Promise.race([position, ended]);
    return { ...(await stopped), ...(await position) } as unknown as StopBody;
  }

  outputText(): string {
    const outputs = this.messages.filter((message) => (message as DebugProtocol.Event).event === "output");
    return outputs.map((message) => (message as DebugProtocol.OutputEvent).body.output).join("");
  }

  private receive(message: Message): void {
    this.messages.push(message);
    for (const waiter of [...this.waiters]) {
      if (!waiter.matches(message)) continue;
      this.waiters.delete(waiter);
      waiter.resolve(message);
    }
  }

  private waitFor(matches: (message: Message) => boolean): Promise<Message> {
    return new Promise((resolve) => {
      this.waiters.add({ matches, resolve });
    });
  }
}

export interface StopBody {
  readonly reason: string;
  readonly description?: string;
  readonly tick: number;
  readonly event: number;
  readonly episode: number;
  readonly line: number;
  readonly source: string;
  readonly isReplaying: boolean;
}

export function messageOfResponse(response: DebugProtocol.Response): string {
  const { error } = (response.body ?? {}) as { error?: DebugProtocol.Message };
  return error?.format ?? response.message ?? "";
}
