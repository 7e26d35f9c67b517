import assert from "node:assert/strict";
import { checkMarks } from "../../support/markedCode";
import { orchestrator, suggestedLines } from "../../support/suggestedCode";

function check(body: string): void {
  checkMarks({ "/app/order.js": orchestrator(body) });
}

const race = `const timer = context.df.createTimer(new Date(0));
  const event = context.df.waitForExternalEvent("e");
  const winner = yield context.df.Task.any([event, timer]);`;

describe("joins and races", () => {
  it("need tasks", () => {
    check(`
  yield context.df.Task.all([]);
  //    ^^^^^^^^^^^^^^^^^^^^^^^ no-empty-join
  const none = [];
  yield context.df.Task.any(none);
  //    ^^^^^^^^^^^^^^^^^^^^^^^^^ no-empty-join
  const later = [];
  fill(later);
  yield context.df.Task.all(later);
  yield context.df.Task.all(context.df.getInput().map((item) => context.df.callActivity("a", item)));
`);
  });

  it("may be empty before durable-functions 3, where the run goes on", () => {
    checkMarks({
      "/app/host.json": "{}",
      "/app/package.json": `{ "dependencies": { "durable-functions": "^2.1.3" } }`,
      "/app/order.js": `
const df = require("durable-functions");
module.exports = df.orchestrator(function* (context) { yield context.df.Task.all([]); });
`,
    });
  });

  it("end with the losing timer cancelled", () => {
    check(`
  const event = context.df.waitForExternalEvent("e");
  yield context.df.Task.any([event, context.df.createTimer(new Date(0))]);
  //                                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ cancel-losing-timer
  const timer = context.df.createTimer(new Date(0));
  const winner = yield context.df.Task.any([event, timer]);
  //                                               ^^^^^ cancel-losing-timer
  return winner === timer;
`);
    check(`  ${race}\n  if (winner === event) timer.cancel();`);
    check(`  ${race}\n  if (winner === event) yield timer;`);
    check(`  ${race}\n  stop(timer);`);
    check(`
  const timers = [1, 2].map((hours) => context.df.createTimer(new Date(hours)));
  yield context.df.Task.any(timers);
`);
    assert.deepEqual(suggestedLines(orchestrator(`  ${race}\n  return winner === event;`), "cancel-losing-timer"), [
      "  if (!timer.isCompleted) timer.cancel();",
    ]);
    assert.equal(
      suggestedLines(orchestrator(`  ${race}\n  context.df.continueAsNew();`), "cancel-losing-timer"),
      undefined,
    );
  });
});

describe("a timer that is only cancelled", () => {
  it("never started", () => {
    const code = orchestrator(`
  const timer = context.df.createTimer(new Date(0));
  yield context.df.callActivity("a");
  timer.cancel();`);
    const [finding] = checkMarks({
      "/app/order.js": code.replace(
        "new Date(0));",
        "$&\n  //            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ yield-tasks",
      ),
    });
    assert.match(finding?.message ?? "", /never starts.*Task\.any/);
    assert.equal(suggestedLines(code, "yield-tasks"), undefined);
  });
});

describe("a timer that fired", () => {
  it("is not cancelled, which would throw", () => {
    check(`
  ${race}
  timer.cancel();
//^^^^^^^^^^^^^^ cancel-losing-timer ? if (!timer.isCompleted) timer.cancel()
  return winner === event;
`);
    check(
      `
  ${race}
  if (winner === timer) {
    yield context.df.callActivity("remind");
    timer.cancel();
    //^^^^^^^^^^^^ cancel-losing-timer
  } else if (!timer.isCompleted) timer.cancel();
`.replace("    //^^^^^^^^^^^^", "  //^^^^^^^^^^^^^^"),
    );
    check(`
  ${race}
  if (winner !== event) return 1;
  timer.cancel();
`);
    check(`
  ${race}
  if (winner === timer) yield context.df.callActivity("remind");
  else timer.cancel();
`);
    check(`
  ${race}
  try {
    timer.cancel();
  } catch {
    return winner === event;
  }
`);
    check(`
  let due = context.df.createTimer(new Date(0));
  const event = context.df.waitForExternalEvent("e");
  for (;;) {
    const winner = yield context.df.Task.any([event, due]);
    if (winner === due) {
      due = context.df.createTimer(new Date(1));
      if (yield context.df.callActivity("enough")) {
        due.cancel();
        return 1;
      }
    } else break;
  }
  due.cancel();
`);
  });
});

