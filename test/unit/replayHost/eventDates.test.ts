import assert from "node:assert/strict";
import type { HistoryEvent } from "../../../src/history/events";
import { datedValues } from "../../../src/replayHost/eventDates";

describe("dates of events", () => {
  for (const text of [
    "2026-11-25T04:59:23.1234567Z",
    "2026-11-25T04:59:23.9999999Z",
    "2026-11-25T05:00:00Z",
    "2026-11-26T05:00:00.0000001Z",
    "2024-02-29T23:59:59Z",
    "2024-02-29T23:59:59.5Z",
    "2024-02-29T23:59:59.05Z",
    "0001-01-01T00:00:00Z",
    "1969-12-31T23:59:59.999Z",
    "2026-11-25T04:59:23.123+02:00",
    "2026-11-25T04:59:23",
    "2026-11-25",
    "25 Nov 2026 04:59:23 GMT",
    "not a time",
    "",
  ])
    it(`are what Date makes of "${text}"`, () => {
      for (const type of ["OrchestratorStarted", "TaskCompleted"]) {
        const date = datedValues.timeOf({ type, occurredAt: text } as HistoryEvent) as unknown as Date;
        assert.ok(date instanceof Date);
        assert.equal(date.getTime(), new Date(text).getTime());
      }
    });

  it("are not shared where the code gets them", () => {
    const started = () => datedValues.timeOf({ type: "OrchestratorStarted", occurredAt: "2026-11-25" } as HistoryEvent);
    assert.notEqual(started(), started());
  });

  it("stand in members of members, too, whose other values are as they were", () => {
    const text = "2026-11-25T04:59:23.123Z";
    const value = { Timestamp: text, when: text, list: [{ Timestamp: text }, { Timestamp: null }, null, 1] };
    const date = new Date(text);
    const dated = { Timestamp: date, when: text, list: [{ Timestamp: date }, { Timestamp: null }, null, 1] };
    const before = structuredClone(value);
    assert.deepEqual(datedValues.object(value), dated);
    assert.deepEqual(value, before);
  });
});
