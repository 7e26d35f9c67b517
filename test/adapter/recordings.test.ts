import assert from "node:assert/strict";
import { runReplay } from "../../src/runner/runReplay";
import { prepareRecording, replayAll, report, wrongWith } from "../support/replayedRecordings";
import { recordings } from "../support/replayFixtures";

/** What other versions of the SDK make of recordings, and why (replay.md C4). */
const onOtherVersions = [
  {
    own: "2.1.4",
    other: "2.0.2",
    // signalEntity came with 2.1.
    differences: {
      "v3-js/shelf.json": `History has EventSent \`@counter@shelf\` (#2). Code fails with "context.df.signalEntity is not a function".`,
      "v3-js/stock.json": `History has EventSent \`@counter@lamp\` (#2). Code fails with "context.df.signalEntity is not a function".`,
    },
  },
  {
    own: "3.5.0",
    other: "3.1.0",
    differences: {
      // Before 3.5 an event that comes before the wait is never handed over.
      "v4-js/signatures-early.json": "History ends Completed (#1). Code still waits for event `Signature`.",
      // Locks came with 3.5.
      "v4-js/transfer.json": `History has EventSent \`@counter@north\` (#0). Code fails with "context.df.lock is not a function".`,
    },
  },
];

describe("every recording, in child processes", function () {
  this.timeout(180_000);
  const orchestrations = recordings().filter(({ kind }) => kind === "orchestration");

  for (const sdk of ["1.5.4", "2.1.4", "3.5.0"]) {
    const chosen = orchestrations.filter((recording) => recording.sdk === sdk);
    it(`SDK ${sdk}: ${chosen.length} recordings end as the engine says, with its output or error`, async () => {
      assert.deepEqual(report(await replayAll(chosen)), []);
    });
  }

  for (const { own, other, differences } of onOtherVersions) {
    const chosen = orchestrations.filter((recording) => recording.sdk === own);
    it(`SDK ${other}: the ${chosen.length} recordings of ${own} end so too, but for ${Object.keys(differences).length}`, async () => {
      const replayed = await replayAll(chosen, other);
      const others = replayed.filter((one) => wrongWith(one) !== undefined);
      const said = others.map(({ recording, outcome }) => [recording.file, outcome.divergence?.message ?? outcome]);
      assert.deepEqual(Object.fromEntries(said), differences);
    });
  }

  it("tells when the SDK refuses a history, though it answers nothing at all", async () => {
    const recording = orchestrations.find(({ file }) => file === "v3-js/charge-declined.json");
    assert.ok(recording);
    const prepared = await prepareRecording(recording, undefined);
    const events = prepared.history.events.map((event) =>
      event.type === "TaskFailed" ? { ...event, details: null } : event,
    );
    const damaged = { ...prepared, history: { ...prepared.history, events } };
    const { outcome } = await runReplay(damaged, { timeoutMs: 30_000, onOutput: () => undefined });
    assert.equal(outcome.outcome, "failed");
    assert.match(outcome.error?.message ?? "", /could not parse its exception data/);
    assert.match(outcome.warnings[0] ?? "", /^The SDK itself failed/);
  });

  it("says of an entity that there is nothing to replay", async () => {
    for (const entity of recordings().filter(({ kind }) => kind === "entity"))
      await assert.rejects(prepareRecording(entity, undefined), /"@counter@shelf" is an entity/);
  });
});
