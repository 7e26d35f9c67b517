import assert from "node:assert/strict";
import type { FunctionApp } from "../../../src/project/functionApp";
import { longHistoryOf } from "../../../src/runner/longHistory";
import { generatedHistory } from "../../support/generatedHistories";

/** Of an app, what is asked for. */
function appWith(version: string): FunctionApp {
  return { sdk: { directory: "/app", version, major: Number.parseInt(version, 10) } } as FunctionApp;
}

describe("histories that an SDK takes long for", () => {
  it("are told for SDK 1.x above 3,000 activities, with what would help", () => {
    const history = generatedHistory("fan-out, all in one episode", 3_001);
    const [problem, ...more] = longHistoryOf(appWith("1.5.4"), history);
    assert.deepEqual(more, []);
    assert.equal(
      problem?.message,
      "3001 activities: durable-functions 1.5.4 replays them in quadratic time, here as in production, which takes minutes. durable-functions 2 and later do not.",
    );
    assert.deepEqual(longHistoryOf(appWith("2.1.4"), history), []);
  });

  it("are none up to that", () => {
    assert.deepEqual(longHistoryOf(appWith("1.5.4"), generatedHistory("in turn", 3_000)), []);
  });
});