describe("continuing as new", () => {
  it("is not done in the step that cancels a timer", () => {
    check(`
  ${race}
  if (winner === event) timer.cancel();
  context.df.continueAsNew(1);
//^^^^^^^^^^^^^^^^^^^^^^^^^^^ no-timer-cancel-before-continue-as-new
`);
    check(`
  ${race}
  if (winner === event) {
    timer.cancel();
    yield context.df.callActivity("a");
  }
  context.df.continueAsNew(1);
`);
    check(`
  ${race}
  if (winner === event) timer.cancel();
  else context.df.continueAsNew(1);
`);
    check(`
  ${race}
  if (winner === event) {
    timer.cancel();
    return 1;
  }
  context.df.continueAsNew(1);
`);
  });

  it("is the last that an orchestrator does", () => {
    check(
      `
  if (context.df.getInput()) {
    context.df.continueAsNew(1);
    //^^^^^^^^^^^^^^^^^^^^^^^^^ no-code-after-continue-as-new
  }
  yield context.df.callActivity("a");
  while (true) {
    const input = yield context.df.callActivity("b");
    if (input) context.df.continueAsNew(input);
    //         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ no-code-after-continue-as-new
  }
`.replace("    //^^^^^^^^^^^^^^^^^^^^^^^^^", "  //^^^^^^^^^^^^^^^^^^^^^^^^^^^"),
    );
    check(`
  if (context.df.getInput()) {
    context.df.continueAsNew(1);
    return;
  }
  yield context.df.callActivity("a");
  context.df.continueAsNew(2);
  context.df.setCustomStatus("again");
`);
    const code = orchestrator(`  context.df.continueAsNew(1);\n  yield context.df.callActivity("a");`);
    assert.deepEqual(suggestedLines(code, "no-code-after-continue-as-new"), ["  return;"]);
  });

  it("is how a loop ends that does not end otherwise", () => {
    check(`
  if (context.df.getInput()) {
    while (true) {
    //     ^^^^ no-endless-loop
      yield context.df.callActivity("a");
      switch (1) { case 1: break; }
    }
  }
  outer: while (true) {
    for (;;) {
      if (yield context.df.callActivity("b")) break outer;
    }
  }
  for (;;) if (yield context.df.callActivity("c")) return 1;
`);
    check(`
  do {
    context.df.setCustomStatus("hot");
  } while (true);
  //       ^^^^ no-endless-loop
`);
  });
});

