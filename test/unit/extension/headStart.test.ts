import assert from "node:assert/strict";
import { HeadStart } from "../../../src/extension/debug/headStart";
import type { PreparedReplay } from "../../../src/runner/prepareReplay";

/** Notes what is prepared, and what of that was given up. */
function makeHeadStart() {
  const begun: string[] = [];
  const ended: string[] = [];
  const headStart = new HeadStart(({ instanceId = "" }, folder, signal) => {
    begun.push(instanceId);
    signal.addEventListener("abort", () => ended.push(instanceId));
    return Promise.resolve({ problems: [{ place: folder }] } as unknown as PreparedReplay);
  });
  return { headStart, begun, ended };
}

const session = (): AbortController => new AbortController();

describe("head start of a session", () => {
  it("is taken by the launch that it was begun for, and ends with that session", async () => {
    const { headStart, begun, ended } = makeHeadStart();
    headStart.begin({ instanceId: "a", stopOn: "entry" }, "/app");
    const life = session();
    const { problems } = await headStart.take({ instanceId: "a", stopOn: "entry" }, "/app", life.signal);
    headStart.dispose();
    assert.equal(problems[0]?.place, "/app");
    assert.deepEqual([begun, ended], [["a"], []]);
    life.abort();
    assert.deepEqual(ended, ["a"]);
  });

  it("is not for another launch or folder, nor for a second session", async () => {
    const { headStart, begun, ended } = makeHeadStart();
    headStart.begin({ instanceId: "a" }, "/app");
    await headStart.take({ instanceId: "a", stopOn: "none" }, "/app", session().signal);
    await headStart.take({ instanceId: "a" }, "/other", session().signal);
    await headStart.take({ instanceId: "a" }, "/app", session().signal);
    await headStart.take({ instanceId: "a" }, "/app", session().signal);
    assert.deepEqual([begun, ended], [["a", "a", "a", "a"], []]);
  });

  it("is given up when another begins and when the extension ends", () => {
    const { headStart, ended } = makeHeadStart();
    headStart.begin({ instanceId: "a" }, undefined);
    headStart.begin({ instanceId: "b" }, undefined);
    assert.deepEqual(ended, ["a"]);
    headStart.dispose();
    assert.deepEqual(ended, ["a", "b"]);
  });

  it("ends at once for a session that is over already", () => {
    const { headStart, ended } = makeHeadStart();
    headStart.begin({ instanceId: "a" }, undefined);
    const life = session();
    life.abort();
    void headStart.take({ instanceId: "a" }, undefined, life.signal);
    assert.deepEqual(ended, ["a"]);
  });
});
