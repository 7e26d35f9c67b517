import assert from "node:assert/strict";
import { lensesFor } from "../../../src/extension/codeLens/lensTexts";
import type { OrchestrationInstance, RuntimeStatus } from "../../../src/history/history";

const now = Date.parse("2026-11-25T12:00:00Z");
const orchestrator = "orderOrchestrator";

const lenses = (instances?: readonly OrchestrationInstance[]) => lensesFor("/app", orchestrator, instances, now);
const titles = (instances?: readonly OrchestrationInstance[]) => lenses(instances).map(({ title }) => title);

function instance(instanceId: string, runtimeStatus: RuntimeStatus, completedAt?: string, name = orchestrator) {
  return { instanceId, name, runtimeStatus, createdAt: "2026-11-24T00:00:00Z", ...(completedAt && { completedAt }) };
}

describe("lenses over an orchestrator", () => {
  it("offers a replay before anything is known", () => {
    assert.deepEqual(titles(), ["Debug replay…"]);
  });

  it("says when there are no runs of this orchestrator", () => {
    assert.deepEqual(titles([instance("other-1", "Failed", "2026-11-25T11:58:00Z", "other")]), [
      "Debug replay…",
      "No runs yet: start one, then replay it here",
    ]);
  });

  it("puts the instance that failed last first", () => {
    const list = [
      instance("order-3", "Completed", "2026-11-25T11:59:00Z"),
      instance("order-2", "Failed", "2026-11-25T09:00:00Z"),
      instance("order-1", "Failed", "2026-11-25T11:58:00Z"),
    ];
    const [failed, pick] = lenses(list);
    assert.equal(failed?.title, "Debug last failed (2 min ago)");
    assert.deepEqual(failed.target, { root: "/app", orchestrator: "orderOrchestrator", instanceId: "order-1" });
    assert.deepEqual(pick?.target, { root: "/app", orchestrator: "orderOrchestrator" });
  });

  it("has no failure to offer when none failed", () => {
    assert.deepEqual(titles([instance("order-3", "Running")]), ["Debug replay…"]);
  });
});
