import assert from "node:assert/strict";
import { withSession } from "../support/badInput";
import { chainApp, withApp } from "../support/ownApp";

/** Statements in the orchestrator that change what all code shares. */
const changes: Readonly<Record<string, string>> = {
  "Date and Math": "Date.now = () => 5; Math.random = () => 1; Math.floor = () => { throw 1; };",
  "what is added to prototypes": "Array.prototype.extra = 1; Object.prototype.extra = () => 1;",
  "deleted globals": "for (const name of ['Map', 'Set', 'Reflect', 'Error']) delete globalThis[name];",
  "globals set to nothing": "globalThis.Reflect = globalThis.Map = globalThis.WeakMap = undefined;",
  "texts of stacks": "Error.prepareStackTrace = () => { throw new Error('p'); }; Error.stackTraceLimit = 0;",
  "the class Error": "Error.captureStackTrace = () => { throw 1; }; globalThis.Error = class {};",
  console: "console.log = () => { throw 1; }; globalThis.console = undefined; process.stdout.write = null;",
  generators: "Object.getPrototypeOf(function* () {}).prototype.return = null;",
};

describe("bad input: code that changes the language's objects", function () {
  this.timeout(60_000);
  for (const [title, first] of Object.entries(changes))
    it(`can be stepped in both directions: ${title}`, () =>
      withApp(chainApp({ first }), ({ launch }) =>
        withSession(async (client) => {
          await client.launch(launch());
          const lines = [];
          for (const move of ["next", "next", "next", "next", "stepBack", "stepBack", "stepBack", "stepBack"])
            lines.push((await client.move(move)).line);
          assert.equal(lines.at(-1), 4);
          assert.deepEqual(lines.slice(0, 3), lines.slice(4, 7).reverse());
        }),
      ));

  it("each run begins with the same globals", () =>
    withApp(chainApp({ first: "globalThis.runs = (globalThis.runs ?? 0) + 1; greetings.push(runs);" }), ({ launch }) =>
      withSession(async (client) => {
        await client.launch(launch());
        for (let round = 0; round < 3; round++) {
          await client.move("durable/seek", { event: 7 });
          const { greetings = "" } = await client.scope("Locals");
          assert.match(greetings, /\[1, "Hello Tokyo!"/);
        }
      }),
    ));
});
