import assert from "node:assert/strict";
import { refusalOf, withSession } from "../support/badInput";
import type { DebugClient } from "../support/debugClient";
import { chainApp, withApp } from "../support/ownApp";

/** An app whose one module is never loaded to its end. */
const endless = {
  "package.json": JSON.stringify({ main: "src/*.mjs", dependencies: { "durable-functions": "3.5.0" } }),
  "src/chain.mjs":
    'import * as df from "durable-functions"; df.app.orchestration("chain", function* () {}); await new Promise(() => 0);',
};
const inHelper = ["function spin() {", "  for (;;) {}", "}"];

/** The app's `chain` with an endless loop, and the line on which it is. */
const loops: readonly (readonly [title: string, app: ReturnType<typeof chainApp>, lines: readonly number[]])[] = [
  ["before the first yield", chainApp({ first: "while (true) {}" }), [5]],
  ["after the last yield", chainApp({ last: "for (let i = 0; ; i++) Math.sqrt(i);" }), [9]],
  ["in a helper", chainApp({ top: inHelper.join(" "), first: "spin();" }), [2]],
];

describe("bad input: an orchestrator that never ends", function () {
  this.timeout(60_000);

  for (const [title, app, lines] of loops) {
    it(`stops at the loop when the time is up, and goes on from there: ${title}`, () =>
      withApp(app, ({ file, launch }) =>
        withSession(async (client) => {
          const stop = await client.launch(launch({ timeoutMs: 3000 }));
          assert.deepEqual([stop.reason, stop.source], ["pause", file()]);
          assert.ok(lines.includes(stop.line), String(stop.line));
          assert.match(client.outputText(), /The code still ran after 3 s; the session stops where it was\./);
          assert.ok((await client.frames()).length > 0);
          const next = await client.move("stepIn");
          assert.ok(lines.includes(next.line), String(next.line));
        }),
      ));

    it(`can be paused while it runs for the first time: ${title}`, () =>
      withApp(app, ({ launch }) =>
        withSession(async (client) => {
          const stopped = client.launch(launch({ timeoutMs: 600_000 }));
          await running(client);
          await client.request("pause", { threadId: 1 });
          const stop = await stopped;
          assert.equal(stop.reason, "pause");
          // Of a pause that comes early, a statement before the loop.
          assert.ok([4, 5, ...lines].includes(stop.line), String(stop.line));
        }),
      ));
  }

  it("can be paused again after it went on", () =>
    withApp(chainApp({ first: "while (true) {}" }), ({ launch }) =>
      withSession(async (client) => {
        const first = await client.launch(launch({ timeoutMs: 3000 }));
        await client.request("continue", { threadId: 1 });
        const stopped = client.nextStop();
        await client.request("pause", { threadId: 1 });
        const stop = await stopped;
        assert.deepEqual([stop.reason, stop.line], ["pause", 5]);
        assert.ok(stop.tick > first.tick);
      }),
    ));

  it("can be disconnected while it runs", () =>
    withApp(chainApp({ first: "while (true) {}" }), ({ launch }) =>
      withSession(async (client) => {
        const refused = client.launch(launch({ timeoutMs: 600_000 })).catch((error: unknown) => String(error));
        await running(client);
        await client.request("disconnect");
        assert.equal(await refused, "Error: The session is over.");
      }),
    ));

  it("names the line of code that comes to no statement", () =>
    withApp(chainApp({ first: '/^(a+)+$/.test("a".repeat(60) + "b");' }), async ({ file, launch }) => {
      const message = await refusalOf(launch({ timeoutMs: 3000 }));
      assert.match(
        message.replaceAll(file(), "<file>"),
        /^The code still ran after 3 s and comes to no statement to stop at \(<file>:5\)\. Look there/,
      );
    }));

  it("is told of as a wait when a module of the app never comes to its end", () =>
    withApp(endless, async ({ launch }) => {
      const message = await refusalOf(launch({ timeoutMs: 1500 }));
      assert.match(message, /^The app still loads after 1\.5 s\. Look for .* a wait without an end, in code outside/);
    }));

  it("does not wait for what the code left running in a timer", () =>
    withApp(chainApp({ first: "setTimeout(() => { while (true) {} }, 0);" }), ({ launch }) =>
      withSession(async (client) => {
        assert.equal((await client.launch(launch())).line, 4);
        assert.match(client.outputText(), /Code that the app left running, .* keeps the process busy\. A new one/);
      }),
    ));

  it("passes over `debugger` statements in both directions", () =>
    withApp(chainApp({ first: "debugger;" }), ({ launch }) =>
      withSession(async (client) => {
        assert.equal((await client.launch(launch())).line, 4);
        const lines = [];
        for (const move of ["next", "next", "next", "stepBack", "stepBack", "stepBack"])
          lines.push((await client.move(move)).line);
        assert.deepEqual(lines.slice(0, 2), lines.slice(3, 5).reverse());
        assert.equal(lines.at(-1), 4);
      }),
    ));
});

/** Settles when the child has begun: its process is told of in the first line. */
async function running(client: DebugClient): Promise<void> {
  await client.event("output");
}
