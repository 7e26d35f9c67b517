import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { History } from "../../../src/history/history";
import type { KnownFunction } from "../../../src/replay/messages";
import type { RunRecord } from "../../../src/replay/runRecord";
import type { Verdict } from "../../../src/replay/verdict";
import {
  activity,
  activityDone,
  activityFailed,
  answered,
  child,
  completed,
  HistoryBuilder,
  minute,
  raised,
  resume,
  sent,
  start,
  suspend,
  timer,
  timerFired,
} from "../../support/replayBuilder";
import { loadApp, runCallback } from "../../support/replayRun";
import { judge } from "../../support/replayVerdict";

const day = 1440;

interface Task {
  cancel(): void;
}
interface Durable {
  readonly Task: { all(tasks: Task[]): Task; any(tasks: Task[]): Task };
  readonly currentUtcDateTime: Date;
  callActivity(name: string, input?: unknown): Task;
  callActivityWithRetry(name: string, options: object): Task;
  callSubOrchestrator(name: string, input: unknown, instanceId?: string): Task;
  callEntity(id: object, operation: string): Task;
  callHttp(options: object): Task;
  signalEntity(id: object, operation: string): void;
  lock(...ids: object[]): Task & { release(): void };
  createTimer(at: Date): Task;
  waitForExternalEvent(name: string): Task;
  continueAsNew(input: unknown): void;
}
type Code = (df: Durable) => Generator<Task, unknown, unknown>;
interface Sdk {
  readonly app: { orchestration(name: string, code: (context: { df: Durable }) => Generator): void };
  readonly EntityId: new (name: string, key: string) => object;
  readonly RetryOptions: new (first: number, attempts: number) => Record<string, unknown>;
}

const known: readonly KnownFunction[] = [
  { name: "work", kind: "activity" },
  { name: "more", kind: "activity" },
  { name: "Child", kind: "orchestration" },
  { name: "counter", kind: "entity" },
];

function sdk(): Sdk {
  return createRequire(join(loadApp("v4-js").root, "index.js"))("durable-functions") as Sdk;
}

/** Runs `code` with the real SDK over a history that was written by hand, after the engine's own rules. */
async function replay(code: Code, history: History, functions = known): Promise<Verdict> {
  const { core } = loadApp("v4-js");
  sdk().app.orchestration("underTest", (context) => code(context.df));
  const registration = core.registrations.get("undertest");
  assert.ok(registration);
  return judge(history, await runCallback(registration.callback, history, process.cwd()), functions);
}

function after(df: Durable, minutes: number): Date {
  return new Date(df.currentUtcDateTime.getTime() + minutes * 60_000);
}

function retry(first: number, attempts: number, more: object = {}): object {
  return Object.assign(new (sdk().RetryOptions)(first, attempts), more);
}

