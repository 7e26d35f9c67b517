import assert from "node:assert/strict";
import fs from "node:fs";
import { compose } from "../../src/cli/compose";
import { runCommandLine } from "../../src/cli/run";
import { DebugClient } from "../support/debugClient";
import { fixtures } from "../support/debugFixtures";
import { generateApp } from "../support/generatedApp";
import { writeGeneratedHistory } from "../support/generatedHistoryFile";

/** Of one activity after another: four events each, and four of the beginning and the end. */
const activities = 25_000;

describe("a history of 100,000 events", function () {
  // Milliseconds; the time limits of the products themselves are left as they are.
  this.timeout(120_000);
  let root = "";
  let history = "";
  before(() => {
    ({ root } = generateApp(`${fixtures}/apps/v4-js`));
    history = writeGeneratedHistory(root, activities);
  });
  after(() => fs.rmSync(root, { recursive: true }));

  it("replays on the command line, every step of it", async () => {
    let out = "";
    const terminal = { out: (text: string) => void (out += text), error: () => undefined, hasColours: false };
    const args = ["replay", history, "--app", root];
    assert.equal(
      await runCommandLine(args, "0", { ...compose(process.cwd()), terminal }, new AbortController().signal),
      0,
    );
    const lines = out.trimEnd().split("\n");
    assert.deepEqual(lines.slice(-2), [
      "Completed with 312487500. Code and history agree.",
      "100004 events, 25001 episodes.",
    ]);
    assert.match(lines.at(-3) ?? "", /^episode 25001 TaskCompleted next .* 24999$/);
  });

  it("is stepped through from its end, back and to its middle", async () => {
    const client = new DebugClient();
    try {
      assert.equal((await client.launch({ history, appRoot: root, stopOn: "none" })).reason, "end");
      await client.move("stepBack");
      assert.equal((await client.scope("Locals"))["sum"], "312487500");
      await client.move("durable/seek", { event: 50_002 });
      const { index, value, sum } = await client.scope("Locals");
      // The completion of the 12,500th activity is in hand, and not added yet: 0 + 1 + … + 12,498.
      assert.deepEqual([index, value, sum], ["12499", "12499", "78106251"]);
    } finally {
      await client.disconnect();
    }
  });
});
