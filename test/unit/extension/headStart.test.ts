import assert from "node:assert/strict";
import { HeadStart } from "../../../src/extension/debug/headStart";
import type { ReplaySession } from "../../../src/debugger/replaySession";

/** Notes what is opened, what of that is loaded, and what was given up. */
function makeHeadStart() {
  const begun: string[] = [];
  const loaded: string[] = [];
  const ended: string[] = [];
  const headStart = new HeadStart(({ instanceId = "" }, folder, signal) => {
    begun.push(instanceId);
    signal.addEventListener("abort", () => ended.push(instanceId));
    const load = () => Promise.resolve(void loaded.push(instanceId));
    return Promise.resolve({ instanceId: `${instanceId} of ${folder}`, load } as unknown as ReplaySession);
  });
  return { headStart, begun, loaded, ended };
}

const session = (): AbortController => new AbortController();

describe("head start of a session", () => {
  it("is taken by the launch that it was begun for, and ends with that session", async () => {
    const { headStart, begun, loaded, ended } = makeHeadStart();
    headStart.begin({ instanceId: "a", stopOn: "entry" }, "/app");
    const life = session();
    const replay = await headStart.take({ instanceId: "a", stopOn: "entry" }, "/app", life.signal);
    headStart.dispose();
    assert.equal(replay.instanceId, "a of /app");
    assert.deepEqual([begun, loaded, ended], [["a"], ["a"], []]);
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