describe("compare: order of the work", () => {
  it("follows the legs of a timer of ten days", async () => {
    const builder = new HistoryBuilder().episode([start("x")], [timer(0, minute(1 + 3 * day))]);
    for (const leg of [1, 2, 3]) {
      const next = leg < 3 ? 1 + (leg + 1) * 3 * day : 1 + 10 * day;
      builder.episode([timerFired(leg - 1, minute(leg * 3 * day))], [timer(leg, minute(next))], 3 * day);
    }
    const code: Code = function* (df) {
      yield df.createTimer(after(df, 10 * day));
      yield df.callActivity("work");
    };
    const waiting = await replay(code, builder.history());
    assert.deepEqual(
      [waiting.outcome, waiting.waitingFor?.[0]?.until, waiting.warnings],
      ["waiting", minute(1 + 10 * day), []],
    );
    builder.episode([timerFired(3, minute(10 * day))], [activity(4, "work")], day);
    assert.deepEqual((await replay(code, builder.history())).waitingFor?.[0]?.name, "work");
  });

  it("follows retries side by side", async () => {
    const history = new HistoryBuilder()
      .episode([start("x")], [activity(0, "work"), activity(1, "more")])
      .episode([activityFailed(1)], [timer(2, minute(2))])
      .episode([activityFailed(0), timerFired(2, minute(2))], [timer(3, minute(3)), activity(4, "more")])
      .episode([timerFired(3, minute(3)), activityDone(4, 1)], [activity(5, "work")])
      .episode([activityDone(5, 2)], [completed(6, [2, 1])])
      .history();
    const verdict = await replay(function* (df) {
      const options = retry(1000, 3);
      return yield df.Task.all([df.callActivityWithRetry("work", options), df.callActivityWithRetry("more", options)]);
    }, history);
    assert.deepEqual(verdict, { outcome: "completed", output: [2, 1], warnings: [] });
  });

  it("expects no timer after a failure that must not be retried", async () => {
    const history = new HistoryBuilder()
      .episode([start("x")], [activity(0, "work")])
      .episode([activityFailed(0, true)], [])
      .history();
    const verdict = await replay(function* (df) {
      yield df.callActivityWithRetry("work", retry(1000, 3));
    }, history);
    assert.equal(verdict.divergence, undefined);
  });

  it("sends one lock request and one release for each entity", async () => {
    const history = new HistoryBuilder()
      .episode([start("x")], [sent(0, "@counter@a", "op", "lock-1")])
      .episode([answered("lock-1", null)], [sent(1, "@counter@a", "op", "call-1")])
      .episode(
        [answered("call-1", 7)],
        [sent(2, "@counter@b", "release", "r"), sent(3, "@counter@a", "release", "r"), completed(4, 7)],
      )
      .history();
    const verdict = await replay(function* (df) {
      const [a, b] = ["a", "b"].map((key) => new (sdk().EntityId)("counter", key)) as [object, object];
      const lock = (yield df.lock(b, a)) as { release(): void };
      const value: unknown = yield df.callEntity(a, "get");
      lock.release();
      return value;
    }, history);
    assert.deepEqual(verdict, { outcome: "completed", output: 7, warnings: [] });
  });

  it("keeps what comes while suspended until the instance is resumed", async () => {
    const builder = new HistoryBuilder()
      .episode([start("x")], [activity(0, "work")])
      .episode([suspend], [])
      .episode([activityDone(0, 1)], []);
    const code: Code = function* (df) {
      yield df.callActivity("work");
      return yield df.callActivity("more");
    };
    assert.equal((await replay(code, builder.history())).outcome, "waiting");
    builder.episode([resume], [activity(1, "more")]).episode([activityDone(1, 2)], [completed(2, 2)]);
    assert.deepEqual(await replay(code, builder.history()), { outcome: "completed", output: 2, warnings: [] });
  });

  it("passes over the timer that splits a large checkpoint", async () => {
    const history = new HistoryBuilder()
      .episode([start("x")], [activity(0, "work"), timer(-100, minute(1))])
      .episode([timerFired(-100, minute(1))], [activity(1, "more")])
      .history();
    const verdict = await replay(function* (df) {
      yield df.Task.all([df.callActivity("work"), df.callActivity("more")]);
    }, history);
    assert.deepEqual([verdict.outcome, verdict.waitingFor?.length, verdict.warnings], ["waiting", 2, []]);
  });

  it("waits for all of a Task.all that has failed, as the host does", async () => {
    const history = new HistoryBuilder()
      .episode([start("x")], [activity(0, "work"), activity(1, "more")])
      .episode([activityFailed(0)], [])
      .episode([activityDone(1, 1)], [activity(2, "work")])
      .history();
    const verdict = await replay(function* (df) {
      try {
        yield df.Task.all([df.callActivity("work"), df.callActivity("more")]);
      } catch {
        yield df.callActivity("work");
      }
    }, history);
    assert.deepEqual([verdict.outcome, verdict.waitingFor?.[0]?.name], ["waiting", "work"]);
  });
});

