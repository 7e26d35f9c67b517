import assert from "node:assert/strict";
import { decodeHistory } from "../../../src/history/decodeHistory";
import type { History } from "../../../src/history/history";
import type { Verdict } from "../../../src/replay/verdict";
import { historyOf, inflate, orchestrationRecordings, readRecording, recordings } from "../../support/replayFixtures";
import { replayRecording } from "../../support/replayVerdict";

describe("recordings of the real engine", () => {
  for (const recording of orchestrationRecordings()) {
    it(`${recording.file}: ${recording.outcome}`, async () => {
      const history = historyOf(recording.file);
      const verdict = await replayRecording(recording, history);
      assert.equal(verdict.outcome, recording.outcome, JSON.stringify(verdict));
      if (recording.outcome === "diverged") return;
      assert.equal(verdict.divergence, undefined);
      assertRecordedEnd(history, verdict);
    });
  }

  const mutations: readonly [name: string, recorded: string, produced: string | undefined, line: number][] = [
    ["activity-to-timer", "chargeCard", undefined, 8],
    ["insert-activity", "chargeCard", "checkFraud", 8],
    ["remove-activity", "chargeCard", "printLabel", 9],
    ["rename-activity", "chargeCard", "debitCard", 8],
    ["swap-activities", "chargeCard", "printLabel", 8],
  ];
  for (const [name, recorded, produced, line] of mutations) {
    for (const when of ["", "-before"]) {
      it(`names the first divergence of mut-${name}${when}`, async () => {
        const file = `v4-js/mut-${name}${when}.json`;
        const recording = { app: "v4-js", overlay: `mutations/v4-js/${name}`, orchestrator: "mutableSteps" };
        const { outcome, divergence } = await replayRecording(recording, historyOf(file));
        assert.equal(outcome, "diverged");
        assert.deepEqual(
          [divergence?.episode, divergence?.eventId, divergence?.recorded?.name, divergence?.recorded?.rowKey],
          [2, 1, recorded, "0000000000000006"],
        );
        const kind = name === "activity-to-timer" ? "timer" : "activity";
        assert.deepEqual([divergence?.produced?.kind, divergence?.produced?.name], [kind, produced]);
        assert.equal(divergence?.point?.site, line);
      });
    }
  }

  for (const name of ["change-input", "name-casing", "parallel", "refactoring"]) {
    it(`accepts mut-${name} on the waiting instance, as the engine did`, async () => {
      const recording = { app: "v4-js", overlay: `mutations/v4-js/${name}`, orchestrator: "mutableSteps" };
      const verdict = await replayRecording(recording, historyOf(`v4-js/mut-${name}-before.json`));
      assert.deepEqual([verdict.outcome, verdict.waitingFor?.map((wait) => wait.name)], ["waiting", ["Release"]]);
    });
  }
});

describe("recordings of entities", () => {
  const entities = recordings().filter(({ kind }) => kind === "entity");
  for (const { file } of entities) {
    it(`${file} decodes without a problem`, () => {
      const { value, problems } = decodeHistory(readRecording(file).main, inflate);
      assert.deepEqual(problems, []);
      const types = value.events.map((event) => event.type);
      assert.deepEqual(types, ["OrchestratorStarted", "ExecutionStarted", "OrchestratorCompleted"]);
    });
  }
});

describe("what a waiting instance waits for", () => {
  const cases: readonly [file: string, waits: readonly string[], warnings?: readonly RegExp[]][] = [
    ["waiting", ["event Decision", "timer"]],
    ["in-flight", ["activity printContract"]],
    ["polling", ["timer"]],
    ["renewal", ["timer"]],
    ["resumed", ["event Decision", "timer"]],
    ["generations", ["event Note", "timer"]],
    ["suspended", ["event Decision", "timer"], [/suspended \(audit\)/]],
    ["suspended-event", [], [/suspended \(audit\)/]],
    ["pending", ["start chain"]],
    ["mut-parallel-before", ["event Release"]],
  ];
  for (const [name, waits, warnings = []] of cases) {
    it(`${name}: ${waits.join(", ") || "nothing"}`, async () => {
      const recording = orchestrationRecordings().find(({ file }) => file === `v4-js/${name}.json`);
      assert.ok(recording);
      const { waitingFor = [], warnings: told } = await replayRecording(recording, historyOf(recording.file));
      const words = waitingFor.map((wait) => [wait.kind, wait.name].filter((word) => word !== undefined).join(" "));
      assert.deepEqual(words, waits);
      for (const { kind, since, until } of waitingFor) {
        assert.ok(since !== undefined && !Number.isNaN(Date.parse(since)));
        assert.equal(until !== undefined, kind === "timer");
      }
      assert.equal(told.length, warnings.length);
      for (const [index, warning] of warnings.entries()) assert.match(told[index] ?? "", warning);
    });
  }

  it("says that an open timer keeps the instance running", async () => {
    const recording = { app: "v4-js", orchestrator: "approvalWithoutCancel" };
    const { output, warnings } = await replayRecording(recording, historyOf("v4-js/open-timer.json"));
    assert.equal(output, "decided");
    assert.deepEqual(warnings, ["The code has ended; the instance stays Running until its open work is done: timer."]);
  });
});

/** The instance's own output or error text, as the engine recorded it. */
function assertRecordedEnd(history: History, verdict: Verdict): void {
  const completion = history.events.findLast((event) => event.type === "ExecutionCompleted");
  if (!completion || verdict.outcome === "terminated") return;
  assert.deepEqual(verdict.warnings, []);
  if (verdict.outcome === "completed") {
    assert.deepEqual(verdict.output ?? null, JSON.parse(completion.result ?? "null"));
  } else {
    const started = history.events.find((event) => event.type === "ExecutionStarted");
    assert.equal(completion.result, `Orchestrator function '${started?.name}' failed: ${verdict.error?.message}`);
    assert.match(verdict.error?.stack ?? "", /src|dist/);
  }
}
