import assert from "node:assert/strict";
import { isDeepStrictEqual } from "node:util";
import { decodeHistory } from "../../../src/history/decodeHistory";
import { splitEpisodes } from "../../../src/history/episodes";
import type { History } from "../../../src/history/history";
import { payloadOfEpisode } from "../../../src/replay/payload";
import type { Verdict } from "../../../src/replay/verdict";
import { damage } from "../../support/damage";
import { historyOf, inflate, orchestrationRecordings, readRecording } from "../../support/replayFixtures";
import { randomNumbers, seed } from "../../support/replayRandom";
import { replayRecording } from "../../support/replayVerdict";

/** So many prefixes of one long history are tried, chosen at random (of a very long one, fewer); of a short one, all. */
const mostPrefixes = 40;

/** `FUZZ=100000` for the long mode. */
const damagedHistories = Number(process.env["FUZZ"] ?? 2000);

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

  it(`${damagedHistories} damaged histories end in a history with named problems, and in a verdict`, async function () {
    this.timeout(60_000 + damagedHistories * 50);
    const all = orchestrationRecordings().filter(({ events }) => events > 0 && events < 60);
    const mains = all.map(({ file }) => readRecording(file).main);
    for (let round = 0; round < damagedHistories; round++) {
      const at = random(all.length);
      const [recording, main, other] = [all[at], mains[at], mains[random(mains.length)]];
      assert.ok(recording && main && other);
      const { stored, done } = damage(main, other, random);
      const place = `${recording.file}, damaged history ${round}: ${done.join(", ")}`;
      const { value, problems } = decodeHistory(stored, inflate);
      for (const problem of problems) assert.ok(problem.code && problem.place && problem.message, place);
      assertVerdict(await replayRecording(recording, value), value, place);
    }
  });
});

/** No outcome is made up: what the run ended with is what history says, or the two are told to differ. */
function assertVerdict(verdict: Verdict, { events }: History, place: string): void {
  assert.ok(verdict.outcome, place);
  if (verdict.outcome === "diverged") assert.ok(verdict.divergence?.message, place);
  const end = events.findLast((event) => event.type === "ExecutionCompleted");
  if (verdict.outcome !== "completed" || !end) return;
  assert.equal(end.orchestrationStatus, "Completed", place);
  const isSame = isDeepStrictEqual(parsedOr(end.result), verdict.output ?? null);
  assert.ok(isSame || verdict.warnings.length > 0, `${place}: another output, and nothing is said`);
}

function parsedOr(json: string | null): unknown {
  try {
    return JSON.parse(json ?? "null");
  } catch {
    return json;
  }
}

function lengthsOf(total: number, random: (below: number) => number): readonly number[] {
  if (total <= mostPrefixes) return Array.from({ length: total + 1 }, (_, length) => length);
  const count = total > 1000 ? 5 : mostPrefixes;
  return Array.from({ length: count }, () => random(total + 1));
}

function prefix(history: History, length: number): History {
  const { hub, instanceId, executionId } = history;
  return { hub, instanceId, executionId, events: history.events.slice(0, length) };
}
