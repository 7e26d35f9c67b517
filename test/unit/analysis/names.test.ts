import assert from "node:assert/strict";
import { createLintSession } from "../../../src/analysis/lintSession";
import { checkMarks } from "../../support/markedCode";
import { memorySourceFiles } from "../../support/memorySourceFiles";

const root = { "/app/host.json": "{}" };

describe("names that an app does not register", () => {
  it("finds unknown activities, orchestrators and entities of model v4, in any case and through constants", () => {
    checkMarks({
      ...root,
      "/app/src/order.ts": `
import * as df from "durable-functions";
import { names, Activity } from "./names";
df.app.orchestration(names.order, function* (context) {
  yield context.df.callActivity("Payy", 1);
  //                            ^^^^^^ unknown-activity ? "pay"
  yield context.df.callActivityWithRetry('shipp', options);
  //                                     ^^^^^^^ unknown-activity ? 'ship'
  yield context.df.callActivity("PAY");
  yield context.df.callActivity(Activity.Ship);
  yield context.df.callActivity(Activity.Gone);
  //                            ^^^^^^^^^^^^^ unknown-activity
  yield context.df.callActivity(\`\${name}Activity\`);
  yield context.df.callSubOrchestrator("nowhere");
  //                                   ^^^^^^^^^ unknown-orchestrator
  const stock = new df.EntityId("stok", "pen");
  //                            ^^^^^^ unknown-entity ? "stock"
  return yield context.df.callEntity(stock, "take");
});
df.app.activity("pay", { handler: pay });
df.app.activity(names.ship, { handler: pay });
df.app.entity("stock", (context) => {});
df.app.client.http("start", { handler: (request, client) => client.startNew("ordr") });
  //                                                                        ^^^^^^ unknown-orchestrator ? "order"
`,
      "/app/src/names.ts": `
export const names = { order: "order", ship: "ship" } as const;
export enum Activity { Ship = "ship", Gone = "gone" }
`,
    });
  });

  it("finds them where they are given to functions that call what has the name", () => {
    checkMarks({
      ...root,
      "/app/src/order.ts": `
import * as df from "durable-functions";
import { callActivity, raise, start, stock } from "./helpers";
const options = { first: "ship", second: "gone" };
df.app.orchestration("order", function* (context) {
  const run = (name: string) => context.df.callActivity(name);
  yield run("payy");
  //        ^^^^^^ unknown-activity ? "pay"
  yield run("pay");
  yield* callActivity(context, "ship", {});
  yield* callActivity(context, "shipp", {});
  //                           ^^^^^^^ unknown-activity ? "ship"
  yield* callActivity(context, options.second, {});
  //                           ^^^^^^^^^^^^^^ unknown-activity
  yield* callActivity(context, context.df.getInput(), {});
  yield context.df.callEntity(stock("pens"), "take");
  //                                ^^^^^^ unknown-entity ? "pen"
  return yield context.df.waitForExternalEvent("approved");
});
df.app.activity("pay", { handler: pay });
df.app.activity("ship", { handler: pay });
df.app.entity("pen", (context) => {});
df.app.client.http("start", { handler: (request, client) => start(client, "ordr") + raise(client, "aproved") });
  //                                                                      ^^^^^^ unknown-orchestrator ? "order"
  //                                                                                              ^^^^^^^^^ unknown-event ? "approved"
const api = { callActivity(name: string) { return other.callActivity(name); } };
api.callActivity("elsewhere");
`,
      "/app/src/helpers.ts": `
import * as df from "durable-functions";
export function* callActivity(context, name: string, input) {
  return yield context.df.callActivityWithRetry(name, retry, input);
}
export const start = (client, name: string) => client.startNew(name);
export const raise = (client, name: string) => client.raiseEvent("id", name);
export const stock = (kind: string) => new df.EntityId(kind, "main");
`,
    });
  });

  it("looks for entities and events in helpers of files that name nothing else", () => {
    checkMarks({
      ...root,
      "/app/src/order.ts": `
import * as df from "durable-functions";
import { raise } from "./events";
import { stock } from "./stock";
df.app.orchestration("order", function* (context) {
  yield context.df.callEntity(stock("pens"), "take");
  //                                ^^^^^^ unknown-entity ? "pen"
  return yield context.df.waitForExternalEvent("approved");
});
df.app.entity("pen", (context) => {});
df.app.client.http("start", { handler: (request, client) => raise(client, "aproved") });
  //                                                                      ^^^^^^^^^ unknown-event ? "approved"
`,
      "/app/src/events.ts": `export const raise = (client, name: string) => client.raiseEvent("id", name);`,
      "/app/src/stock.ts": `
import * as df from "durable-functions";
export const stock = (kind: string) => new df.EntityId(kind, "main");
`,
    });
  });

  it("leaves alone names that the function changes, chooses by, or uses for several kinds", () => {
    checkMarks({
      ...root,
      "/app/src/order.ts": `
import * as df from "durable-functions";
function* changed(context, name) { name = "pay" + name; yield context.df.callActivity(name); }
function* taken(context, { name }) { name = \`pay\${name}\`; yield context.df.callActivity(name); }
function* copied(context, name) { let n = name; n = "pay" + n; yield context.df.callActivity(n); }
function* chosen(context, name) { if (name === "special") return 1; yield context.df.callActivity(name); }
function* either(context, kind, name) {
  if (kind === "sub") return yield context.df.callSubOrchestrator(name);
  return yield context.df.callActivity(name);
}
function* step(context, s) {
  switch (s.type) {
    case "activity": return yield context.df.callActivity(s.name);
    default: return yield context.df.callSubOrchestrator(s.name);
  }
}
function* plain(context, { name }) { yield context.df.callActivity(name); }
function one(this: void, context, name, label) { return context.df.callActivity(name); }
df.app.orchestration("order", function* (context) {
  yield* changed(context, "Card");
  yield* taken(context, { name: "Card" });
  yield* copied(context, "Card");
  yield* chosen(context, "special");
  yield* either(context, "sub", "order");
  yield* either(context, "act", "payCard");
  yield* step(context, { type: "activity", name: "payCard" });
  yield* plain(context, { name: "default", ...context.df.getInput() });
  yield* plain(context, { name: "nope" });
  //                    ^^^^^^^^^^^^^^^^ unknown-activity
  yield one(context, "payCard", "a label");
  yield one(context, "payCart", "a label");
  //                 ^^^^^^^^^ unknown-activity ? "payCard"
});
df.app.activity("payCard", { handler: pay });
`,
    });
  });

  it("knows the folders of model v3, by the names their triggers give", () => {
    checkMarks({
      ...root,
      "/app/Pay/function.json": `{"bindings":[{"type":"activityTrigger","name":"order"}]}`,
      "/app/Other/function.json": `{"bindings":[{"type":"activityTrigger","name":"x","activity":"Ship"}]}`,
      "/app/Order/function.json": `{"bindings":[{"type":"orchestrationTrigger","name":"context"}]}`,
      "/app/Order/index.js": `
const df = require("durable-functions");
module.exports = df.orchestrator(function* (context) {
  yield context.df.callActivity("Pay");
  yield context.df.callActivity("Ship");
  yield context.df.callActivity("Other");
  //                            ^^^^^^^ unknown-activity
  yield context.df.callSubOrchestrator("Order");
});
`,
    });
  });

  it("finds events that are raised under nearly the name that somebody waits for", () => {
    checkMarks({
      ...root,
      "/app/order.ts": `
import * as df from "durable-functions";
df.app.orchestration("order", function* (context) {
  return yield context.df.waitForExternalEvent("Approval");
});
`,
      "/app/approve.ts": `
import * as df from "durable-functions";
df.app.client.http("approve", { handler: async (request, client) => {
  await client.raiseEvent("id", "approval", true);
  //                            ^^^^^^^^^^ unknown-event ? "Approval"
  await client.raiseEvent("id", "Approval", true);
  await client.raiseEvent("id", "SomethingElse", true);
} });
`,
    });
  });

  it("is silent where names cannot be known: outside of apps, in tests, beside names made at run time", () => {
    const order = (activity: string) => `
import * as df from "durable-functions";
df.app.orchestration("order", function* (context) { yield context.df.callActivity("nobody"); });
${activity}
`;
    checkMarks({ "/lib/order.ts": order(`df.app.activity("pay", { handler: pay });`) });
    checkMarks({ ...root, "/app/test/order.ts": order(`df.app.activity("pay", { handler: pay });`) });
    checkMarks({
      ...root,
      "/app/order.ts": order(`for (const name of list) df.app.activity(name, { handler: pay });`),
    });
  });

  it("follows registrations that come, change and go while files are edited", () => {
    const files = {
      ...root,
      "/app/pay.ts": "",
      "/app/order.ts": `
import * as df from "durable-functions";
df.app.orchestration("order", function* (context) { yield context.df.callActivity("pay"); });`,
    };
    const session = createLintSession(memorySourceFiles(files));
    session.setFiles(["/app/order.ts", "/app/pay.ts"]);
    const rules = () => session.lint().findings.map(({ rule }) => rule);
    const edit = (text: string) => session.change([{ file: "/app/pay.ts", text }]);
    const registration = (name: string) =>
      `import * as df from "durable-functions"; df.app.activity("${name}", { handler: () => 1 });`;
    assert.deepEqual(rules(), ["unknown-activity"]);
    edit(registration("pay"));
    assert.deepEqual(rules(), []);
    edit(registration("payment"));
    assert.deepEqual(rules(), ["unknown-activity"]);
    edit(registration("Pay"));
    assert.deepEqual(rules(), []);
    session.change([{ file: "/app/pay.ts" }]);
    assert.deepEqual(rules(), ["unknown-activity"]);
  });
});
