import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { DebugClient, type StopBody } from "../support/debugClient";
import { recorded } from "../support/debugFixtures";
import { writeModulesApp } from "../support/modulesApp";

interface Seen {
  readonly tick: number;
  readonly place: string;
  readonly locals: Readonly<Record<string, string>>;
}

async function look(client: DebugClient, { tick, source, line }: StopBody): Promise<Seen> {
  return { tick, place: `${path.basename(source)}:${line}`, locals: await client.scope("Locals") };
}

describe("an app of ECMAScript modules", () => {
  const client = new DebugClient();
  let root = "";
  const seen: Seen[] = [];

  // Not in the body of the suite: that runs, and `after` does not, when no test of it is wanted.
  before(() => {
    root = writeModulesApp();
  });
  after(() => client.disconnect().finally(() => fs.rmSync(root, { recursive: true })));

  it("is stepped through, helper modules included", async () => {
    let stop = await client.launch({ ...recorded("v4-js", "chain"), appRoot: root, stopOn: "entry" });
    for (; stop.reason !== "end"; stop = await client.move("stepIn")) seen.push(await look(client, stop));
    const greeting = ["chain.js:11", "greet.mjs:6", "greet.mjs:7", "greet.mjs:8"];
    assert.deepEqual(
      seen.map(({ place }) => place),
      ["chain.js:9", "chain.js:10", ...greeting, ...greeting, ...greeting, "chain.js:13", "chain.js:14"],
    );
    assert.match(client.outputText(), /^chain\.js$/m);
  });

  it("begins each run with fresh modules, so that positions restored backwards are the same", async () => {
    for (const expected of seen.toReversed()) {
      const stop = await client.move("durable/seek", { tick: expected.tick });
      assert.deepEqual(await look(client, stop), expected);
    }
  });

  it("steps back, and stops at breakpoints in its modules on the way back", async () => {
    await client.request("setBreakpoints", {
      source: { path: path.join(root, "src/greet.mjs") },
      breakpoints: [{ line: 7 }],
    });
    await client.move("durable/seek", { tick: seen.length });
    const greeted: (string | undefined)[] = [];
    for (let stop = await client.move("reverseContinue"); stop.reason === "breakpoint";) {
      const { result } = await client.request("evaluate", { expression: "greeted", frameId: 1, context: "hover" });
      greeted.push(result as string);
      stop = await client.move("reverseContinue");
    }
    assert.deepEqual(greeted, ["2", "1", "0"]);
  });
});
