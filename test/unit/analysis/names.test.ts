import assert from "node:assert/strict";
import { createLint } from "../../../src/analysis/lint";
import { createLintSession } from "../../../src/analysis/lintSession";
import { checkMarks } from "../../support/markedCode";
import { memorySourceFiles } from "../../support/memorySourceFiles";

const root = { "/app/host.json": "{}" };

const orders = "/repo/apps/orders/src/index.ts";
/** An app whose functions lie in a folder beside it, in a package of its workspace and in one that is installed. */
const monorepo = {
  "/repo/package.json": '{ "workspaces": ["apps/*", "packages/*"], "dependencies": { "uuid": "^9.0.0" } }',
  "/repo/apps/orders/host.json": "{}",
  "/repo/apps/orders/package.json": JSON.stringify({
    name: "@acme/orders",
    dependencies: {
      "durable-functions": "^3.0.0",
      "@acme/released": "^1.0.0",
      "source-map-support": "*",
      ours: "file:../../../ours",
    },
  }),
  "/repo/node_modules/@other/steps/package.json": '{ "peerDependencies": { "durable-functions": ">=3" } }',
  "/repo/node_modules/@other/steps/index.js": "",
  "/repo/node_modules/@other/client/package.json": '{ "dependencies": { "uuid": "9" } }',
  "/repo/node_modules/@other/client/index.js": "",
  "/repo/packages/unbuilt/package.json": '{ "name": "@acme/unbuilt", "main": "lib/index.js" }',
  "/repo/packages/steps/package.json": '{ "name": "@acme/steps", "main": "dist/index.js" }',
  "/repo/packages/steps/src/index.ts": `
import * as df from "durable-functions";
export const charge = df.app.activity("charge", { handler: () => 1 });
`,
  "/repo/libs/register.ts": `
import * as df from "durable-functions";
import "./more";
df.app.activity("pay", { handler: () => 1 });
df.app.entity("stock", () => {});
`,
  "/repo/libs/more.ts": `
import { app } from "durable-functions";
app.orchestration("sub", function* (context) {
  yield context.df.callActivity("billing of another app");
});
`,
  "/repo/apps/billing/host.json": "{}",
  "/repo/apps/billing/index.ts": `
import * as df from "durable-functions";
df.app.activity("bill", { handler: () => 1 });
`,
  [orders]: `
import * as df from "durable-functions";
import "../../../libs/register";
import { charge } from "@acme/steps";
import type {} from "../../billing";
df.app.orchestration("order", function* (context) {
  yield context.df.callActivity("pay");
  yield context.df.callActivity("charge");
  yield context.df.callSubOrchestrator("sub");
  yield context.df.callEntity(new df.EntityId("stock", "1"), "take");
  yield context.df.callActivity("bill");
  //                            ^^^^^^ unknown-activity
  yield context.df.callActivity("nothing");
  //                            ^^^^^^^^^ unknown-activity
});
`,
};

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

  it("finds them where they are given to functions that functions return", () => {
    checkMarks({
      ...root,
      "/app/src/order.ts": `
import * as df from "durable-functions";
import { activityOf } from "./helpers";
const call = (context) => (name: string) => context.df.callActivity(name);
df.app.orchestration("order", function* (context) {
  const run = call(context);
  yield run("payy");
  //        ^^^^^^ unknown-activity ? "pay"
  yield run("pay");
  yield call(context)("gone");
  //                  ^^^^^^ unknown-activity
  yield activityOf(context)("pay");
  return yield activityOf(context)("gone");
  //                               ^^^^^^ unknown-activity
});
df.app.activity("pay", { handler: pay });
`,
      "/app/src/helpers.ts": `
export function activityOf(context) {
  return function (name: string, input) {
    return context.df.callActivity(name, input);
  };
}
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

  it("knows functions that imports lead to outside of the app's folder, and those alone", () => {
    checkMarks(monorepo);
  });

  it("follows imports out of the app's folder as they come and go", () => {
    const texts: Record<string, string> = { ...monorepo };
    const session = createLintSession(memorySourceFiles(texts));
    session.setFiles([orders]);
    const unknown = () => {
      const { findings } = session.lint();
      return findings.map(({ message }) => /`(.*?)`/.exec(message)?.[1]).sort();
    };
    const edit = (file: string, from: string, to: string) => {
      const text = (texts[file] ?? "").replace(from, to);
      texts[file] = text;
      session.change([{ file, text }]);
    };
    assert.deepEqual(unknown(), ["bill", "nothing"]);
    edit("/repo/libs/register.ts", 'import "./more"', "");
    assert.deepEqual(unknown(), ["bill", "nothing", "sub"]);
    edit(orders, 'import "../../../libs/register"', 'import "../../../libs/more"');
    assert.deepEqual(unknown(), ["bill", "nothing", "pay", "stock"]);
    edit("/repo/libs/more.ts", '"sub"', '"other"');
    assert.deepEqual(unknown(), ["bill", "nothing", "pay", "stock", "sub"]);
  });

  it("is silent where something outside of the app may register functions and is not seen", () => {
    const unseen = [
      'import "../../../generated/register";',
      'import { steps } from "../../../generated/steps"; steps();',
      'import { steps } from "@acme/elsewhere"; steps();',
      'import { steps } from "@acme/unbuilt"; steps();',
      'import { steps } from "ours"; steps();',
      'import "@acme/released";',
      'import { registerAll } from "@acme/released"; registerAll();',
      'import { steps } from "@other/steps"; steps();',
      'import steps from "~/orchestrators"; steps();',
      'for (const each of readdirSync("../../../libs/steps")) require(each);',
    ];
    const seen = [
      'import { v4 } from "uuid"; import "source-map-support/register"; import { Client } from "@other/client"; v4(new Client());',
      'import { type Steps, Other } from "@acme/elsewhere"; const steps: Other = {}; // import "ours";',
      'import type { Steps } from "ours"; import { price } from "@acme/released"; price();',
      'import { Order } from "../../../types/order"; let order: Order;',
      'import table from "../../../table.json"; const { version } = require(path.join(__dirname, "../../../package.json"));',
    ];
    const count = (line: string) => {
      const files = { ...monorepo, [orders]: `${line}\n${monorepo[orders]}` };
      return createLint(memorySourceFiles(files))({ files: [orders], severities: {}, followPackages: false }).findings
        .length;
    };
    assert.deepEqual(
      unseen.filter((each) => count(each) > 0),
      [],
    );
    assert.deepEqual(
      seen.filter((each) => count(each) !== 2),
      [],
    );
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
