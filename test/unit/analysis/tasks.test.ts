import assert from "node:assert/strict";
import { checkMarks } from "../../support/markedCode";
import { orchestrator, suggestedLines } from "../../support/suggestedCode";

function check(body: string): void {
  checkMarks({ "/app/order.js": orchestrator(body) });
}

describe("tasks that nobody waits for", () => {
  it("are dropped, used as values, returned, or collected and forgotten", () => {
    check(`
  context.df.callActivity("a");
//^^^^^^^^^^^^^^^^^^^^^^^^^^^^ yield-tasks
  const name = context.df.callActivity("b");
  //           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ yield-tasks
  context.df.setCustomStatus(name.first);
  void context.df.waitForExternalEvent("go");
  //   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ yield-tasks
  const tasks = [];
  for (const item of [1, 2]) tasks.push(context.df.callSubOrchestrator("s", item));
  //                                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ yield-tasks
  [1].forEach((item) => context.df.callActivity("c", item));
  //                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ yield-tasks
  const all = context.df.Task.all([yield context.df.callActivity("d")]);
  //          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ yield-tasks
  //                               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ no-yield-non-task
  if (context.df.callActivity("e")) return \`\${all}\`;
  //  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ yield-tasks
  yield context.df.callActivity("f", { g: context.df.callActivity("g") });
  //                                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ yield-tasks
  return context.df.callActivity("h");
  //     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ yield-tasks
`);
  });

  it("are found through callables, aliases and helpers of other files", () => {
    checkMarks({
      "/app/order.js": `
const df = require("durable-functions");
const { ship } = require("./ship");
const pay = df.app.activity("pay", { handler: () => 1 });
df.app.orchestration("order", function* (context) {
  const { df: durable } = context;
  pay(1);
//^^^^^^ yield-tasks
  pay(2).withRetry({});
//^^^^^^^^^^^^^^^^^^^^ yield-tasks
  durable.createTimer(new Date(0));
//^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ yield-tasks
  ship(context);
//^^^^^^^^^^^^^ yield-tasks
  yield ship(context);
  yield pay(3).withRetry({});
});
`,
      "/app/ship.js": `exports.ship = (context) => context.df.callActivity("ship");`,
    });
  });

  it("are taken for the lists and texts that they give", () => {
    check(`
  const list = context.df.callActivity("a");
  //           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ yield-tasks
  for (const each of list) yield context.df.callActivity("b", each);
  const mapped = context.df.callActivity("c").map((each) => each.id);
  //             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ yield-tasks
  const some = context.df.callActivity("d");
  //           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ yield-tasks
  if (some.some((each) => each.late)) return some.includes(1);
  const text = context.df.callActivity("e");
  //           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ yield-tasks
  const all = [...context.df.callActivity("f"), ...text.split(",")];
  //              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ yield-tasks
  return Math.max(mapped, all, ...context.df.callActivity("g"));
  //                              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ yield-tasks
`);
  });

  it("are lists of lists, whose members are lists", () => {
    check(`
  const groups = [[context.df.callActivity("a")], [context.df.callActivity("b")]];
  yield context.df.Task.all(groups[0].map((each) => each));
  for (const each of groups[1]) yield each;
`);
  });

  it("are joined in many ways, all of them right", () => {
    check(`
  const { df } = context;
  const first = df.callActivity("a");
  const others = [1, 2].map((item) => context.df.callActivity("b", item));
  yield first;
  for (const each of others) yield each;
  const named = {};
  named.c = context.df.callActivity("c");
  yield df.Task.all(Object.values(named));
  const timer = df.createTimer(new Date(0));
  const event = df.waitForExternalEvent("e");
  const winner = yield df.Task.any([timer, event]);
  if (winner === event) timer.cancel();
  let one;
  if (winner.result) one = df.callActivity("f");
  else one = df.callActivity("g");
  const result = { one: yield one, two: (yield df.callActivity("h")) === 1 };
  yield result.two ? df.callActivity("i") : df.callActivity("j");
  const byKey = new Map();
  byKey.set(1, df.callActivity("k"));
  yield df.Task.all([...byKey.values()]);
  const make = (item) => df.callActivity("l", item);
  yield df.Task.all([make(1), make(2)].filter(Boolean));
  const lists = [1].reduce((list, item) => { list.push(df.callActivity("m", item)); return list; }, []);
  while (lists.length) {
    const done = yield df.Task.any(lists);
    lists.splice(lists.indexOf(done), 1);
    yield done;
  }
  df.signalEntity("x", "op");
  const lock = yield df.lock([]);
  lock.release();
  elsewhere(df.callActivity("n"));
`);
  });

  it("are silent where the code does not parse", () => {
    check(`
  context.df.callActivity("a");
  const half = yield context.df.callActivity("b", {
`);
  });

  it("are mended by yield, in parentheses where it needs them, and by Task.all", () => {
    const lines = (body: string) => suggestedLines(orchestrator(body), "yield-tasks");
    assert.deepEqual(lines(`context.df.callActivity("a");`), [`yield context.df.callActivity("a");`]);
    assert.deepEqual(lines("return context.df.callActivity(`a`).name;"), [
      "return (yield context.df.callActivity(`a`)).name;",
    ]);
    assert.deepEqual(lines(`[1].forEach((x) => context.df.callActivity("a", x));`), [
      `yield context.df.Task.all([1].map((x) => context.df.callActivity("a", x)));`,
    ]);
    assert.equal(lines(`[1].forEach((x) => { context.df.callActivity("a", x); });`), undefined);
  });

  it("are not what they gave once they are finished", () => {
    check(`
  const tasks = [1].map((item) => context.df.callActivity("a", item));
  yield context.df.Task.all(tasks);
  const sum = tasks.reduce((total, task) => total + task.amount, 0);
  //                                                ^^^^ yield-tasks
  const winner = yield context.df.Task.any([context.df.waitForExternalEvent("b")]);
  return { sum, approved: winner.approved };
  //                      ^^^^^^ yield-tasks
`);
    check(`
  const tasks = [1].map((item) => context.df.callActivity("a", item));
  yield context.df.Task.all(tasks);
  return tasks.map((task) => (task.isFaulted ? 0 : task.result.amount));
`);
  });

  it("are a winner with a number of its own, whose members are read for those of its result", () => {
    check(`
  const first = yield context.df.Task.any([context.df.callActivity("a")]);
  const next = yield context.df.Task.any([context.df.callActivity("b")]);
  const other = yield context.df.Task.any([context.df.callActivity("c")]);
  if (next.id === other.id) return next;
  //                               ^^^^ yield-tasks ? .result
  return first.id;
  //     ^^^^^ yield-tasks ? .result
`);
  });

  it("have no result where they are made, and are no output", () => {
    check(`
  const paid = context.df.callActivity("a").result;
  //           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ yield-tasks
  const task = context.df.callActivity("b");
  const winner = yield context.df.Task.any([task]);
  if (winner === task && paid) return winner.result;
  return winner;
  //     ^^^^^^ yield-tasks
`);
  });

  it("are not what they gave by being called so", () => {
    const race = (use: string) => ({
      "/app/src/order.ts": `
import * as df from "durable-functions";
df.app.orchestration("order", function* (context) {
  const approval = context.df.waitForExternalEvent("b");
  const winner = yield context.df.Task.any([approval, context.df.callActivity("a")]);
  let given: Approval | undefined;
${use}
  return given;
});
`,
    });
    checkMarks(
      race(`  if (winner === approval) given = winner as Approval;
  //                               ^^^^^^ yield-tasks`),
    );
    checkMarks(race(`  if (winner === approval) given = (winner as df.Task).result as Approval;`));
    checkMarks(race(`  const first = winner as TimerTask, any = winner as any;\n  yield first ?? any;`));
  });
});

