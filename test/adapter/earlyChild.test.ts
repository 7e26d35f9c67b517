import assert from "node:assert/strict";
import path from "node:path";
import { ToolkitError } from "../../src/base/errors";
import { silentLog } from "../../src/base/ports";
import { ReplaySession } from "../../src/debugger/replaySession";
import type { ReplayServices } from "../../src/debugger/services";
import { startChild, type ChildOptions } from "../../src/runner/childProcess";
import { prepareReplay, type ReplayPorts } from "../../src/runner/prepareReplay";
import { SpareChild } from "../../src/runner/spareChild";
import { noProcessLeft, outcomeOf } from "../support/badInput";
import { runningReplayHosts } from "../support/childProcesses";
import { DebugClient } from "../support/debugClient";
import { eventually } from "../support/eventually";
import { fixtures, recorded } from "../support/debugFixtures";
import { chainApp, chainFile, withApp } from "../support/ownApp";
import { replayPorts } from "../support/replayPorts";

/** Prepares with a child that starts early; `readHistory` is called when it runs. */
function prepare(signal: AbortSignal, readHistory: ReplayPorts["readHistory"]) {
  const waiting: ReplayPorts["readHistory"] = async (wish, app) => {
    await eventually(runningReplayHosts, ({ length }) => length > 0);
    return readHistory(wish, app);
  };
  const launch = recorded("v4-js", "order");
  return prepareReplay(launch, { ...replayPorts, readHistory: waiting }, process.cwd(), {
    channel: "inspector",
    signal,
  });
}

/** A replay of an order whose rows name `orchestrator` at first sight; notes what happens until its history is decoded. */
function openNamed(orchestrator: string | undefined, signal: AbortSignal, happened: string[]): Promise<ReplaySession> {
  const launch = recorded("v4-js", "order");
  const readHistory: ReplayPorts["readHistory"] = async (wish, app) => {
    const read = await replayPorts.readHistory(wish, app);
    await eventually(runningReplayHosts, ({ length }) => length > 0);
    const decode = () => {
      happened.push("decode");
      return read.decode();
    };
    return { orchestrator, decode };
  };
  const prepare: ReplayServices["prepare"] = (wish, early) =>
    prepareReplay(wish, { ...replayPorts, readHistory }, process.cwd(), {
      ...early,
      load: (child, request) => {
        happened.push(`load ${request.orchestrator}`);
        early.load?.(child, request);
      },
    });
  return ReplaySession.open(launch, { prepare, timeoutMs: 20_000, log: silentLog }, signal);
}

