import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { History } from "../../../src/history/history";
import { compare } from "../../../src/replay/compare";
import { engineFor } from "../../../src/replay/engine";
import type { KnownFunction } from "../../../src/replay/messages";
import { singlePassPayload } from "../../../src/replay/payload";
import type { RunRecord } from "../../../src/replay/runRecord";
import { verdictOf, type Verdict } from "../../../src/replay/verdict";
import { stateOf, stateOfFailure } from "../../../src/replayHost/answer";
import { observeFirstSdk } from "../../../src/replayHost/firstSdkObserver";
import { callHandler, folderContext, type FolderHandler } from "../../../src/replayHost/functionFolder";
import { noPoints, Recorder } from "../../../src/replayHost/recorder";
import {
  activity,
  activityDone,
  activityFailed,
  completed,
  HistoryBuilder,
  minute,
  raised,
  start,
  timer,
  timerFired,
} from "../../support/replayBuilder";
import { fixtures } from "../../support/replayFixtures";

interface Durable {
  readonly Task: { all(tasks: unknown[]): unknown };
  callActivity(name: string): unknown;
  callActivityWithRetry(name: string, options: object): unknown;
  callHttp(method: string, uri: string): unknown;
  continueAsNew(input: unknown): unknown;
  waitForExternalEvent(name: string): unknown;
}
type Code = (df: Durable) => Generator<unknown, unknown, unknown>;

const sdk = createRequire(join(fixtures, "apps/v1-js/index.js"))("durable-functions") as {
  orchestrator(code: (context: { df: Durable }) => Generator): FolderHandler;
  readonly RetryOptions: new (first: number, attempts: number) => object;
};
const folder = { bindingName: "context", directory: "/app/underTest" };
const known: readonly KnownFunction[] = ["work", "more", "last"].map((name) => ({ name, kind: "activity" }));

/** Runs `code` with SDK 1.5.4 over a history that was written by hand, after the engine's own rules. */
async function run(code: Code, history: History): Promise<RunRecord> {
  const handler = sdk.orchestrator((context) => code(context.df));
  const context = folderContext("underTest", folder, () => undefined);
  const recorder = new Recorder(history.events, noPoints);
  const observed = observeFirstSdk(context, recorder, history.events);
  const answer = await callHandler(handler, context, folder, singlePassPayload(history)).then(stateOf, stateOfFailure);
  observed.close();
  return recorder.finish(answer, observed.actions());
}

function judge(history: History, record: RunRecord): Verdict {
  const engine = engineFor(1);
  assert.ok(engine);
  return verdictOf(history, record, compare(history, record, known, engine));
}

async function replay(code: Code, history: History): Promise<Verdict> {
  return judge(history, await run(code, history));
}

const retriedFanOut: Code = function* (df) {
  const options = new sdk.RetryOptions(1000, 3);
  yield df.Task.all([df.callActivityWithRetry("work", options), df.callActivityWithRetry("more", options)]);
  return yield df.callActivity("last");
};

describe("SDK 1.x: sets of actions", () => {
  it("starts the next set only when the SDK knows it, in the order of a replay", async () => {
    const history = new HistoryBuilder()
      .episode([start("x")], [activity(0, "work"), activity(1, "more")])
      .episode([activityFailed(1)], [timer(2, minute(2))])
      .episode([timerFired(2, minute(3))], [activity(3, "more")])
      .episode([activityDone(3, 1)], [])
      .episode([activityDone(0, 2)], [activity(4, "last")])
      .episode([activityDone(4, "end")], [completed(5, "end")])
      .history();
    assert.deepEqual(await replay(retriedFanOut, history), { outcome: "completed", output: "end", warnings: [] });
  });

  it("tells a retried fan-out that the engine itself cannot replay, and that the code need not have changed", async () => {
    const failure = "Non-Deterministic workflow detected: A previous execution created a timer with sequence number 2";
    const history = new HistoryBuilder()
      .episode([start("x")], [activity(0, "work"), activity(1, "more")])
      .episode([activityDone(0, 1), activityFailed(1)], [timer(2, minute(3))])
      .episode([timerFired(2, minute(3))], [activity(3, "more")])
      .episode([activityDone(3, 2)], [completed(4, failure, "Failed")])
      .history();
    const { outcome, divergence, warnings } = await replay(retriedFanOut, history);
    assert.equal(outcome, "diverged");
    assert.deepEqual([divergence?.eventId, divergence?.produced], [2, { kind: "activity", name: "last" }]);
    assert.match(warnings[0] ?? "", /1\.x .* unchanged code too/);
  });

  it("waits for the rest of a Task.all", async () => {
    const history = new HistoryBuilder()
      .episode([start("x")], [activity(0, "work"), activity(1, "more")])
      .episode([activityDone(0, 1)], [])
      .history();
    const { outcome, waitingFor } = await replay(function* (df) {
      return yield df.Task.all([df.callActivity("work"), df.callActivity("more")]);
    }, history);
    assert.deepEqual([outcome, waitingFor?.map(({ name }) => name)], ["waiting", ["more"]]);
  });

  it("does not poll, since the SDK does not ask the extension to", async () => {
    const answer = { statusCode: 202, headers: { Location: "http://api/status" }, content: "" };
    const history = new HistoryBuilder()
      .episode([start("x")], [activity(0, "BuiltIn::HttpActivity")])
      .episode([activityDone(0, answer)], [activity(1, "work")])
      .episode([activityDone(1, 2)], [completed(2, 202)])
      .history();
    const code: Code = function* (df) {
      const { statusCode } = (yield df.callHttp("GET", "http://api/start")) as { statusCode: number };
      yield df.callActivity("work");
      return statusCode;
    };
    assert.deepEqual(await replay(code, history), { outcome: "completed", output: 202, warnings: [] });
  });

  it("tells of a cancelled timer that fires after all, and that the code need not have changed", () => {
    const failure = "Non-Deterministic workflow detected: A previous execution scheduled a timer";
    const history = new HistoryBuilder()
      .episode([start("x")], [timer(0, minute(3))])
      .episode([raised("Go")], [activity(1, "work")])
      .episode([timerFired(0, minute(3))], [completed(1, failure, "Failed")])
      .history();
    // By hand: the SDK's own timers need util.isDate, which newer Nodes do not have.
    const first = [
      { actionType: 6, externalEventName: "Go" },
      { actionType: 5, fireAt: minute(3), isCanceled: false },
    ];
    const error = "Cannot cancel a completed task.";
    const record: RunRecord = {
      state: { isDone: false, actions: [first], error },
      rejected: true,
      actionCounts: [1, 1],
      points: [],
      calls: [],
      cancellations: [],
      readIsReplaying: false,
    };
    const { outcome, divergence, warnings } = judge(history, record);
    assert.deepEqual([outcome, divergence?.eventId, divergence?.unchangedCodeToo], ["diverged", 1, true]);
    assert.match(warnings[0] ?? "", /1\.x .* unchanged code too/);
  });

  it("names the first row that changed code no longer makes", async () => {
    const history = new HistoryBuilder()
      .episode([start("x")], [activity(0, "work")])
      .episode([activityDone(0, 1)], [activity(1, "more")])
      .history();
    const { outcome, divergence } = await replay(function* (df) {
      yield df.callActivity("work");
      return yield df.callActivity("last");
    }, history);
    assert.deepEqual([outcome, divergence?.eventId, divergence?.produced?.name], ["diverged", 1, "last"]);
  });

  it("fails an orchestration that asks for a timer of more than six days", () => {
    const history = new HistoryBuilder()
      .episode([start("x")], [completed(0, "Orchestrator function 'x' failed: too long", "Failed")])
      .history();
    const action = { actionType: 5, fireAt: minute(7 * 1440), isCanceled: false };
    const record: RunRecord = {
      state: { isDone: false, actions: [[action]] },
      actionCounts: [1],
      points: [],
      calls: [],
      cancellations: [],
      readIsReplaying: false,
    };
    const { outcome, divergence, error, warnings } = judge(history, record);
    assert.deepEqual([outcome, divergence, error?.message], ["failed", undefined, "too long"]);
    assert.match(warnings[0] ?? "", /6 days/);
  });
});

