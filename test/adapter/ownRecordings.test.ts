import assert from "node:assert/strict";
import { join, relative, sep } from "node:path";
import type { Outcome, WaitingFor } from "../../src/replay/outcome";
import { fixtures, historyOf, ownRecordings } from "../support/replayFixtures";
import { replayAll, report } from "../support/replayedRecordings";

const byStatus: Readonly<Record<string, string>> = { Completed: "completed", Failed: "failed", Running: "waiting" };

describe("own recordings, in child processes", function () {
  this.timeout(180_000);
  const recorded = ownRecordings();
  const outcomes = new Map<string, Outcome>();

  for (const app of new Set(recorded.map((recording) => recording.app))) {
    const chosen = recorded.filter((recording) => recording.app === app);
    it(`${app}: ${chosen.length} recordings end as the engine says, with its output or error`, async () => {
      const replayed = await replayAll(chosen);
      for (const { recording, outcome } of replayed) outcomes.set(recording.file, outcome);
      assert.deepEqual(report(replayed), []);
      assert.equal(replayed.length, chosen.length);
    });
  }

  it("are listed with what the engine wrote", () => {
    for (const { file, status, outcome, why, instanceId, orchestrator, episodes, events } of recorded) {
      const history = historyOf(file);
      const started = history.events.filter(({ type }) => type === "OrchestratorStarted").length;
      const listed = { status, instanceId, orchestrator, episodes, events };
      assert.deepEqual(listed, {
        status: history.instance?.runtimeStatus,
        instanceId: history.instanceId,
        orchestrator: history.instance?.name,
        episodes: started,
        events: history.events.length,
      });
      if (why === undefined) assert.equal(outcome, byStatus[status], file);
    }
  });

  it("say why those that are stuck will never go on", () => {
    const stuck = [...outcomes].filter(([, { outcome }]) => outcome === "stuck");
    const reasons = {
      "edges-js/child-own-id.json":
        /refuses the call of sub-orchestration `echoChild`.* that of the orchestration itself/,
      "edges-js/child-refused.json": /refuses the call of sub-orchestration `echoChild`.* starts with @/,
      "edges-js/retry-child-timeout.json": /retry timeout of sub-orchestration `failingChild` has passed/,
      "edges-js/retry-first-timeout.json": /retry timeout of activity `failAlways` has passed/,
      "edges-js/retry-timeout.json": /retry timeout of activity `failAlways` has passed/,
      "edges-js/unheard-undefined.json": /throws undefined, which this version of the SDK takes for nothing/,
    };
    assert.deepEqual(stuck.map(([file]) => file).sort(), Object.keys(reasons).sort());
    for (const [file, reason] of Object.entries(reasons))
      assert.match(outcomes.get(file)?.warnings.join() ?? "", reason);
  });

  it("say why the engine calls code non-deterministic that is the same", () => {
    const reasons = {
      "edges-js/unheard-empty.json": /throws an Error without a message/,
      "edges-js/unheard-input.json": /hands to a call, .* \(Converting circular structure to JSON\)/,
      "edges-js/unheard-output.json": /The output .* \(Converting circular structure to JSON\)/,
      "edges-js/unheard-text.json": /throws "only text", which is no Error/,
    };
    for (const [file, reason] of Object.entries(reasons)) {
      const { outcome, error, warnings = [] } = outcomes.get(file) ?? {};
      assert.deepEqual([outcome, (error?.message ?? "").startsWith("Non-Deterministic")], ["failed", true], file);
      assert.match(warnings.join(), reason);
    }
  });

  it("say what those that wait wait for, and where in the sources", () => {
    const waits = [...outcomes].flatMap(([file, { outcome, waitingFor = [] }]) =>
      outcome === "waiting" ? [[file, waitingFor.map(described)]] : [],
    );
    const timer = lastTimer;
    assert.deepEqual(Object.fromEntries(waits), {
      "edges-js/approval-misnamed.json": ["event Approval, edges-js/src/functions/unheard.js:26"],
      "bundled-esm-ts/labels-waiting.json": ["event Approved, bundled-esm-ts/src/main.ts:10"],
      "bundled-ts/booking-waiting.json": ["event Confirmed, bundled-ts/src/functions/bookings.ts:19"],
      "bundled-whole-ts/shout-waiting.json": ["event Go, bundled-whole-ts/src/main.ts:23"],
      "edges-js/long-timer-waiting.json": [
        "event Answer, edges-js/src/functions/longTimers.js:15",
        `timer ${timer("edges-js/long-timer-waiting.json")}, edges-js/src/functions/longTimers.js:14`,
      ],
      "edges-js/next-held-by-timer.json": [
        `timer ${timer("edges-js/next-held-by-timer.json")}, edges-js/src/functions/generations.js:7`,
      ],
      "esm-js/dunning-waiting.json": [
        "event Paid, esm-js/src/functions/dunning.mjs:9",
        `timer ${timer("esm-js/dunning-waiting.json")}, esm-js/src/functions/dunning.mjs:8`,
      ],
      "esm-ts/dispatch-waiting.json": ["event Courier, esm-ts/src/functions/parcels.ts:10"],
    });
  });

  it("show the stack of what the code threw in the sources, without the SDK", () => {
    const frames = (recording: string) =>
      [...(outcomes.get(recording)?.error?.stack ?? "").matchAll(/fixtures[\\/]apps[\\/](.*?:\d+)/g)].map(
        ([, place]) => place,
      );
    const unheard = ["empty", "text", "input", "output"].flatMap((end) => frames(`edges-js/unheard-${end}.json`));
    assert.deepEqual(unheard, [
      "edges-js/src/functions/unheard.js:13",
      "edges-js/src/functions/unheard.js:11",
      "edges-js/src/functions/unheard.js:17",
      "edges-js/src/functions/unheard.js:20",
    ]);
    assert.deepEqual(frames("bundled-ts/booking-taken.json"), [
      "bundled-ts/src/lib/seats.ts:19",
      "bundled-ts/src/functions/bookings.ts:12",
    ]);
    assert.deepEqual(frames("bundled-esm-ts/labels-unreadable.json"), ["bundled-esm-ts/src/main.ts:9"]);
    assert.deepEqual(frames("bundled-whole-ts/longest-of-nothing.json"), ["bundled-whole-ts/src/main.ts:16"]);
    assert.deepEqual(frames("esm-js/dunning-overdue.json"), [
      "esm-js/src/errors.mjs:9",
      "esm-js/src/functions/dunning.mjs:23",
    ]);
    assert.deepEqual(frames("esm-ts/dispatch-refused.json"), [
      "esm-ts/src/lib/parcels.ts:32",
      "esm-ts/src/functions/parcels.ts:9",
    ]);
    assert.deepEqual(frames("monorepo/transfer-full.json"), [
      "monorepo/packages/shared/src/moves.ts:15",
      "monorepo/packages/api/src/functions/transfers.ts:7",
    ]);
  });
});

function described({ kind, name, until, file = "", line }: WaitingFor): string {
  const place = relative(join(fixtures, "apps"), file).replaceAll(sep, "/");
  return `${kind} ${name ?? until ?? ""}, ${place}:${line ?? 0}`;
}

/** When the newest timer of a recording fires, as the engine wrote it. */
function lastTimer(file: string): string {
  const timer = historyOf(file).events.findLast((event) => event.type === "TimerCreated");
  return new Date(timer?.fireAt ?? "").toISOString();
}
