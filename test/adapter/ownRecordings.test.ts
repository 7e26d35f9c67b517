import assert from "node:assert/strict";
import type { Outcome } from "../../src/replay/outcome";
import { historyOf, ownRecordings } from "../support/replayFixtures";
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
    };
    assert.deepEqual(stuck.map(([file]) => file).sort(), Object.keys(reasons).sort());
    for (const [file, reason] of Object.entries(reasons))
      assert.match(outcomes.get(file)?.warnings.join() ?? "", reason);
  });

  it("say what those that wait wait for", () => {
    const waits = [...outcomes].flatMap(([file, { outcome, waitingFor = [] }]) =>
      outcome === "waiting"
        ? [[file, waitingFor.map(({ kind, name, until }) => `${kind} ${name ?? until ?? ""}`)]]
        : [],
    );
    assert.deepEqual(Object.fromEntries(waits), {
      "bundled-esm-ts/labels-waiting.json": ["event Approved"],
      "bundled-ts/booking-waiting.json": ["event Confirmed"],
      "bundled-whole-ts/shout-waiting.json": ["event Go"],
      "edges-js/long-timer-waiting.json": ["event Answer", `timer ${lastTimer("edges-js/long-timer-waiting.json")}`],
      "edges-js/next-held-by-timer.json": [`timer ${lastTimer("edges-js/next-held-by-timer.json")}`],
      "esm-ts/dispatch-waiting.json": ["event Courier"],
      "esm-js/dunning-waiting.json": ["event Paid", `timer ${lastTimer("esm-js/dunning-waiting.json")}`],
    });
  });
});

/** When the newest timer of a recording fires, as the engine wrote it. */
function lastTimer(file: string): string {
  const timer = historyOf(file).events.findLast((event) => event.type === "TimerCreated");
  return new Date(timer?.fireAt ?? "").toISOString();
}
