import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import path from "node:path";
import type { DebugProtocol } from "@vscode/debugprotocol";
import { isRunning, runningReplayHosts } from "../support/childProcesses";
import { sampleReplay } from "../support/debugFixtures";
import { eventually } from "../support/eventually";
import { chainApp, chainHistory, withApp } from "../support/ownApp";

/** `durable-toolkit dap` as another editor starts it. */
class StdioAdapter {
  readonly process = spawn(process.execPath, [path.resolve("dist/cli.js"), "dap"], { stdio: ["pipe", "pipe", "pipe"] });
  readonly exited = new Promise<number | null>((resolve) => this.process.once("exit", (code) => resolve(code)));
  private readonly messages: DebugProtocol.ProtocolMessage[] = [];
  private readonly waiters = new Set<() => void>();
  private buffer = Buffer.alloc(0);
  private seq = 0;

  constructor() {
    this.process.stdout.on("data", (chunk: Buffer) => this.read(chunk));
  }

  send(command: string, args: object = {}): number {
    const text = JSON.stringify({ seq: ++this.seq, type: "request", command, arguments: args });
    this.process.stdin.write(`Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
    return this.seq;
  }

  async response(seq: number): Promise<DebugProtocol.Response> {
    return (await this.find(
      (message) => (message as DebugProtocol.Response).request_seq === seq,
    )) as DebugProtocol.Response;
  }

  async event(name: string): Promise<DebugProtocol.Event> {
    return (await this.find((message) => (message as DebugProtocol.Event).event === name)) as DebugProtocol.Event;
  }

  /** Standard input as a person or a wrong program fills it; resolves to the exit code and what stderr says. */
  async hear(input: string): Promise<readonly [number | null, string]> {
    let error = "";
    this.process.stderr.on("data", (chunk: Buffer) => void (error += chunk.toString()));
    const closed = new Promise<void>((resolve) => this.process.once("close", () => resolve()));
    this.process.stdin.end(input);
    await closed;
    return [await this.exited, error];
  }

  private async find(
    matches: (message: DebugProtocol.ProtocolMessage) => boolean,
  ): Promise<DebugProtocol.ProtocolMessage> {
    for (;;) {
      const index = this.messages.findIndex(matches);
      const [found] = index < 0 ? [] : this.messages.splice(index, 1);
      if (found) return found;
      await new Promise<void>((resolve) => this.waiters.add(resolve));
    }
  }

  private read(chunk: Buffer): void {
    this.buffer = Buffer.concat([this.buffer, chunk]);
    for (;;) {
      const head = /^Content-Length: (\d+)\r\n\r\n/.exec(this.buffer.toString("latin1"));
      const length = Number(head?.[1]);
      const start = head?.[0].length ?? 0;
      if (!head || this.buffer.length < start + length) break;
      this.messages.push(
        JSON.parse(this.buffer.subarray(start, start + length).toString("utf8")) as DebugProtocol.ProtocolMessage,
      );
      this.buffer = this.buffer.subarray(start + length);
    }
    for (const wake of this.waiters) wake();
    this.waiters.clear();
  }
}

describe("the debug adapter on standard input and output", () => {
  it("launches, stops, steps, disconnects and exits", async () => {
    const adapter = new StdioAdapter();
    try {
      await adapter.response(adapter.send("initialize", { adapterID: "durable-replay", pathFormat: "path" }));
      const launched = adapter.send("launch", sampleReplay("completed", { stopOn: "entry" }));
      await adapter.event("initialized");
      assert.equal((await adapter.response(launched)).success, true);
      await adapter.response(adapter.send("configurationDone"));
      assert.equal(((await adapter.event("stopped")).body as { reason: string }).reason, "entry");
      await adapter.response(adapter.send("next", { threadId: 1 }));
      assert.equal(((await adapter.event("stopped")).body as { reason: string }).reason, "step");
      await adapter.response(adapter.send("disconnect"));
      assert.equal(await adapter.exited, 0);
    } finally {
      adapter.process.kill();
    }
  });

  for (const [title, input, reason] of [
    ["words", "hello\n", /: The input is no message, and dap speaks the Debug Adapter Protocol/],
    ["a header before something else", "Content-Length: 5\r\n\r\nhello", /: The input is no message/],
    ["half a message", 'Content-Length: 50\r\n\r\n{"seq":1', /: The input is no message/],
    ["nothing", "", /: The input ended before a message came/],
  ] as const) {
    it(`ends 2 with one message when it hears ${title}`, async () => {
      const [code, error] = await new StdioAdapter().hear(input);
      assert.equal(code, 2);
      assert.match(error, reason);
      assert.match(error, /use durable-toolkit replay\.\nusage: durable-toolkit dap \[--listen PORT\]\n$/);
    });
  }

  it("ends 0 when an editor goes without a word of goodbye", async () => {
    const adapter = new StdioAdapter();
    await adapter.response(adapter.send("initialize", { adapterID: "durable-replay" }));
    assert.deepEqual(await adapter.hear(""), [0, ""]);
  });
});

describe("the command line as a process", function () {
  this.timeout(60_000);
  const endless = chainApp({ first: "while (true) {}" });
  const replayOn = (root: string, stderr: "ignore" | "pipe" = "ignore") => {
    const args = [path.resolve("dist/cli.js"), "replay", chainHistory, "--app", root, "--node", process.execPath];
    const started = spawn(process.execPath, args, { stdio: ["ignore", "pipe", stderr] });
    return { started, exited: new Promise<number | null>((resolve) => started.once("exit", (code) => resolve(code))) };
  };
  const hostOf = async (pid: number | undefined) => {
    const [host] = await eventually(
      () => runningReplayHosts(pid),
      ({ length }) => length > 0,
    );
    assert.ok(host !== undefined);
    return host;
  };

  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
    it(`leaves no process with code that never ends: ${signal}`, () =>
      withApp(endless, async ({ root }) => {
        const { started, exited } = replayOn(root);
        const host = await hostOf(started.pid);
        started.kill(signal);
        assert.equal(await exited, 130);
        await eventually(
          () => isRunning(host),
          (runs) => !runs,
        );
      }));

  it("leaves no process with code that never ends when it is killed itself", () =>
    withApp(chainApp({ first: 'console.log("begins"); while (true) {}' }), async ({ root }) => {
      const { started, exited } = replayOn(root, "pipe");
      const host = await hostOf(started.pid);
      await new Promise((resolve) => started.stderr?.once("data", resolve));
      started.kill("SIGKILL");
      await exited;
      await eventually(
        () => isRunning(host),
        (runs) => !runs,
      );
    }));

  it("has the exit code of its result when nobody reads its messages", () =>
    withApp(chainApp({ top: 'console.log("loaded");' }), async ({ root }) => {
      const { started, exited } = replayOn(root, "pipe");
      started.stderr?.destroy();
      started.stdout?.resume();
      assert.equal(await exited, 0);
    }));
});
