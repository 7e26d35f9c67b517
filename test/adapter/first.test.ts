import assert from "node:assert/strict";
import path from "node:path";
import { DebugClient } from "../support/debugClient";

const fixtures = path.resolve("test/fixtures");

describe("stepping through a recorded chain", () => {
  it("steps forwards, then backwards to the same places", async () => {
    const client = new DebugClient();
    const first = await client.launch({
      history: path.join(fixtures, "histories/v4-js/chain.json"),
      appRoot: path.join(fixtures, "apps/v4-js"),
    });
    assert.equal(first.reason, "entry");
    const forwards = [first];
    for (let stop = first; stop.reason !== "end"; forwards.push(stop)) stop = await client.move("next");
    const backwards = [];
    for (let stop = await client.move("stepBack"); ; stop = await client.move("stepBack")) {
      backwards.push(stop);
      if (stop.reason === "entry") break;
    }
    console.log(
      forwards,
      backwards,
      await client.scope("Locals"),
      await client.scope("Durable context"),
      client.outputText(),
    );
    await client.disconnect();
  });
});
