import assert from "node:assert/strict";
import { checkMarks } from "../../support/markedCode";

describe("decisions that depend on isReplaying", () => {
  it("are found: branches that change more than logs, and loops", () => {
    checkMarks({
      "/app/src/order.js": `
const df = require("durable-functions");
df.app.orchestration("order", function* (context) {
  const { isReplaying } = context.df;
  const order = context.df.getInput();
  let attempts = 0;
  if (!context.df.isReplaying) attempts++;
  //  ^^^^^^^^^^^^^^^^^^^^^^^ no-replaying-branch
  if (isReplaying) {
    //^^^^^^^^^^^ no-replaying-branch
    order.repeated = 1;
  }
  const price = isReplaying ? 1 : 2;
  //            ^^^^^^^^^^^ no-replaying-branch
  while (!isReplaying) attempts++;
  //     ^^^^^^^^^^^^ no-replaying-branch
  return yield context.df.callActivity("pay", { price, attempts });
});
df.app.orchestration("late", function* (context) {
  if (context.df.isReplaying) return "done";
  //  ^^^^^^^^^^^^^^^^^^^^^^ no-replaying-branch
  return yield context.df.callActivity("pay");
});
`,
    });
  });

  it("are found: durable calls that only one kind of run makes", () => {
    const findings = checkMarks({
      "/app/src/order.js": `
const df = require("durable-functions");
df.app.orchestration("order", function* (context) {
  if (!context.df.isReplaying) yield context.df.callActivity("notify");
  //                                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ no-replaying-call
  !context.df.isReplaying && context.df.signalEntity(new df.EntityId("counter", "a"), "add", 1);
  //                         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ no-replaying-call
  const task = context.df.callActivity("pay");
  if (context.df.isReplaying) yield task;
  //                                ^^^^ no-replaying-call
  yield task;
});
`,
    });
    assert.deepEqual(new Set(findings.map(({ severity }) => severity)), new Set(["warning"]));
  });

  it("are found: the flag as input, as part of the result, and as a field", () => {
    checkMarks({
      "/app/src/order.js": `
const df = require("durable-functions");
df.app.orchestration("order", function* (context) {
  const order = context.df.getInput();
  order.first = !context.df.isReplaying;
  //             ^^^^^^^^^^^^^^^^^^^^^^ no-replaying-data
  yield context.df.callActivity("pay", { order, again: context.df.isReplaying });
  //                                                   ^^^^^^^^^^^^^^^^^^^^^^ no-replaying-data
  return { order, replayed: context.df.isReplaying };
  //                        ^^^^^^^^^^^^^^^^^^^^^^ no-replaying-data
});
`,
    });
  });

  it("are found: the flag kept in collections, objects, variables and texts", () => {
    checkMarks({
      "/app/src/order.js": `
const df = require("durable-functions");
df.app.orchestration("order", function* (context) {
  const snapshots = [];
  snapshots.push({ isReplaying: context.df.isReplaying });
  //                            ^^^^^^^^^^^^^^^^^^^^^^ no-replaying-data
  const runs = new Map();
  runs.set("first", String(context.df.isReplaying));
  //                       ^^^^^^^^^^^^^^^^^^^^^^ no-replaying-data
  const history = [];
  history[0] = { again: context.df.isReplaying };
  //                    ^^^^^^^^^^^^^^^^^^^^^^ no-replaying-data
  const state = Object.freeze({ again: context.df.isReplaying });
  //                                   ^^^^^^^^^^^^^^^^^^^^^^ no-replaying-data
  let result;
  result = [...snapshots, \`again: \${context.df.isReplaying}\`];
  //                                ^^^^^^^^^^^^^^^^^^^^^^ no-replaying-data
  yield context.df.callActivity("pay", state);
  if (!snapshots.length) throw new Error("again: " + context.df.isReplaying);
  //                                                 ^^^^^^^^^^^^^^^^^^^^^^ no-replaying-data
  return { result, runs: [...runs] };
});
`,
    });
  });

  it("are fine where only logs and traces keep the flag", () => {
    checkMarks({
      "/app/src/order.js": `
const df = require("durable-functions");
const { client } = require("./client");
df.app.orchestration("order", function* (context) {
  const lines = [];
  lines.push(\`again: \${context.df.isReplaying}\`);
  if (!context.df.isReplaying) console.log(lines.join());
  const traces = [];
  traces.push({ again: context.df.isReplaying });
  const properties = { again: context.df.isReplaying };
  client.add(properties, context.df.isReplaying);
  const state = { again: context.df.isReplaying, step: "pay" };
  yield context.df.callActivity("pay", state.step);
  return state.step;
});
`,
      "/app/src/client.js": `exports.client = { add() {} };`,
    });
  });

  it("are fine around logs, traces and the custom status, which no history holds", () => {
    checkMarks({
      "/app/src/order.js": `
const df = require("durable-functions");
const { makeLogger, note, trackOrder } = require("./logging");
df.app.orchestration("order", function* (context) {
  const { isReplaying } = context.df;
  const order = context.df.getInput();
  if (!context.df.isReplaying) {
    const lines = order.lines.length;
    context.log("order", lines);
  }
  if (!isReplaying) context.df.setCustomStatus("received");
  const prefix = isReplaying ? "again" : "new";
  if (!isReplaying) context.log(prefix);
  let started;
  if (!isReplaying) started = context.df.currentUtcDateTime;
  const logger = isReplaying ? undefined : console;
  const write = isReplaying ? () => {} : (text) => console.log(text);
  const safe = makeLogger(context.df.isReplaying);
  safe.info("received");
  note(context.df.isReplaying, "received");
  trackOrder({ name: "received", isReplaying: context.df.isReplaying });
  write("received");
  if (logger && !isReplaying) logger.info("received");
  order.lines.forEach((line) => {
    if (isReplaying) return;
    console.log(line);
  });
  const state = { isReplayed: order.isReplayed };
  const result = yield context.df.callActivity("pay", state);
  if (!isReplaying) context.log("paid since", started);
  return result;
});
`,
      "/app/src/logging.js": `
exports.makeLogger = (isReplaying) => ({ info: (text) => (isReplaying ? undefined : console.log(text)) });
exports.note = (isReplaying, text) => {
  if (isReplaying) return;
  console.log(text);
};
exports.trackOrder = ({ name, isReplaying }) => {
  if (!isReplaying) console.log(name);
};
`,
    });
  });
});
