import assert from "node:assert/strict";
import { ageOf, sessionName, statusWords } from "../../../src/extension/instances/words";

const now = Date.parse("2026-11-25T12:00:00Z");

describe("words for instances", () => {
  it("tells an age in the largest unit that says something", () => {
    const ages = [
      ["2026-11-25T11:59:30Z", "just now"],
      ["2026-11-25T12:00:30Z", "just now"],
      ["2026-11-25T11:58:00.1234567Z", "1 min ago"],
      ["2026-11-25T11:00:01Z", "59 min ago"],
      ["2026-11-25T11:00:00Z", "1 h ago"],
      ["2026-11-23T12:00:01Z", "47 h ago"],
      ["2026-11-23T12:00:00Z", "2 days ago"],
    ] as const;
    for (const [at, words] of ages) assert.equal(ageOf(at, now), words, at);
  });

  it("leaves out an age that it does not know", () => {
    assert.equal(ageOf(undefined, now), "");
    assert.equal(ageOf("yesterday", now), "");
    assert.equal(statusWords({ instanceId: "a", name: "n", runtimeStatus: "Running" }, now), "Running");
  });

  it("counts from the last change", () => {
    const times = { createdAt: "2026-11-25T10:00:00Z", lastUpdatedAt: "2026-11-25T11:00:00Z" };
    const instance = { instanceId: "a", name: "n", runtimeStatus: "Failed", ...times } as const;
    assert.equal(statusWords(instance, now), "Failed, 1 h ago");
    assert.equal(statusWords({ ...instance, completedAt: "2026-11-25T11:50:00Z" }, now), "Failed, 10 min ago");
  });

  it("names sessions apart from live ones", () => {
    assert.equal(sessionName("order-7f3"), "Replay (order-7f3)");
  });
});
