import assert from "node:assert/strict";
import { decodeHistory } from "../../../src/history/decodeHistory";
import { payloadOfEpisode, singlePassPayload, type TriggerPayload } from "../../../src/replay/payload";
import { historyOf, inflate, orchestrationRecordings, readJson } from "../../support/replayFixtures";
import { storedOf } from "../../support/replayRows";

/** Payloads that the real extension sent, and the recording whose rows they must be rebuilt from. */
const recorded: readonly [payload: string, history: string, episode: number][] = [
  ["chain-episode-2", "v4-js/chain", 2],
  ["child-episode-2", "v4-js/order-child-1", 2],
  ["entity-calls-episode-4", "v4-js/stock", 4],
  ["entity-lock-episode-2", "v4-js/transfer", 2],
  ["large-input-episode-2", "v4-js/archive", 2],
  ["sdk1-chain-episode-2", "v1-js/chain", 2],
  ["retry-episode-5", "v4-js/inventory-recovers", 5],
  ["rewound-episode-4", "v4-js/rewound", 4],
  ["suspended-episode-3", "v4-js/suspended", 3],
  ["suspended-resumed-episode-5", "v4-js/suspended-resumed", 5],
];

/** The rows of these are gone (older generations) or not in the repository: stored first, as the engine stores them. */
const unrecorded: readonly [payload: string, episode: number][] = [
  ["continue-as-new-episode-3", 3],
  ["continued-generation-episode-1", 1],
  ["structured-failure-episode-2", 2],
  ["tracing-version-storedinputs-chain-episode-2", 2],
  ["unregistered-activity-episode-1", 1],
];

describe("payloadOfEpisode", () => {
  for (const [payload, history, episode] of recorded) {
    it(`rebuilds ${payload} from ${history}`, () => {
      const rebuilt = payloadOfEpisode(historyOf(`${history}.json`), episode);
      assert.deepEqual(rebuilt, readJson(`payloads/${payload}.json`));
    });
  }

  for (const [name, episode] of unrecorded) {
    it(`rebuilds ${name} from rows made of it`, () => {
      const payload = readJson(`payloads/${name}.json`) as TriggerPayload;
      const stored = storedOf(payload.instanceId, payload.history.map(asStored));
      assert.deepEqual(payloadOfEpisode(decodeHistory(stored, inflate).value, episode), payload);
    });
  }
});

describe("singlePassPayload", () => {
  it("has one event for each event of the history, not played when it comes in", () => {
    const history = historyOf("v4-js/chain.json");
    const payload = singlePassPayload(history);
    assert.equal(payload.history.length, history.events.length);
    assert.deepEqual(new Set(payload.history.map((event) => event["IsPlayed"])), new Set([false]));
    assert.equal(payload.isReplaying, false);
  });

  it("keeps what a generation inherits as played", () => {
    const payload = readJson("payloads/continued-generation-episode-1.json") as TriggerPayload;
    const { value } = decodeHistory(storedOf(payload.instanceId, payload.history.map(asStored)), inflate);
    assert.deepEqual(singlePassPayload(value), payload);
  });

  it("differs from the payload of the last episode only in what is played and in what the engine appended", () => {
    for (const { file, episodes } of orchestrationRecordings().filter((recording) => recording.episodes > 0)) {
      const history = historyOf(file);
      const last = payloadOfEpisode(history, episodes).history;
      const bare = (event: object) => ({ ...event, IsPlayed: null });
      assert.deepEqual(singlePassPayload(history).history.slice(0, last.length).map(bare), last.map(bare), file);
    }
  });
});

/** After its episode the engine has marked every incoming event as played. */
function asStored(event: TriggerPayload["history"][number], index: number, all: TriggerPayload["history"]) {
  const incoming = [0, 5, 6, 8, 9, 11, 15, 19, 20].includes(event["EventType"] as number);
  const inheritedEnd = event["EventType"] === 13 && all[index - 1]?.["EventType"] === 15 && index < 5;
  return { ...event, IsPlayed: incoming || inheritedEnd };
}
