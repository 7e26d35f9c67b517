import assert from "node:assert/strict";
import { splitEpisodes } from "../../../src/history/episodes";
import { historyOf, orchestrationRecordings } from "../../support/replayFixtures";

describe("splitEpisodes", () => {
  it("finds the episodes of every recording and loses no event", () => {
    for (const { file, episodes } of orchestrationRecordings()) {
      const history = historyOf(file);
      const split = splitEpisodes(history.events);
      assert.equal(split.length, episodes, file);
      const all = split.flatMap((episode) => [...episode.incoming, ...episode.outgoing]);
      assert.deepEqual(new Set(all), new Set(history.events), file);
      assert.equal(all.length, history.events.length, file);
    }
  });

  it("tells incoming from outgoing", () => {
    const second = splitEpisodes(historyOf("v4-js/chain.json").events)[1];
    const types = [second?.incoming, second?.outgoing].map((events) => events?.map((event) => event.type));
    assert.deepEqual(types, [
      ["OrchestratorStarted", "TaskCompleted"],
      ["TaskScheduled", "OrchestratorCompleted"],
    ]);
  });

  it("counts the first OrchestratorCompleted of a continued generation as incoming", () => {
    const [first] = splitEpisodes(historyOf("v4-js/generations.json").events);
    assert.equal(first?.incoming.at(-1)?.type, "OrchestratorCompleted");
    assert.equal(first.outgoing.at(-1)?.type, "OrchestratorCompleted");
  });

  it("puts rewritten work of a rewind with the work", () => {
    const generic = splitEpisodes(historyOf("v4-js/rewound.json").events).map((episode) =>
      episode.outgoing.filter((event) => event.type === "GenericEvent").map((event) => event.reason),
    );
    assert.deepEqual(generic.slice(1, 4), [["Rewound: TaskScheduled"], ["Rewound: ExecutionCompleted"], []]);
  });

  it("keeps events before the first OrchestratorStarted, as damaged histories have them", () => {
    const split = splitEpisodes(historyOf("v4-js/chain.json").events.slice(1));
    assert.deepEqual(
      split.map((episode) => episode.number),
      [1, 2, 3],
    );
    assert.equal(split[0]?.incoming[0]?.type, "ExecutionStarted");
  });
});