describe("SDK 1.x: what a run tells", () => {
  it("comes to each event when the code does, and to all when it waits", async () => {
    const history = new HistoryBuilder()
      .episode([start("x")], [activity(0, "work")])
      .episode([raised("Early", 1)], [])
      .episode([activityDone(0, 1)], [])
      .history();
    const seen: string[] = [];
    const code: Code = function* (df) {
      seen.push("started");
      yield df.callActivity("work");
      yield df.waitForExternalEvent("Early");
      seen.push("had both");
      yield df.waitForExternalEvent("Never");
    };
    const handler = sdk.orchestrator((context) => code(context.df));
    const context = folderContext("underTest", folder, () => undefined);
    const observed = observeFirstSdk(
      context,
      {
        onEvent: (index) => void seen.push(String(index)),
        onAction: () => undefined,
        onTimerCancelled: () => undefined,
        onResume: () => undefined,
        onPause: () => undefined,
      },
      history.events,
    );
    await callHandler(handler, context, folder, singlePassPayload(history));
    const text = "0 1 started 2 3 4 5 6 7 8 had both 9";
    assert.equal(seen.join(" "), text);
    assert.deepEqual(
      observed.pendingTasks().map((task) => (task as { externalEventName?: string }).externalEventName),
      ["Never"],
    );
  });

  it("loses a continueAsNew that is not yielded, as the SDK does", async () => {
    const history = new HistoryBuilder().episode([start("x")]).history();
    const yielded = await run(function* (df) {
      yield df.continueAsNew(1);
    }, history);
    const lost = await run(function* (df) {
      df.continueAsNew(1);
      return yield* [];
    }, history);
    assert.equal(JSON.stringify(yielded.state?.actions), '[[{"actionType":4,"input":1}]]');
    assert.deepEqual(lost.state?.actions, []);
  });

  it("leaves the generators of others alone", async () => {
    const prototype = Object.getPrototypeOf(Object.getPrototypeOf((function* () { yield; })())) as object; // prettier-ignore
    const before = Object.getOwnPropertyDescriptor(prototype, "next");
    await run(
      function* (df) {
        yield df.callActivity("work");
      },
      new HistoryBuilder().episode([start("x")]).history(),
    );
    assert.deepEqual(Object.getOwnPropertyDescriptor(prototype, "next"), before);
  });
});

describe("SDK 1.x: a result that it gives to another call", () => {
  const codes: readonly (readonly [title: string, code: Code])[] = [
    [
      "one whose task is never yielded",
      function* (df) {
        df.callActivity("work");
        return yield df.callActivity("work");
      },
    ],
    [
      "one that stands in an array, which is no task",
      function* (df) {
        yield [df.callActivity("work")];
        return yield df.callActivity("work");
      },
    ],
  ];
  for (const [title, code] of codes)
    it(`leaves the instance stuck, with the way out: ${title}`, async () => {
      const history = new HistoryBuilder()
        .episode([start("x")], [activity(0, "work")])
        .episode([activityDone(0, 1)], [])
        .history();
      const { outcome, warnings } = await replay(code, history);
      assert.equal(outcome, "stuck");
      assert.match(
        warnings[0] ?? "",
        /\(activity `work`\), but .* in the order in which the calls are made.* Yield each task/,
      );
    });
});
