import assert from "node:assert/strict";
import { silentLog } from "../../../../src/base/ports";
import { LintClient, type ThreadEvents } from "../../../../src/extension/diagnostics/lintClient";
import type { LintMessage } from "../../../../src/worker/messages";

interface FakeThread {
  readonly events: ThreadEvents;
  readonly messages: LintMessage[];
  isEnded: boolean;
}

/** A client whose threads are the test's, and whose editors hold `texts`. */
function makeClient(texts: Record<string, string> = {}) {
  const threads: FakeThread[] = [];
  const client = new LintClient({
    log: silentLog,
    startThread(events) {
      const thread: FakeThread = { events, messages: [], isEnded: false };
      threads.push(thread);
      return { post: (message) => thread.messages.push(message), end: () => (thread.isEnded = true) };
    },
    folders: () => ["/app"],
    settings: () => ({ severities: {}, followPackages: false }),
    edited: (file) => texts[file],
    editedFiles: () => Object.keys(texts),
    mentionsDurable: (file) => Promise.resolve(file.includes("durable")),
  });
  const last = () => {
    const thread = threads.at(-1);
    assert.ok(thread, "a thread has started");
    return thread;
  };
  const answer = (version: number) =>
    last().events.answered({ kind: "findings", version, findings: [], leftOut: [], fileCount: version });
  const isBusy = () => client.state.kind === "running" && client.state.isBusy;
  const resultOf = () => [client.state.kind, "result" in client.state ? client.state.result.version : undefined];
  return { client, threads, last, answer, isBusy, resultOf };
}

describe("the client of the lint worker", () => {
  it("starts with folders, settings and unsaved texts, and is busy until the answer", () => {
    const { client, last, answer, isBusy } = makeClient({ "/app/a.js": "unsaved" });
    client.start();
    assert.deepEqual(last().messages, [
      {
        kind: "start",
        version: 1,
        folders: ["/app"],
        settings: { severities: {}, followPackages: false },
        changes: [{ file: "/app/a.js", text: "unsaved" }],
      },
    ]);
    assert.deepEqual(client.state, { kind: "running", isBusy: true });
    answer(1);
    assert.equal(isBusy(), false);
  });

  it("sends a burst of changes once, each file as it is then", async () => {
    const texts: Record<string, string> = {};
    const { client, last, answer } = makeClient(texts);
    client.start();
    answer(1);
    for (const text of ["d", "da", "dat"]) {
      texts["/app/a.js"] = text;
      client.touch("/app/a.js");
    }
    client.touch("/app/b.js");
    const settled = client.upToDate();
    assert.deepEqual(last().messages.slice(1), [
      { kind: "changes", version: 2, changes: [{ file: "/app/a.js", text: "dat" }, { file: "/app/b.js" }] },
    ]);
    answer(2);
    await settled;
    await client.upToDate();
    client.dispose();
  });

  it("drops answers that are overtaken, by a message or by a key that is not sent yet", () => {
    const { client, answer } = makeClient();
    client.start();
    client.configure();
    answer(1);
    assert.deepEqual(client.state, { kind: "running", isBusy: true });
    client.touch("/app/a.js");
    answer(2);
    assert.deepEqual(client.state, { kind: "running", isBusy: true });
    client.dispose();
  });

  it("starts again once when the thread dies, with everything as it is; then says so", () => {
    const { client, threads, last, answer } = makeClient({ "/app/a.js": "unsaved" });
    client.start();
    answer(1);
    last().events.died("out of memory");
    assert.equal(threads.length, 2);
    const [again] = last().messages;
    assert.ok(again?.kind === "start" && again.changes[0]?.text === "unsaved");
    answer(2);
    last().events.died("out of memory");
    assert.deepEqual([threads.length, client.state], [2, { kind: "stopped" }]);
    client.touch("/app/a.js");
    client.configure();
    assert.equal(last().messages.length, 1);
  });

  it("keeps what was found while a check fails, and takes the next", () => {
    const { client, last, answer, resultOf } = makeClient();
    client.start();
    answer(1);
    client.configure();
    last().events.answered({ kind: "failed", version: 2, details: "a bug" });
    assert.deepEqual(resultOf(), ["failed", 1]);
    client.configure();
    answer(3);
    assert.deepEqual(resultOf(), ["running", 3]);
  });

  it("sleeps where nothing is durable, and wakes by a file that mentions it", async () => {
    const { client, threads, last } = makeClient();
    client.start();
    last().events.answered({ kind: "noDurableCode" });
    last().events.died("exit code 0");
    assert.deepEqual([threads.length, client.state], [1, { kind: "nothing" }]);
    client.touch("/app/plain.js");
    await client.upToDate();
    assert.equal(threads.length, 1);
    const woken = new Promise((resolve) => client.onDidChange(resolve));
    client.touch("/app/durable.js");
    await client.upToDate();
    await woken;
    assert.equal(threads.length, 2);
  });

  it("ends the thread when it is switched off", () => {
    const { client, last, answer } = makeClient();
    client.start();
    client.stop();
    answer(1);
    assert.deepEqual([last().isEnded, client.state], [true, { kind: "off" }]);
    client.touch("/app/a.js");
    assert.equal(last().messages.length, 1);
  });

  it("asks about names behind the changes that are known, and gives up with the thread", async () => {
    const { client, last } = makeClient({ "/app/a.js": "unsaved" });
    assert.equal(await client.ask("functions", { root: "/app" }), undefined, "nobody to ask");
    client.start();
    client.touch("/app/a.js");
    const first = client.ask("functions", { root: "/app" });
    const second = client.ask("functions", { root: "/other" });
    const kinds = last().messages.map(({ kind }) => kind);
    assert.deepEqual(kinds, ["start", "changes", "question", "question"]);
    const answer = { root: "/other", functions: [], uses: [], hidden: [] };
    last().events.answered({ kind: "answer", id: 2, answer });
    assert.deepEqual(await second, answer);
    client.stop();
    assert.equal(await first, undefined);
  });
});
