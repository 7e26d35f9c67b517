import assert from "node:assert/strict";
import { countSteps, stepsOf } from "../../../src/replay/steps";
import { historyOf, recordings } from "../../support/replayFixtures";

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
