import assert from "node:assert/strict";
import { countSteps, stepsOf } from "../../../src/replay/steps";
import { historyOf, recordings } from "../../support/replayFixtures";

describe("the value of a step", () => {
  const valueOf = (result: string) => {
    const history = historyOf("v4-js/chain.json");
    const events = history.events.map((event) => (event.type === "TaskCompleted" ? { ...event, result } : event));
    const marks = { ticks: events.map(() => 0), points: [], replaying: [] };
    return stepsOf({ ...history, events }, marks, []).find(({ event }) => event.type === "TaskCompleted")?.value;
  };

  it("is what the text says", () => {
    assert.deepEqual(valueOf('[{"a":[1]}]'), [{ a: [1] }]);
    assert.deepEqual(valueOf(JSON.stringify(Array(2000).fill([{}]))), Array(2000).fill([{}]));
  });

  it("is the text itself where that is nested too deep to be written again", () => {
    const text = `${"[".repeat(100_000)}${"]".repeat(100_000)}`;
    assert.equal(valueOf(text), text);
  });
});

describe("the number of steps", () => {
  it("is that of the steps, wherever a run ends", () => {
    for (const { file } of recordings()) {
      const history = historyOf(file);
      const { length } = history.events;
      for (const reached of [0, 1, Math.floor(length / 2), length]) {
        const marks = { ticks: Array.from({ length: reached }, () => 0), points: [], replaying: [] };
        assert.equal(countSteps(history, reached), stepsOf(history, marks, []).length, `${file}, ${reached} events`);
      }
    }
  });
});