describe("compare: timers that are cancelled while others work", () => {
  const code: Code = function* (df) {
    const timeout = df.createTimer(after(df, 60));
    const work = df.callActivityWithRetry("work", retry(1000, 3));
    yield df.Task.any([work, timeout]);
    timeout.cancel();
    yield df.callActivity("more");
  };
  const firstTry = [activity(0, "work"), timer(1, minute(61))];

  it("goes on when nothing else was started in between", async () => {
    const history = new HistoryBuilder()
      .episode([start("x")], firstTry)
      .episode([activityDone(0, 1)], [activity(2, "more")])
      .history();
    assert.deepEqual((await replay(code, history)).waitingFor?.[0]?.name, "more");
  });

  it("fails as the engine does when retries took numbers in between", async () => {
    // The engine replays with the timer cancelled from the start: `more` takes number 2 before the retry does.
    const history = new HistoryBuilder()
      .episode([start("x")], firstTry)
      .episode([activityFailed(0)], [timer(2, minute(2))])
      .episode([timerFired(2, minute(2))], [activity(3, "work")])
      .episode([activityDone(3, 1)], [activity(2, "more")])
      .history();
    const { outcome, divergence } = await replay(code, history);
    assert.equal(outcome, "diverged");
    assert.deepEqual(
      [divergence?.eventId, divergence?.recorded?.kind, divergence?.produced?.name],
      [2, "timer", "more"],
    );
  });
});

describe("compare: calls that the extension refuses", () => {
  const refused: readonly [name: string, code: Code, reason: RegExp][] = [
    ["an activity that is not registered", (df) => one(df.callActivity("missing")), /registers no activity "missing"/],
    ["a child that is not registered", (df) => one(df.callSubOrchestrator("missing", 1)), /no orchestrator "missing"/],
    [
      "an entity that is not registered",
      (df) => one(df.callEntity(new (sdk().EntityId)("none", "k"), "get")),
      /no entity "none"/,
    ],
    ["a child with an entity's id", (df) => one(df.callSubOrchestrator("Child", 1, "@a@b")), /starts with @/],
    [
      "a child with the own id",
      (df) => one(df.callSubOrchestrator("Child", 1, "INSTANCE")),
      /the orchestration itself/,
    ],
    ["a child with the parent's id", (df) => one(df.callSubOrchestrator("Child", 1, "above")), /that of the parent/],
    [
      "a retry interval of more than six days",
      (df) => one(df.callActivityWithRetry("work", retry(6 * day * 60_000 + 1, 2))),
      /longer than 6 days/,
    ],
  ];
  for (const [name, code, reason] of refused) {
    it(`is stuck on ${name}`, async () => {
      const history = new HistoryBuilder().episode([start("x", null, "above")], []).history();
      const verdict = await replay(code, history);
      assert.equal(verdict.outcome, "stuck");
      assert.match(verdict.warnings[0] ?? "", reason);
    });
  }

  it("gives them no number", async () => {
    const history = new HistoryBuilder().episode([start("x")], [activity(0, "work")]).history();
    const verdict = await replay(function* (df) {
      yield df.Task.all([df.callActivity("missing"), df.callActivity("work")]);
    }, history);
    assert.deepEqual([verdict.outcome, verdict.waitingFor?.map((wait) => wait.name)], ["waiting", ["work"]]);
  });

  it("takes for registered what history has scheduled, in any casing", async () => {
    const history = new HistoryBuilder().episode([start("x")], [activity(0, "Missing"), child(1, "OLD")]).history();
    const verdict = await replay(function* (df) {
      yield df.Task.all([df.callActivity("missing"), df.callSubOrchestrator("old", 1)]);
    }, history);
    assert.deepEqual([verdict.outcome, verdict.waitingFor?.length], ["waiting", 2]);
  });

  it("refuses nothing when the app's functions are not known", async () => {
    const history = new HistoryBuilder().episode([start("x")], [activity(0, "missing")]).history();
    assert.equal((await replay((df) => one(df.callActivity("missing")), history, [])).outcome, "waiting");
  });

  it("fails with a signal to an entity that is not registered", async () => {
    const history = new HistoryBuilder().episode([start("x")]).history();
    const verdict = await replay(function* (df) {
      df.signalEntity(new (sdk().EntityId)("none", "k"), "add");
      yield df.callActivity("work");
    }, history);
    assert.deepEqual([verdict.outcome, verdict.error?.message], ["failed", 'the app registers no entity "none"']);
  });
});

describe("compare: stuck", () => {
  it("is told from waiting when the retry timeout has passed", async () => {
    const history = new HistoryBuilder()
      .episode([start("x")], [activity(0, "work")])
      .episode([activityFailed(0)], [], 10)
      .history();
    const verdict = await replay(
      (df) => one(df.callActivityWithRetry("work", retry(1000, 3, { retryTimeoutInMilliseconds: 1000 }))),
      history,
    );
    assert.equal(verdict.outcome, "stuck");
    assert.match(verdict.warnings[0] ?? "", /retry timeout of activity `work` has passed/);
  });
});