describe("a child that starts while the history is read", function () {
  this.timeout(60_000);
  beforeEach(noProcessLeft);

  it("is handed over, and ends with the signal", async () => {
    const life = new AbortController();
    const { child } = await prepare(life.signal, (wish, app) => replayPorts.readHistory(wish, app));
    assert.ok(child);
    assert.equal(runningReplayHosts().length, 1);
    life.abort();
    await noProcessLeft();
  });

  it("ends when the history cannot be read", async () => {
    const refused = new ToolkitError("instance-not-found", "There is no such instance.");
    await assert.rejects(
      prepare(new AbortController().signal, () => Promise.reject(refused)),
      refused,
    );
    await noProcessLeft();
  });

  it("ends when the session does meanwhile", async () => {
    const life = new AbortController();
    const reading = prepare(life.signal, async (wish, app) => {
      life.abort();
      await noProcessLeft();
      return replayPorts.readHistory(wish, app);
    });
    await reading;
    assert.deepEqual(runningReplayHosts(), []);
  });

  it("loads the app before the history is decoded", async () => {
    const life = new AbortController();
    const happened: string[] = [];
    const replay = await openNamed("order", life.signal, happened);
    assert.deepEqual(happened, ["load order", "decode"]);
    await replay.load();
    assert.equal(replay.outcome?.outcome, "completed");
    assert.equal(runningReplayHosts().length, 1);
    life.abort();
    await noProcessLeft();
  });

  it("gives way to another when the rows named another orchestrator at first sight", async () => {
    const life = new AbortController();
    const happened: string[] = [];
    const replay = await openNamed("chain", life.signal, happened);
    const [early] = runningReplayHosts();
    assert.deepEqual(happened, ["load chain", "decode"]);
    await replay.load();
    assert.equal(replay.outcome?.outcome, "completed");
    await eventually(runningReplayHosts, ({ length }) => length === 1);
    assert.notEqual(runningReplayHosts()[0], early);
    life.abort();
    await noProcessLeft();
  });

  it("loads in its turn when what the rows named takes longer to be found", async () => {
    const life = new AbortController();
    const loads: string[] = [];
    const file = path.join(fixtures, "apps/v4-js/src/functions/order.js");
    const later = { name: "later", kind: "orchestration", file, line: 1, registeredIn: file } as const;
    const findFunctions = () => new Promise<[typeof later]>((resolve) => setTimeout(() => resolve([later]), 50));
    const readHistory: ReplayPorts["readHistory"] = async (wish, app) => {
      const read = await replayPorts.readHistory(wish, app);
      return { orchestrator: "later", decode: () => read.decode() };
    };
    await prepareReplay(recorded("v4-js", "order"), { ...replayPorts, readHistory, findFunctions }, process.cwd(), {
      channel: "inspector",
      signal: life.signal,
      load: (_, { orchestrator }) => loads.push(orchestrator),
    });
    await new Promise((resolve) => setTimeout(resolve, 100));
    assert.deepEqual(loads, []);
    life.abort();
    await noProcessLeft();
  });

  it("answers each of many launches at once, whatever moment their requests come at", async () => {
    const clients = Array.from({ length: 16 }, () => new DebugClient());
    const stops = await Promise.all(clients.map((client) => client.launch(recorded("v4-js", "charge-declined"))));
    assert.deepEqual(new Set(stops.map(({ reason }) => reason)).size, 1);
    await Promise.all(clients.map((client) => client.disconnect()));
    await noProcessLeft();
  });

  it("has loaded the SDK before the app asks for it", () => {
    const isThere = `console.log("SDK:", Object.keys(require.cache).some((file) => file.includes("durable-functions")));`;
    const files = chainApp({});
    return withApp({ ...files, [chainFile]: `${isThere}\n${files[chainFile]}` }, async ({ launch }) => {
      const client = new DebugClient();
      await client.launch(launch());
      assert.match(client.outputText(), /^SDK: true$/m);
      await client.disconnect();
      await noProcessLeft();
    });
  });

  it("waits until the SDK lets go of the thread, which takes long on a busy machine", () => {
    const real = path.join(fixtures, "apps/v4-js/node_modules/durable-functions");
    const sdk = {
      "node_modules/durable-functions/package.json": JSON.stringify({ name: "durable-functions", version: "3.5.0" }),
      "node_modules/durable-functions/index.js": `setImmediate(() => { for (const end = Date.now() + 4000; Date.now() < end; ); });\nmodule.exports = require(${JSON.stringify(real)});`,
    };
    return withApp({ ...chainApp({}), ...sdk }, async ({ launch }) => {
      const client = new DebugClient();
      await client.launch(launch());
      assert.equal(outcomeOf(client).outcome, "completed");
      await client.disconnect();
      await noProcessLeft();
    });
  });

  it("loads no SDK ahead for an app that is a bundle: it has its own", async () => {
    const given: ChildOptions[] = [];
    const start = (options: ChildOptions) => {
      given.push(options);
      return startChild(options);
    };
    for (const [app, history] of [
      ["v4-js", "v4-js/chain"],
      ["bundled-whole-ts", "bundled-whole-ts/shout"],
    ] as const) {
      const life = new AbortController();
      const launch = {
        history: path.join(fixtures, "histories", `${history}.json`),
        appRoot: path.join(fixtures, "apps", app),
      };
      await prepareReplay(launch, replayPorts, process.cwd(), { channel: "inspector", signal: life.signal, start });
      life.abort();
    }
    const folders = given.map(({ sdk }) => sdk && path.relative(fixtures, sdk.directory));
    assert.deepEqual(folders, ["apps/v4-js/node_modules/durable-functions", undefined]);
    await noProcessLeft();
  });

  it("loads nothing for rows that name no orchestrator, and is used all the same", async () => {
    const life = new AbortController();
    const happened: string[] = [];
    const replay = await openNamed(undefined, life.signal, happened);
    const [early] = runningReplayHosts();
    assert.deepEqual(happened, ["decode"]);
    await replay.load();
    assert.equal(replay.outcome?.outcome, "completed");
    assert.deepEqual(runningReplayHosts(), [early]);
    life.abort();
    await noProcessLeft();
  });

  it("tells whoever listens first what was said while it was loaded ahead, and is loaded once", async () => {
    const life = new AbortController();
    const launch = recorded("v4-js", "order");
    const services = {
      prepare: () => prepare(life.signal, (wish, app) => replayPorts.readHistory(wish, app)),
      timeoutMs: 20_000,
      log: silentLog,
    };
    const replay = await ReplaySession.open(launch, services, life.signal);
    await replay.load();
    const heard: string[] = [];
    replay.onOutput(({ text }) => heard.push(text));
    assert.match(heard[0] ?? "", /order/i);
    assert.ok(heard.length > 1, heard.join(""));
    const { length } = heard;
    await replay.load();
    assert.equal(heard.length, length, "A second load says nothing anew.");
    assert.equal(runningReplayHosts().length, 1);
    replay.onOutput(() => assert.fail("What was heard is told once."));
    life.abort();
    await noProcessLeft();
  });

  it("is the one that was kept when the replay before it ended, and goes through a history as any other", async () => {
    const spare = new SpareChild();
    const outcomes: (string | undefined)[] = [];
    for (let replays = 0; replays < 2; replays++) {
      const life = new AbortController();
      const start = (options: ChildOptions) => {
        life.signal.addEventListener("abort", () => spare.keep(options, startChild), { once: true });
        return spare.take(options, startChild);
      };
      const launch = recorded("v4-js", "order");
      const prepare = () =>
        prepareReplay(launch, replayPorts, process.cwd(), { channel: "inspector", signal: life.signal, start });
      const [kept] = runningReplayHosts();
      const replay = await ReplaySession.open(launch, { prepare, timeoutMs: 20_000, log: silentLog }, life.signal);
      await replay.load();
      assert.equal(replay.prepared.child?.pid, kept ?? replay.prepared.child?.pid);
      outcomes.push(replay.outcome?.outcome);
      life.abort();
      await eventually(runningReplayHosts, ({ length }) => length === 1);
    }
    assert.deepEqual(outcomes, ["completed", "completed"]);
    spare.dispose();
    await noProcessLeft();
  });
});