describe("what a yielded sub-orchestration gave", () => {
  it("is its result, which has none of its own", () => {
    check(`
  const record = yield context.df.callSubOrchestrator("a");
  const other = yield context.df.callSubOrchestrator("b");
  const output = []; 
  const task = context.df.callActivity("c");
  output.push(task);
  const all = yield context.df.Task.all(output);
  output.push(all);
  return { record: record.result, ok: other.ok && other.result };
  //               ^^^^^^^^^^^^^ yield-tasks
`);
  });
});

describe("what may be yielded", () => {
  it("is no promise, wherever it comes from", () => {
    checkMarks({
      "/app/order/index.js": `
const df = require("durable-functions");
const Logger = require("../lib/logger");
const axios = require("axios");
class Order {
  constructor(context, logger) { this.context = context; this.logger = logger; }
  *run() {
    yield this.logger.note("a");
    return yield* this.rest();
  }
  *rest() { return yield this.context.df.callActivity("a"); }
}
module.exports = df.orchestrator(function* (context) {
  yield Promise.resolve(1);
  //    ^^^^^^^^^^^^^^^^^^ no-yield-promise
  const page = yield axios.get("https://example.com");
  //                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ no-yield-promise
  //                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ no-network
  yield* new Order(context, new Logger()).run();
  //     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ no-yield-promise
  return yield Logger.of(context, page);
});
`,
      "/app/lib/logger.js": `
module.exports = class Logger {
  async note(text) { return text; }
  static of(context, page) { return context.df.callActivity("log", page); }
};
`,
    });
  });

  it("is no generator: those are run with yield*", () => {
    checkMarks({
      "/app/order.js": `
const df = require("durable-functions");
const { reserve } = require("./reserve");
df.app.orchestration("order", function* (context) {
  yield reserve(context);
//^^^^^^^^^^^^^^^^^^^^^^ prefer-yield-star
  reserve(context);
//^^^^^^^^^^^^^^^^ prefer-yield-star
  const never = reserve(context);
  //            ^^^^^^^^^^^^^^^^ prefer-yield-star
  const later = reserve(context);
  while (yield* reserve(context)) yield* later;
  for (const task of reserve(context)) yield task;
});
`,
      "/app/reserve.js": `exports.reserve = function* (context) { return yield context.df.callActivity("reserve"); };`,
    });
    const code = orchestrator(`  function* part() {}\n  yield part();`);
    assert.deepEqual(suggestedLines(code, "prefer-yield-star"), ["  yield* part();"]);
  });

  it("is no generator that is taken for what it gives, and none that is joined", () => {
    check(`
  function* part(item) { return yield context.df.callActivity("part", item); }
  const price = part("price");
  //            ^^^^^^^^^^^^^ prefer-yield-star ? yield*\u0020
  yield context.df.callActivity("pay", part("input"));
  //                                   ^^^^^^^^^^^^^ prefer-yield-star
  if (part("a").isPaid) return part("b");
  //  ^^^^^^^^^ prefer-yield-star ? (yield* )
  //                           ^^^^^^^^^ prefer-yield-star ? yield*\u0020
  yield context.df.Task.all([part("a"), context.df.callActivity("b")]);
  //                         ^^^^^^^^^ prefer-yield-star
  const items = context.df.getInput();
  yield context.df.Task.any(items.map((item) => part(item)));
  //                                            ^^^^^^^^^^ prefer-yield-star
  yield context.df.Task.all(items.map(function* (item) { yield context.df.callActivity("c", item); }));
  //                                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ prefer-yield-star
  const [first] = part("a");
  const steps = [...part("a")];
  const later = part("a");
  later.next();
  const run = () => part("a");
  yield* run();
  const kept = { step: part("a") };
  yield* kept.step;
  return price + first + steps;
`);
  });

  it("is a task, no array, no value, no result", () => {
    check(`
  yield [context.df.callActivity("a"), context.df.callActivity("b")];
//^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ no-yield-non-task
  const result = yield context.df.callActivity("c");
  yield result;
//^^^^^^^^^^^^ no-yield-non-task
  yield 5;
//^^^^^^^ no-yield-non-task
  const winner = yield context.df.Task.any([context.df.callActivity("d")]);
  yield winner;
  const maybe = result ? context.df.callActivity("e") : undefined;
  yield maybe;
  yield unknown;
`);
    assert.deepEqual(
      suggestedLines(orchestrator(`  yield [1].map((x) => context.df.callActivity("a", x));`), "no-yield-non-task"),
      [`  yield context.df.Task.all([1].map((x) => context.df.callActivity("a", x)));`],
    );
  });

  it("joins tasks of one array, none of what they gave", () => {
    check(`
  const paid = yield context.df.callActivity("a");
  const timer = context.df.createTimer(context.df.currentUtcDateTime);
  yield context.df.Task.any([timer, paid]);
  //                         ^^^^^ cancel-losing-timer
  //                                ^^^^ no-yield-non-task
  const tasks = [paid, context.df.callActivity("b"), ...(yield context.df.callActivity("d"))];
  //             ^^^^ no-yield-non-task
  const [first] = yield context.df.Task.all(tasks);
  const winner = yield context.df.Task.any([context.df.callActivity("e")]);
  yield context.df.Task.all([winner, first ? context.df.callActivity("f") : first]);
  yield context.df.Task.all(context.df.callActivity("a"), context.df.callActivity("b"));
  //                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ no-yield-non-task
`);
    const call = 'context.df.callActivity("a")';
    assert.deepEqual(
      suggestedLines(orchestrator(`yield context.df.Task.all(${call}, ${call});`), "no-yield-non-task"),
      [`yield context.df.Task.all([${call}, ${call}]);`],
    );
  });

  it("is what forEach makes of no generator", () => {
    check(`
  [1, 2].forEach(function* (item) { yield context.df.callActivity("a", item); });
  //             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ prefer-yield-star
  function* each(item) { yield context.df.callActivity("a", item); }
  [1, 2].forEach(each);
  //             ^^^^ prefer-yield-star
  for (const run of [1, 2].map(each)) yield* run;
  [1, 2].forEach((item) => context.log.name + item);
`);
  });

  it("may be anything for durable-functions 1.x, but for arrays of tasks", () => {
    checkMarks({
      "/app/host.json": "{}",
      "/app/package.json": `{ "dependencies": { "durable-functions": "^1.5.4" } }`,
      "/app/order.js": `
const df = require("durable-functions");
module.exports = df.orchestrator(function* (context) {
  yield 5;
  yield [context.df.callActivity("a")];
//^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ no-yield-non-task
  if (context.df.getInput()) yield context.df.continueAsNew();
  return context.df.callActivity("b");
});
`,
    });
  });

  it("is continueAsNew, up to durable-functions 1", () => {
    checkMarks({
      "/app/host.json": "{}",
      "/app/package.json": `{ "dependencies": { "durable-functions": "^1.5.4" } }`,
      "/app/order.js": `
const df = require("durable-functions");
module.exports = df.orchestrator(function* (context) {
  const input = context.df.getInput();
  if (input.done) yield context.df.continueAsNew();
  else context.df.continueAsNew(input);
  //   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ yield-tasks
});
`,
    });
  });

  it("is nothing that acts at once", () => {
    check(`
  yield context.df.setCustomStatus("a");
//^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ no-yield-fire-and-forget
  yield context.df.continueAsNew(1);
//^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ no-yield-fire-and-forget
`);
    const lines = (body: string) => suggestedLines(orchestrator(body), "no-yield-fire-and-forget");
    assert.deepEqual(lines("yield context.df.continueAsNew(1);"), ["context.df.continueAsNew(1);"]);
    assert.deepEqual(lines("if (1) yield context.df.continueAsNew(1);\nreturn 2;"), [
      "if (1) { context.df.continueAsNew(1); return; }",
    ]);
    assert.equal(lines("timer.cancel();\nyield context.df.continueAsNew(1);"), undefined);
  });
});

