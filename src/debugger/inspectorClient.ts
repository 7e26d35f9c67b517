import type { Protocol } from "devtools-protocol";
import type { ProtocolMapping } from "devtools-protocol/types/protocol-mapping";
import { Emitter } from "../base/emitter";
import type { ReplayChild } from "../runner/childProcess";

type Commands = ProtocolMapping.Commands;
type Parameters_<M extends keyof Commands> = Commands[M]["paramsType"][0];

interface Incoming {
  readonly id?: number;
  readonly result?: unknown;
  readonly error?: { readonly message: string };
  readonly method?: string;
  readonly params?: unknown;
}

interface Pending {
  readonly method: string;
  resolve(result: unknown): void;
  reject(error: Error): void;
}

/** The child is gone, with whatever was still to be answered. */
export class ConnectionClosed extends Error {
  override readonly name = "ConnectionClosed";
}

/** An evaluation that V8 gave up because its time was over. */
export function isTerminated(error: unknown): boolean {
  return error instanceof Error && error.message.endsWith("Execution was terminated");
}

/** Inspector protocol (V8's) over the child's channel. */
export class InspectorClient {
  readonly scripts = new Map<string, Protocol.Debugger.ScriptParsedEvent>();
  private readonly child: ReplayChild;
  private readonly pending = new Map<number, Pending>();
  private readonly paused = new Emitter<Protocol.Debugger.PausedEvent>();
  private readonly bindingCalled = new Emitter<Protocol.Runtime.BindingCalledEvent>();
  private lastId = 0;
  private closed = false;

  readonly onPaused = this.paused.event;
  readonly onBindingCalled = this.bindingCalled.event;

  constructor(child: ReplayChild) {
    this.child = child;
    child.onMessage((message) => this.receive(message as Incoming));
    void child.exited.then(() => this.close());
  }

  send<M extends keyof Commands>(method: M, params?: Parameters_<M>): Promise<Commands[M]["returnType"]> {
    if (this.closed) return Promise.reject(new ConnectionClosed(method));
    const id = ++this.lastId;
    return new Promise((resolve, reject) => {
      this.pending.set(id, { method, resolve: resolve, reject });
      this.child.send({ id, method, params: params ?? {} });
    });
  }

  private receive({ id, result, error, method, params }: Incoming): void {
    if (id === undefined) {
      this.notify(method ?? "", params);
      return;
    }
    const request = this.pending.get(id);
    if (!request) return;
    this.pending.delete(id);
    if (error) request.reject(new Error(`${request.method}: ${error.message}`));
    else request.resolve(result);
  }

  private notify(method: string, params: unknown): void {
    if (method === "Debugger.scriptParsed") {
      const script = params as Protocol.Debugger.ScriptParsedEvent;
      this.scripts.set(script.scriptId, script);
    } else if (method === "Debugger.paused") this.paused.fire(params as Protocol.Debugger.PausedEvent);
    else if (method === "Runtime.bindingCalled") this.bindingCalled.fire(params as Protocol.Runtime.BindingCalledEvent);
  }

  private close(): void {
    this.closed = true;
    for (const request of this.pending.values()) request.reject(new ConnectionClosed(request.method));
    this.pending.clear();
  }
}
