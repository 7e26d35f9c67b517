import assert from "node:assert/strict";
import { decodeHistory } from "../../../src/history/decodeHistory";
import { splitEpisodes } from "../../../src/history/episodes";
import type { History } from "../../../src/history/history";
import type { Column, HistoryRow, StoredHistory } from "../../../src/history/rows";
import { payloadOfEpisode } from "../../../src/replay/payload";
import { historyOf, inflate, orchestrationRecordings, readRecording } from "../../support/replayFixtures";
import { randomNumbers, seed } from "../../support/replayRandom";
import { replayRecording } from "../../support/replayVerdict";

/** So many prefixes of one long history are tried, chosen at random (of a very long one, fewer); of a short one, all. */
const mostPrefixes = 40;

describe(`prefixes and damage (TEST_SEED=${seed})`, () => {
  const random = randomNumbers();

  it("every prefix of every history compares without a false divergence", async function () {
    this.timeout(120_000);
    for (const recording of orchestrationRecordings()) {
      if (recording.outcome === "diverged" || recording.overlay !== undefined) continue;
      const whole = historyOf(recording.file);
      for (const length of lengthsOf(whole.events.length, random)) {
        const cut = prefix(whole, length);
        const verdict = await replayRecording(recording, cut);
        const place = `${recording.file}, first ${length} events`;
        assert.equal(verdict.divergence, undefined, `${place}: ${verdict.divergence?.message}`);
        assert.notEqual(verdict.outcome, "stuck", `${place}: ${verdict.warnings.join(" ")}`);
      }
    }
  });

  it("every prefix of the rows decodes, splits and has its payloads", () => {
    for (const { file } of orchestrationRecordings()) {
      const stored = readRecording(file).main;
      for (const length of lengthsOf(stored.history.length, random)) {
        const { value, problems } = decodeHistory({ ...stored, history: stored.history.slice(0, length) }, inflate);
        const allowed = ["sentinel-missing", "execution-started-missing", "history-empty"];
        assert.deepEqual(
          problems.filter(({ code }) => !allowed.includes(code)),
          [],
          file,
        );
        const episodes = splitEpisodes(value.events);
        const last = payloadOfEpisode(value, episodes.length).history.length;
        assert.equal(last, value.events.length - (episodes.at(-1)?.outgoing.length ?? 0), file);
      }
    }
  });

  it("damaged rows end in a history with named problems, and in a verdict", async function () {
    this.timeout(120_000);
    const recordings = orchestrationRecordings().filter(({ events }) => events > 0 && events < 60);
    for (let round = 0; round < 2000; round++) {
      const recording = recordings[random(recordings.length)];
      assert.ok(recording);
      const stored = damaged(readRecording(recording.file).main, random);
      const { value, problems } = decodeHistory(stored, inflate);
      for (const { code, place, message } of problems) assert.ok(code && place && message);
      const verdict = await replayRecording(recording, value);
      assert.ok(verdict.outcome);
    }
  });
});

function lengthsOf(total: number, random: (below: number) => number): readonly number[] {
  if (total <= mostPrefixes) return Array.from({ length: total + 1 }, (_, length) => length);
  const count = total > 1000 ? 5 : mostPrefixes;
  return Array.from({ length: count }, () => random(total + 1));
}

function prefix(history: History, length: number): History {
  const { hub, instanceId, executionId } = history;
  return { hub, instanceId, executionId, events: history.events.slice(0, length) };
}

const oddValues: readonly Column[] = [
  ["Edm.String", ""],
  ["Edm.String", "{"],
  ["Edm.String", "null"],
  ["Edm.Int32", -7],
  ["Edm.Int64", "9007199254740993"],
  ["Edm.Boolean", true],
  ["Edm.DateTime", "2026-99-99"],
  ["Edm.String", "x".repeat(10_000)],
];

type Damage = (rows: HistoryRow[], at: number, random: (below: number) => number) => void;

const damages: readonly Damage[] = [
  (rows, at) => rows.splice(at, 1),
  (rows, at) => rows.splice(at, 0, rows[at] ?? {}),
  (rows, at) => rows.splice(at),
  (rows, at, random) => rows.splice(random(rows.length), 0, ...rows.splice(at, 1)),
  (rows, at, random) => change(rows, at, random, oddValues[random(oddValues.length)]),
  (rows, at, random) => change(rows, at, random, undefined),
  (rows, at) => (rows[at] = { ...rows[at], EventType: ["Edm.String", "FromTheFuture"] }),
  (rows, at) => (rows[at] = { ...rows[at], ExecutionId: ["Edm.String", "another"] }),
  (rows, at) => (rows[at] = { ...rows[at], EventId: ["Edm.Int32", 99] }),
  (rows, at) => (rows[at] = { ...rows[at], ResultBlobName: ["Edm.String", "gone"] }),
];

function damaged(stored: StoredHistory, random: (below: number) => number): StoredHistory {
  const history = [...stored.history];
  for (let count = 1 + random(3); count > 0 && history.length > 0; count--) {
    damages[random(damages.length)]?.(history, random(history.length), random);
  }
  return { ...stored, history };
}

function change(rows: HistoryRow[], at: number, random: (below: number) => number, value: Column | undefined): void {
  const row = { ...rows[at] };
  const names = Object.keys(row);
  const name = names[random(names.length)] ?? "";
  const entries = Object.entries({ ...row, ...(value && { [name]: value }) });
  rows[at] = Object.fromEntries(value ? entries : entries.filter(([column]) => column !== name));
}