describe("failures and data", () => {
  it("are not lost", () => {
    check(`
  try {
    yield context.df.callActivity("a");
  } catch (error) {
  //       ^^^^^ no-swallowed-failure
  }
  try {
    yield context.df.callActivity("b");
  } finally {
    return 1;
  //^^^^^^^^^ no-swallowed-failure
  }
`);
    check(`
  try {
    yield context.df.callActivity("a");
  } catch (error) {
  //       ^^^^^ no-swallowed-failure
    if (!context.df.isReplaying) console.error(error);
  }
`);
    check(`
  for (const task of [context.df.callActivity("a"), context.df.callActivity("b")]) {
    try {
      yield task;
    } catch (error) {
    //       ^^^^^ no-swallowed-failure
      // It does not matter.
    }
  }
`);
    check(`
  for (const attempt of [1, 2]) {
    try {
      return yield context.df.callActivity("a", attempt);
    } catch {}
  }
  try {
    yield context.df.callActivity("b");
  } catch (error) {
    yield context.df.callActivity("undo", error.message);
  }
  try {
    JSON.parse(context.df.getInput());
  } catch (error) {}
  let paid = true;
  try {
    yield context.df.callActivity("c");
  } catch {
    paid = false;
  }
  return paid;
`);
  });

  it("are thrown as Errors", () => {
    check(`
  const item = yield context.df.callActivity("a");
  if (item === 1) throw "none";
  //                    ^^^^^^ throw-errors
  if (item === 2) throw { code: 1 };
  //                    ^^^^^^^^^^^ throw-errors
  let last;
  try {
    yield context.df.callActivity("b");
  } catch (error) {
    last = error;
  }
  if (last) throw last;
  throw new TypeError("c");
`);
    const code = orchestrator("  throw `no ${1}`;");
    assert.deepEqual(suggestedLines(code, "throw-errors"), ["  throw new Error(`no ${1}`);"]);
  });

  it("survive as JSON", () => {
    check(`
  try {
    yield context.df.callActivity("a", { at: new Date(0), list: new Set([1]) });
    //                                                          ^^^^^^^^^^^^ serializable-input
    yield context.df.callActivity("b", [() => 1, 1n]);
    //                                  ^^^^^^^ serializable-input
    //                                           ^^ serializable-input
  } catch (error) {
    yield context.df.callActivity("c", error.message);
    context.df.setCustomStatus({ error });
    //                           ^^^^^ serializable-input
    if (isKnown(error)) return error;
    return error;
    //     ^^^^^ serializable-input
  }
  return { when: new Date(1) };
`);
    const code = orchestrator(`
  try {
    yield context.df.callActivity("a");
  } catch (error) {
    return { error };
  }`);
    assert.deepEqual(suggestedLines(code, "serializable-input"), ["    return { error: error.message };"]);
  });

  it("are dates where a timer is made", () => {
    checkMarks({
      "/app/order.js": `
const df = require("durable-functions");
const moment = require("moment");
df.app.orchestration("order", function* (context) {
  const now = context.df.currentUtcDateTime;
  yield context.df.createTimer(now.getTime() + 1000);
  //                           ^^^^^^^^^^^^^^^^^^^^ timer-dates
  yield context.df.createTimer(moment(now).add(1, "h"));
  //                           ^^^^^^^^^^^^^^^^^^^^^^^ timer-dates
  const later = now.toISOString();
  yield context.df.createTimer(later);
  //                           ^^^^^ timer-dates
  yield context.df.createTimer(moment(now).add(1, "h").toDate());
  yield context.df.createTimer(new Date(later));
  yield context.df.createTimer(context.df.getInput());
});
`,
    });
    const code = orchestrator("  yield context.df.createTimer(context.df.currentUtcDateTime.getTime() + 1);");
    assert.deepEqual(suggestedLines(code, "timer-dates"), [
      "  yield context.df.createTimer(new Date(context.df.currentUtcDateTime.getTime() + 1));",
    ]);
  });

  it("are counted from the current time where a duration is given", () => {
    check(`
  const minute = 60_000;
  yield context.df.createTimer(5000);
  //                           ^^^^ timer-dates ? new Date(context.df.currentUtcDateTime.getTime() + 5000)
  yield context.df.createTimer(30 * minute);
  //                           ^^^^^^^^^^^ timer-dates ? new Date(context.df.currentUtcDateTime.getTime() + 30 * minute)
  yield context.df.createTimer(1_800_000_000_000);
  //                           ^^^^^^^^^^^^^^^^^ timer-dates ? new Date(1_800_000_000_000)
`);
  });

  it("are not made by + from the current time, which gives a text", () => {
    checkMarks({
      "/app/order.ts": `
import * as df from "durable-functions";
const minute = 60 * 1000;
df.app.orchestration("order", function* (context) {
  const now = context.df.currentUtcDateTime;
  yield context.df.createTimer(new Date(context.df.currentUtcDateTime + 5000));
  //                                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ timer-dates
  const due = (now as any) + minute;
  //          ^^^^^^^^^^^^^^^^^^^^^ timer-dates
  yield context.df.createTimer(due);
  yield context.df.createTimer(now + 5 * minute);
  //                           ^^^^^^^^^^^^^^^^ timer-dates
  const name = now + ".txt";
  return [due, name, now + context.df.getInput(), now.getTime() + 5000, +now + 5000, now - 5000];
});
`,
    });
    const sum = (code: string) => suggestedLines(orchestrator(code), "timer-dates");
    assert.deepEqual(sum("  return new Date(context.df.currentUtcDateTime + 5);"), [
      "  return new Date(context.df.currentUtcDateTime.getTime() + 5);",
    ]);
    assert.deepEqual(sum("  yield context.df.createTimer(context.df.currentUtcDateTime + 5);"), [
      "  yield context.df.createTimer(new Date(context.df.currentUtcDateTime.getTime() + 5));",
    ]);
  });
});