describe("compare: ends of which the engine is told nothing", () => {
  const nonDeterministic = "Non-Deterministic workflow detected: A previous execution scheduled 'work'";
  const failedThen = new HistoryBuilder()
    .episode([start("x")], [activity(0, "work")])
    .episode([activityDone(0, 1)], [completed(0, nonDeterministic, "Failed")])
    .history();
  const ofWorker = "One or more errors occurred. (Result: Failure\nException: no JSON\nStack: )";
  const failedAtOnce = new HistoryBuilder()
    .episode([start("x")], [completed(0, `Orchestrator function 'x' failed: ${ofWorker}`, "Failed")])
    .history();
  const circle: { self?: unknown } = {};
  circle.self = circle;
  const ends: Readonly<Record<string, readonly [RegExp, Code]>> = {
    "an Error without a message": [
      /throws an Error without a message/,
      function* (df) {
        yield df.callActivity("work");
        throw new Error("");
      },
    ],
    "an output that is a circle": [
      /^The output or the custom status .* \(Converting circular structure to JSON\)/,
      function* (df) {
        yield df.callActivity("work");
        return circle;
      },
    ],
    "an input that is a circle": [
      /^What the code hands to a call.* \(Converting circular/,
      function* (df) {
        yield df.callActivity("work");
        yield df.Task.all([df.callActivity("more", circle)]);
      },
    ],
    "a circle for the next generation": [
      /^What the code hands to .*continueAsNew.* \(Converting circular/,
      function* (df) {
        yield df.callActivity("work");
        df.continueAsNew(circle);
      },
    ],
  };

  for (const [what, [cause, code]] of Object.entries(ends)) {
    it(`${what} is the reason why the engine calls unchanged code non-deterministic`, async () => {
      const verdict = await replay(code, failedThen);
      assert.deepEqual([verdict.outcome, verdict.error?.message], ["failed", nonDeterministic]);
      assert.match(verdict.warnings.join(), cause);
      assert.match(verdict.warnings.join(), /as non-deterministic, which it is not/);
      assert.equal(verdict.warnings.length, 1);
    });
  }

  it("has the words of the engine in the first episode", async () => {
    const verdict = await replay((df) => one(df.callActivity("work", { amount: 1n })), failedAtOnce);
    assert.deepEqual([verdict.outcome, verdict.error?.message], ["failed", ofWorker]);
    assert.match(verdict.warnings.join(), /BigInt.* in words of its own/);
  });

  it("is a divergence where history went on", async () => {
    const { divergence } = await replay((df) => one(df.callActivity("work", circle)), failedThen);
    assert.equal(
      divergence?.message,
      `History has TaskScheduled \`work\` (#0). Code fails with "Converting circular structure to JSON".`,
    );
  });

  it("is none when SDK 3.x takes it for no end: undefined that is thrown", async () => {
    const history = new HistoryBuilder()
      .episode([start("x")], [activity(0, "work")])
      .episode([activityDone(0, 1)], [])
      .history();
    const verdict = await replay(function* (df) {
      yield df.callActivity("work");
      // eslint-disable-next-line @typescript-eslint/only-throw-error -- That is what this is about.
      throw undefined;
    }, history);
    assert.deepEqual([verdict.outcome, verdict.waitingFor], ["stuck", []]);
    assert.match(verdict.warnings.join(), /throws undefined, .* Running for ever/);
  });

  it("is a failure of the SDK itself: what history had instead is named", async () => {
    const history = new HistoryBuilder()
      .episode([start("x")], [sent(0, "@counter@a", "op", "lock")])
      .episode([raised("lock", { result: "Lock Acquisition Completed" })], [activity(1, "work")])
      .episode([activityDone(1, 1)], [completed(2, null)])
      .history();
    const code: Code = (df) => one(df.callEntity(new (sdk().EntityId)("counter", "a"), "get"));
    const { outcome, divergence, warnings } = await replay(code, history);
    assert.deepEqual([outcome, divergence?.episode, divergence?.eventId], ["diverged", 2, 1]);
    assert.match(divergence?.message ?? "", /^History has TaskScheduled `work` \(#1\)\. Code fails with ".*JSON"\.$/);
    assert.deepEqual(warnings, ["The SDK itself failed on this history, before the code ended."]);
  });

  it("is a list of actions that SDK 2.0 leaves out", () => {
    const record: RunRecord = {
      state: { isDone: true, actions: [], output: 1, schemaVersion: 2 },
      actionCounts: [0],
      points: [],
      calls: [],
      cancellations: [],
      readIsReplaying: false,
    };
    const verdict = judge(failedAtOnce, record, known);
    assert.deepEqual([verdict.outcome, verdict.error?.message], ["failed", ofWorker]);
    assert.match(verdict.warnings[0] ?? "", /durable-functions 2\.0/);
  });
});

describe("compare: events whose names differ in upper and lower case", () => {
  const approval: Code = function* (df) {
    const timer = df.createTimer(after(df, 60));
    yield df.Task.any([df.waitForExternalEvent("Approval"), timer]);
  };
  const builder = () =>
    new HistoryBuilder().episode([start("x")], [timer(0, minute(61))]).episode([raised("approval", 1)], []);

  it("are still awaited, beside what else is", async () => {
    const verdict = await replay(approval, builder().history());
    const waits = verdict.waitingFor?.map(({ kind, name }) => name ?? kind);
    assert.deepEqual([verdict.outcome, waits], ["waiting", ["Approval", "timer"]]);
    assert.deepEqual(verdict.warnings, [
      "Names of events are compared letter by letter, upper and lower case too: `approval` was raised, and the code waits for `Approval`.",
    ]);
  });

  it("do not leave the instance stuck: the next one with the right name goes on", async () => {
    const code: Code = function* (df) {
      yield df.callActivity("work");
      return yield df.waitForExternalEvent("Approval");
    };
    const waiting = new HistoryBuilder()
      .episode([start("x")], [activity(0, "work")])
      .episode([activityDone(0, 1), raised("approval", 1)], []);
    const { outcome, waitingFor } = await replay(code, waiting.history());
    assert.deepEqual([outcome, waitingFor?.map(({ name }) => name)], ["waiting", ["Approval"]]);
    const done = waiting.episode([raised("Approval", 2)], [completed(1, 2)]).history();
    assert.deepEqual(await replay(code, done), { outcome: "completed", output: 2, warnings: [] });
  });
});

describe("compare: ends", () => {
  const twoSteps: Code = function* (df) {
    yield df.callActivity("work");
    return yield df.waitForExternalEvent("Release");
  };
  const begun = () =>
    new HistoryBuilder().episode([start("x")], [activity(0, "work")]).episode([activityDone(0, 1)], []);

  it("diverges when the code returns where history waits", async () => {
    const { outcome, divergence } = await replay((df) => one(df.callActivity("work")), begun().history());
    assert.equal(outcome, "diverged");
    assert.deepEqual(
      [divergence?.episode, divergence?.eventId, divergence?.produced],
      [2, 1, { kind: "completion", name: "Completed" }],
    );
    assert.equal(divergence?.recorded, undefined);
  });

  it("diverges when the code returns where history goes on", async () => {
    const history = begun()
      .episode([raised("Release", 2)], [completed(1, 2)])
      .history();
    const { divergence } = await replay((df) => one(df.callActivity("work")), history);
    assert.match(divergence?.message ?? "", /Code returns in episode 2\. History goes on with EventRaised/);
  });

  it("says what code waits for that schedules nothing in place of recorded work", async () => {
    const history = new HistoryBuilder().episode([start("x")], [activity(0, "work")]).history();
    const { divergence } = await replay(function* (df) {
      yield df.waitForExternalEvent("Release");
      yield df.callActivity("work");
    }, history);
    assert.deepEqual(divergence?.produced, { kind: "event", name: "Release" });
    assert.match(divergence.message, /TaskScheduled `work` \(#0\)\. Code waits for event `Release`\./);
  });

  it("says so of a wait for several things, and of one that the code has passed later", async () => {
    const history = new HistoryBuilder()
      .episode([start("x")], [timer(0, minute(5)), activity(1, "work")])
      .episode([raised("Release", 2)], [activity(2, "more")])
      .history();
    const { divergence } = await replay(function* (df) {
      yield df.Task.any([df.createTimer(after(df, 4)), df.waitForExternalEvent("Release")]);
      yield df.callActivity("more");
    }, history);
    assert.equal(divergence?.produced, undefined);
    assert.match(
      divergence?.message ?? "",
      /Code schedules nothing in its place: it waits for timer, event `Release`\./,
    );
  });

  it("names the event that came instead of the one that the code waits for", async () => {
    const renamed: Code = function* (df) {
      yield df.waitForExternalEvent("Approved");
      yield df.callActivity("work");
    };
    const builder = new HistoryBuilder().episode([start("x")], []);
    const going = builder.episode([raised("Approve", 1)], [activity(0, "work")]).history();
    assert.equal(
      (await replay(renamed, going)).divergence?.message,
      "History has TaskScheduled `work` (#0). Code waits for event `Approved`, not for event `Approve`, which came.",
    );
    const ended = new HistoryBuilder()
      .episode([start("x")], [])
      .episode([raised("Approve", 1)], [completed(0, null)])
      .history();
    assert.equal(
      (await replay(renamed, ended)).divergence?.message,
      "History ends Completed (#0). Code still waits for event `Approved`, not for event `Approve`, which came.",
    );
  });

  it("counts what the code waits for many times over", async () => {
    const history = new HistoryBuilder()
      .episode([start("x")], [activity(0, "work"), activity(1, "work"), activity(2, "work")])
      .history();
    const { divergence } = await replay(function* (df) {
      yield df.Task.all([df.callActivity("work"), df.callActivity("work")]);
    }, history);
    assert.match(divergence?.message ?? "", /it waits for activity `work` \(2 times\)\.$/);
  });

  it("diverges when the code waits where history ends", async () => {
    const history = begun()
      .episode([raised("Release", 2)], [completed(1, 2)])
      .history();
    const { divergence } = await replay(function* (df) {
      yield* twoSteps(df);
      yield df.callActivity("more");
    }, history);
    assert.deepEqual([divergence?.eventId, divergence?.recorded?.name], [1, "Completed"]);
    assert.match(divergence?.message ?? "", /still waits for activity `more`/);
  });

  it("diverges when the code fails where history completes", async () => {
    const history = begun()
      .episode([raised("Release", 2)], [completed(1, 2)])
      .history();
    const { divergence } = await replay(function* (df) {
      yield* twoSteps(df);
      throw new Error("new");
    }, history);
    assert.deepEqual([divergence?.recorded?.name, divergence?.produced?.name], ["Completed", "Failed"]);
  });

  it("diverges when the code does more than a finished history has", async () => {
    const history = begun()
      .episode([raised("Release", 2)], [completed(1, 2)])
      .history();
    const { divergence } = await replay(function* (df) {
      const result: unknown = yield* twoSteps(df);
      df.signalEntity(new (sdk().EntityId)("counter", "k"), "add");
      return result;
    }, history);
    assert.deepEqual([divergence?.eventId, divergence?.produced], [1, { kind: "entity", name: "@counter@k" }]);
  });

  it("only warns when the engine would take additional work in", async () => {
    const history = begun().history();
    const { outcome, warnings } = await replay(function* (df) {
      yield df.callActivity("work");
      yield df.Task.any([df.waitForExternalEvent("Release"), df.callActivity("more")]);
    }, history);
    assert.equal(outcome, "waiting");
    assert.match(warnings[0] ?? "", /activity `more` \(#1\) in episode 2/);
  });

  it("believes nothing of a half-written checkpoint that is not there", async () => {
    const history = { ...begun().history(), sentinel: { executionId: "execution", isCheckpointComplete: false } };
    assert.equal((await replay((df) => one(df.callActivity("work")), history)).outcome, "completed");
  });

  it("warns of another output and of another error text", async () => {
    const history = begun()
      .episode([raised("Release", 2)], [completed(1, 3)])
      .history();
    const output = await replay(twoSteps, history);
    assert.deepEqual([output.outcome, output.output], ["completed", 2]);
    assert.deepEqual(output.warnings, ["History has the output 3. Code returns 2."]);
    const failed = completed(1, "Orchestrator function 'x' failed: old text", "Failed");
    const error = await replay(
      function* (df) {
        yield* twoSteps(df);
        throw new Error("new text");
      },
      begun()
        .episode([raised("Release", 2)], [failed])
        .history(),
    );
    assert.deepEqual([error.outcome, error.error?.message], ["failed", "new text"]);
    assert.deepEqual(error.warnings, ["History has the error old text. Code fails with new text."]);
  });

  it("has an emoji that was cut in two as storage has it", async () => {
    const history = new HistoryBuilder()
      .episode([start("x")], [completed(0, { cut: ["\ufffd!", "\\ud83d 😀"] })])
      .history();
    const cut: Code = function* () {
      return yield* endOf({ cut: ["\ud83d!", "\\ud83d 😀"] });
    };
    assert.deepEqual((await replay(cut, history)).warnings, []);
    assert.deepEqual((await replay(cut, history)).output, { cut: ["\ufffd!", "\\ud83d 😀"] });
  });

  it("leaves a failure of the engine itself to the engine", async () => {
    const failed = completed(1, "The size of the custom status is too big.", "Failed");
    const verdict = await replay(
      twoSteps,
      begun()
        .episode([raised("Other")], [failed])
        .history(),
    );
    assert.deepEqual(
      [verdict.outcome, verdict.error?.message],
      ["failed", "The size of the custom status is too big."],
    );
  });

  it("accepts an orchestrator that throws something else than an Error", async () => {
    const text =
      'One or more errors occurred. (Result: Failure\nException: false\n\n$OutOfProcData$:{"isDone":false}\nStack: )';
    const verdict = await replay(
      function* (df) {
        yield* twoSteps(df);
        // eslint-disable-next-line @typescript-eslint/only-throw-error -- That is what this is about.
        throw "just text";
      },
      begun()
        .episode([raised("Release", 2)], [completed(1, text, "Failed")])
        .history(),
    );
    assert.deepEqual([verdict.outcome, verdict.error], ["failed", { message: text }]);
    assert.match(verdict.warnings.join(), /throws "just text", which is no Error: .* in words of its own/);
  });

  it("waits for the timer that keeps a generation from being followed by the next", async () => {
    const history = new HistoryBuilder()
      .episode([start("x")], [timer(0, minute(61))])
      .episode([raised("Next")], [])
      .history();
    const verdict = await replay(function* (df) {
      yield df.Task.any([df.waitForExternalEvent("Next"), df.createTimer(after(df, 60))]);
      df.continueAsNew(1);
    }, history);
    assert.deepEqual([verdict.outcome, verdict.waitingFor?.map((wait) => wait.kind)], ["waiting", ["timer"]]);
    assert.match(verdict.warnings[0] ?? "", /next generation begins when timer is done/);
  });

  it("says when the SDK itself gives up", async () => {
    const broken = {
      type: "TaskFailed",
      taskScheduledId: 0,
      reason: "broken",
      details: null,
      failureDetails: null,
    } as const;
    const history = new HistoryBuilder()
      .episode([start("x")], [activity(0, "work")])
      .episode([broken], [])
      .history();
    const verdict = await replay(twoSteps, history);
    assert.equal(verdict.outcome, "failed");
    assert.match(verdict.error?.message ?? "", /could not parse its exception data/);
    assert.match(verdict.warnings[0] ?? "", /SDK itself failed/);
  });

  it("does not take a history that ended well for one in which the SDK gives up", async () => {
    const unreadable = { type: "TaskCompleted", taskScheduledId: 0, result: "{bad" } as const;
    const history = new HistoryBuilder()
      .episode([start("x")], [activity(0, "work")])
      .episode([unreadable], [completed(1, 2)])
      .history();
    const verdict = await replay(twoSteps, history);
    assert.deepEqual(
      [verdict.outcome, verdict.divergence?.produced],
      ["diverged", { kind: "completion", name: "Failed" }],
    );
    assert.match(verdict.divergence?.message ?? "", /^History ends Completed \(#1\)\. Code fails with ".*JSON/);
    assert.match(verdict.warnings[0] ?? "", /SDK itself failed/);
  });
});

// eslint-disable-next-line require-yield -- It ends at once.
function* endOf<T>(value: T): Generator<never, T> {
  return value;
}

function* one(task: Task): Generator<Task, unknown, unknown> {
  return yield task;
}
