import assert from "node:assert/strict";
import path from "node:path";
import { withSession } from "../support/badInput";
import { messageOfResponse, type DebugClient } from "../support/debugClient";
import { fixtures, recorded } from "../support/debugFixtures";

const launch = recorded("v4-js", "chain", { stopOn: "entry" });
const chainFile = path.join(fixtures, "apps/v4-js/src/functions/chain.js");

async function refused(client: DebugClient, command: string, args: object, message: RegExp): Promise<void> {
  const response = await client.respond(command, args);
  assert.equal(response.success, false, command);
  assert.match(messageOfResponse(response), message);
}

describe("bad input: requests in the wrong order or with the wrong arguments", function () {
  this.timeout(30_000);

  it("before a launch each is refused with what to do", () =>
    withSession(async (client) => {
      for (const command of ["next", "stepBack", "pause", "stackTrace", "exceptionInfo", "durable/seek"])
        await refused(client, command, { threadId: 1, tick: 1 }, /No replay runs\. Launch one first\./);
      await refused(client, "evaluate", { expression: "1" }, /Launch one first/);
      await refused(client, "setBreakpoints", { source: { path: "/x.js" }, breakpoints: [] }, /Launch one first/);
    }));

  it("at a stop the session stays where it is", () =>
    withSession(async (client) => {
      const { tick } = await client.launch(launch);
      await refused(client, "durable/nothing", {}, /Unknown request "durable\/nothing"/);
      for (const args of [{ tick: 0 }, { tick: 1e9 }, { tick: 1.5 }, { event: -1 }, { episode: 99 }, {}, { tick: "x" }])
        await refused(client, "durable/seek", args, /The session stays where it is/);
      await refused(client, "variables", { variablesReference: 4711 }, /no variables reference 4711 at this stop/);
      await refused(client, "scopes", { frameId: 99 }, /no stack frame 99/);
      await refused(client, "launch", launch, /replays already/);
      await client.move("next");
      const back = await client.move("stepBack");
      assert.equal(back.tick, tick);
    }));

  it("references of an earlier stop are refused", () =>
    withSession(async (client) => {
      await client.launch(launch);
      const { scopes } = (await client.request("scopes", { frameId: 1 })) as {
        scopes: { variablesReference: number }[];
      };
      await client.move("next");
      await refused(client, "variables", scopes[0] ?? {}, /at this stop/);
    }));

  it("expressions that are wrong, throw or never end are told in one line", () =>
    withSession(async (client) => {
      const { tick } = await client.launch(launch);
      for (const context of ["repl", "watch"]) {
        const ask = (expression: string, message: RegExp) =>
          refused(client, "evaluate", { expression, frameId: 1, context }, message);
        await ask("1 +", /SyntaxError/);
        await ask("nothing", /nothing is not defined/);
        await ask("while (true) {}", /did not end within 2 s|only read/);
        await ask("(() => { throw 5; })()", /./);
      }
      const position = await client.move("durable/seek", { tick });
      assert.equal(position.tick, tick);
    }));

  it("breakpoints in files that are not loaded or on lines that are none stay unverified", () =>
    withSession(async (client) => {
      await client.launch(launch);
      const set = async (path: string, line: number) =>
        (await client.request("setBreakpoints", { source: { path }, breakpoints: [{ line }] }))["breakpoints"];
      for (const [path, line] of [
        ["/nowhere.js", 1],
        [chainFile, 4000],
      ] as const) {
        const [bound] = (await set(path, line)) as { verified: boolean; message: string }[];
        assert.deepEqual([bound?.verified, bound?.message], [false, "No statement of a loaded file is here."]);
      }
      await set(chainFile, -3);
      await refused(client, "setBreakpoints", { source: {}, breakpoints: [] }, /need a source with a path/);
    }));

  it("a conditional breakpoint that never ends does not hold the session up", () =>
    withSession(async (client) => {
      await client.launch(launch);
      const breakpoints = [{ line: 5, condition: "(() => { while (true) {} })()" }];
      await client.request("setBreakpoints", { source: { path: chainFile }, breakpoints });
      assert.equal((await client.move("continue")).reason, "end");
    }));

  it("wrong launch attributes are named", () =>
    withSession(async (client) => {
      await refused(client, "launch", { ...launch, timeoutMs: "x" }, /launch attribute `timeoutMs`.*launch\.json/);
    }));

  for (const after of ["launch", "configurationDone"])
    it(`disconnects right after ${after}`, () =>
      withSession(async (client) => {
        const initialized = client.event("initialized");
        const launched = client.respond("launch", launch);
        if (after === "launch") return;
        await Promise.all([launched, initialized]);
        void client.respond("configurationDone");
      }));
});