describe("promises and tasks", () => {
  it("do not mix: await, async and then", () => {
    checkMarks({
      "/app/order.js": `
const df = require("durable-functions");
df.app.orchestration("one", async (context) => { await context.df.callActivity("a"); });
//                                 ^^^^^^^ no-await
df.app.orchestration("two", async function* (context) {
  //                                         ^^^^^^^ no-await
  const result = await context.df.callActivity("a");
  //             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ no-await -> yield context.df.callActivity("a")
  return (await context.df.callActivity("b")).name + result;
  //      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ no-await -> (yield context.df.callActivity("b"))
});
df.app.orchestration("three", function* (context) {
  context.df.callActivity("a").then((x) => x);
//^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ no-await
});
`,
    });
    const code = `require("durable-functions").app.orchestration("one", async (context) => { await context.df.callActivity("a"); });`;
    assert.deepEqual(suggestedLines(code, "no-await"), [
      `require("durable-functions").app.orchestration("one", function* (context) { yield context.df.callActivity("a"); });`,
    ]);
  });

  it("have joins of their own", () => {
    check(`
  const tasks = [];
  tasks.push(context.df.callActivity("a"));
  const [a] = yield Promise.all(tasks);
  //                ^^^^^^^^^^^^^^^^^^ no-promise-combinators
  const list = [1].map((item) => {
    if (!item) return Promise.resolve(a);
    //                ^^^^^^^^^^^^^^^^^^ no-promise-combinators
    return context.df.callActivity("b", item);
  });
  yield context.df.Task.all(list);
`);
    assert.deepEqual(
      suggestedLines(orchestrator(`yield Promise.race([context.df.callActivity("a")]);`), "no-promise-combinators"),
      [`yield context.df.Task.any([context.df.callActivity("a")]);`],
    );
  });

  it("leave async activities and their promises alone", () => {
    check(`
  yield context.df.callActivity("a");
});
df.app.activity("a", { handler: async (items) => {
  const all = await Promise.all(items.map(async (each) => each));
  return all.length;
} });
const later = (() => {
  return 1;
`);
  });
});
