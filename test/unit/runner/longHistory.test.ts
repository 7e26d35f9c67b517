import assert from "node:assert/strict";
import type { FunctionApp } from "../../../src/project/functionApp";
import { lengthHint, longHistoryOf } from "../../../src/runner/longHistory";
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

describe("the message that time is up", () => {
  it("says that the history is long, by events or by characters", () => {
    assert.equal(
      lengthHint(generatedHistory("in turn", 12_500)),
      " The history is long (50004 events, 3 million characters), which takes time of its own: set a longer limit first.",
    );
    const history = generatedHistory("in turn", 2);
    const events = history.events.map((event) =>
      event.type === "TaskCompleted" ? { ...event, result: "x".repeat(10_000_000) } : event,
    );
    assert.match(lengthHint({ ...history, events }), /\(12 events, 20 million characters\)/);
  });

  it("says nothing of one of usual length", () => {
    assert.equal(lengthHint(generatedHistory("in turn", 1_000)), "");
  });
});
