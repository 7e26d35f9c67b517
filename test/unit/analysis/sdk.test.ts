import { checkMarks } from "../../support/markedCode";

/** An app with this version of durable-functions. */
const app = (version: string) => ({
  "/app/host.json": "{}",
  "/app/counter/function.json": `{"bindings":[{"type":"entityTrigger","name":"context"}]}`,
  "/app/order/function.json": `{"bindings":[{"type":"orchestrationTrigger","name":"context"}]}`,
  "/app/pay/function.json": `{"bindings":[{"type":"activityTrigger","name":"context"}]}`,
  "/app/node_modules/durable-functions/package.json": JSON.stringify({ version }),
});

describe("what the durable context and the installed SDK have", () => {
  it("finds members that no durable context has, and those that stand beside df", () => {
    checkMarks({
      "/app/order.js": `
const df = require("durable-functions");
df.app.orchestration("order", function* (context) {
  const typo = yield context.df.callActivit("pay");
  //                            ^^^^^^^^^^^ unknown-durable-member
  const id = context.instanceId;
  //                 ^^^^^^^^^^ unknown-durable-member
  if (context.df.futureMember) context.df.futureMember?.();
  context.df.mine = 1;
  const { df: durable } = context;
  durable.setCustomStatus("half");
  return [typo, id, context.df.instanceId, context.log, context.df.input, context.df.toString()];
});
df.app.entity("counter", (context) => context.df.return(context.df.getState(() => 0)));
`,
    });
  });

  it("finds getInput that is passed or read instead of called", () => {
    checkMarks({
      "/app/order.js": `
const df = require("durable-functions");
df.app.orchestration("order", function* (context) {
  yield context.df.callActivity("pay", context.df.getInput);
  //                                   ^^^^^^^^^^^^^^^^^^^ unknown-durable-member ? ()
  yield context.df.callActivity("ship", { id: context.df.getInput.id });
  //                                          ^^^^^^^^^^^^^^^^^^^ unknown-durable-member ? ()
  const { getInput } = context.df;
  const read = context.df.getInput.bind(context.df);
  return [getInput, read(), typeof context.df.getInput];
});
df.app.activity("pay", { handler: () => 1 });
df.app.activity("ship", { handler: () => 1 });
`,
    });
  });

  it("takes generators for orchestrators by the types of the SDK, not by types of the same name", () => {
    checkMarks({
      "/app/order.ts": `
import type { OrchestrationContext } from "durable-functions";
import * as df from "durable-functions";
export function* order(context: OrchestrationContext) {
  const typo = yield context.df.callActivit("pay");
  //                            ^^^^^^^^^^^ unknown-durable-member
  return typo;
}
export const parcel: df.OrchestrationHandler = function* (context) {
  return Date.now();
  //     ^^^^^^^^^^ no-wall-clock -> context.df.currentUtcDateTime.getTime()
};
`,
      "/app/other.ts": `
import { OrchestrationContext } from "@microsoft/durabletask-js";
import type { OrchestrationHandler } from "./types";
export async function* order(ctx: OrchestrationContext, amount: number): AsyncGenerator<unknown> {
  const paid = yield ctx.callActivity("pay", amount);
  if (Date.now() > 0) return paid;
}
export const parcel: OrchestrationHandler = async function* (ctx) { yield ctx.whenAll([]); };
`,
    });
  });

  it("finds the logger of model v3 in model v4, where it throws", () => {
    checkMarks({
      "/app/order.js": `
const df = require("durable-functions");
df.app.orchestration("order", function* (context) {
  if (!context.df.isReplaying) context.log.info("received");
  //                           ^^^^^^^^^^^^^^^^ no-done ? context.info
  if (!context.df.isReplaying) context.log.verbose("received", 1);
  //                           ^^^^^^^^^^^^^^^^^^^ no-done ? context.debug
  if (!context.df.isReplaying) (context.info("received"), context.log.name, context.log("received"));
  const price = yield* helper(context);
  //                   ^^^^^^^^^^^^^^^ no-done
  return price;
});
function* helper(context) {
  if (context.df.isReplaying) return;
  context.log.warn("received");
}
df.app.activity("pay", { handler: (input, context) => context.log.info(input) });
`,
    });
    checkMarks({
      ...app("2.1.4"),
      "/app/order/index.js": `
const df = require("durable-functions");
module.exports = df.orchestrator(function* (context) {
  if (!context.df.isReplaying) context.log.info("received");
  yield context.df.callActivity("pay");
});
`,
    });
  });

  it("finds a timeout of an external event, which nothing takes", () => {
    checkMarks({
      "/app/order.ts": `
import * as df from "durable-functions";
df.app.orchestration("order", function* ({ df: durable }) {
  yield durable.waitForExternalEvent("paid", 60_000);
  //                                         ^^^^^^ sdk-call-shapes
  yield durable.waitForExternalEvent("paid", undefined);
  yield durable.waitForExternalEvent("paid");
});
export const wait = (events: { waitForExternalEvent(name: string, limit: number): void }) =>
  events.waitForExternalEvent("paid", 10);
`,
    });
  });

  it("finds retry options that are missing, incomplete or in the wrong place", () => {
    checkMarks({
      "/app/order.ts": `
import * as df from "durable-functions";
const kept = { firstRetryIntervalInMilliseconds: 100, maxNumberOfAttempts: 3, backoffCoefficient: 2 };
const dotnet = { firstRetryInterval: "00:00:05", maxNumberOfAttempts: 3 };
const filled: { maxNumberOfAttempts?: number } = {};
df.app.orchestration("order", function* (context) {
  const options = new df.RetryOptions(1000, 3);
  options.backoffCoefficient = 2;
  yield context.df.callActivityWithRetry("pay", options, 1);
  yield context.df.callActivityWithRetry("pay", kept);
  yield context.df.callActivityWithRetry("pay", { ...kept, maxNumberOfAttempts: 5 });
  yield context.df.callActivityWithRetry("pay", filled);
  const later = { maxNumberOfAttempts: 3 };
  later.firstRetryIntervalInMilliseconds = 5;
  yield context.df.callActivityWithRetry("pay", later);
  yield context.df.callActivityWithRetry("pay", context.df.getInput(), 1);
  yield context.df.callActivityWithRetry("pay");
  //    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ sdk-call-shapes
  yield context.df.callActivityWithRetry("pay", dotnet);
  //                                            ^^^^^^ sdk-call-shapes
  yield context.df.callSubOrchestratorWithRetry("order", { firstRetryIntervalInMilliseconds: 5 }, 1);
  //                                                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ sdk-call-shapes
  yield context.df.callActivityWithRetry("pay", 1, options);
  //                                               ^^^^^^^ sdk-call-shapes
  yield context.df.callActivityWithRetry("pay", new df.RetryOptions(1000));
  //                                            ^^^^^^^^^^^^^^^^^^^^^^^^^ sdk-call-shapes
});
const never = new df.RetryOptions();
//            ^^^^^^^^^^^^^^^^^^^^^ sdk-call-shapes
export const usual = (given: [number, number]) => [new df.RetryOptions(...given), new RetryOptions(1), never];
class RetryOptions { constructor(readonly count: number) {} }
`,
    });
  });

  it("finds durable functions that are registered with the app of @azure/functions", () => {
    checkMarks({
      "/app/order.ts": `
import { app } from "@azure/functions";
import * as df from "durable-functions";
import { app as durable } from "durable-functions";
import { app as own } from "./own";
export const order = app.orchestration("order", function* (context) {
  //                 ^^^^^^^^^^^^^^^^^ sdk-members
  return yield context.df.callActivity("pay");
});
export const pay = app.activity("pay", { handler: () => 1 });
//                 ^^^^^^^^^^^^ sdk-members
df.app.entity("stock", () => undefined);
durable.entity("shelf", () => undefined);
own.orchestration("other", () => undefined);
app.http("start", { handler: () => ({}) });
`,
    });
  });

  it("finds what another version of the package has", () => {
    checkMarks({
      ...app("2.0.2"),
      "/app/order/index.js": `
const df = require("durable-functions");
module.exports = df.orchestrator(function* (context) {
  context.df.signalEntity(new df.EntityId("counter", "a"), "add");
  //         ^^^^^^^^^^^^ sdk-members
  return yield context.df.callActivity("pay", context.df.instanceId);
});
  df.app.activity("pay", { handler: () => 1 });
//^^^^^^ sdk-members
`,
    });
    checkMarks({
      ...app("3.5.0"),
      "/app/order/index.js": `
const df = require("durable-functions");
module.exports = df.orchestrator(function* (context) {
  //             ^^^^^^^^^^^^^^^ sdk-members
  context.df.signalEntity(new df.EntityId("counter", "a"), "add");
  return yield context.df.callActivity("pay", context.df.version);
});
`,
    });
  });

  it("knows which minor version of 3 brought what", () => {
    const uses = (version: string, body: string) =>
      checkMarks({
        ...app(version),
        "/app/src/order.js": `
const df = require("durable-functions");
df.app.orchestration("order", function* (context) {
  const stock = new df.EntityId("counter", "a");
${body}
  return [context.df.instanceId, stock];
});
`,
      });
    uses(
      "3.1.0",
      `  const { length } = context.df.version;
  //                            ^^^^^^^ sdk-members`,
    );
    uses("3.2.0", `  const { length } = context.df.version;`);
    uses(
      "3.3.1",
      `  const lock = yield context.df.lock(stock);
  //                            ^^^^ sdk-members
  lock.release();`,
    );
    uses("3.5.0", `  const lock = yield context.df.lock(stock);\n  if (context.df.isLocked()) lock.release();`);
  });

  it("says nothing of versions where none is known", () => {
    checkMarks({
      "/app/order/index.js": `
const df = require("durable-functions");
module.exports = df.orchestrator(function* (context) {
  context.df.signalEntity(new df.EntityId("counter", "a"), "add");
  return yield context.df.callHttp("GET", "https://example.com");
});
`,
    });
  });

  describe("without an installed package", () => {
    const locking = {
      "/app/order/index.js": `
const df = require("durable-functions");
module.exports = df.orchestrator(function* (context) {
  return yield context.df.callEntity(new df.EntityId("counter", "a"), "add");
  //                      ^^^^^^^^^^ sdk-members
});
`,
    };
    const isOld = (files: Readonly<Record<string, string>>) =>
      checkMarks({ "/app/host.json": "{}", ...files, ...locking });
    const asks = (range: string) => ({
      "/app/package.json": JSON.stringify({ dependencies: { "durable-functions": range } }),
    });
    const code = locking["/app/order/index.js"].replace(/\n.*sdk-members/, "");
    const isNew = (files: Readonly<Record<string, string>>) =>
      checkMarks({ "/app/host.json": "{}", ...files, "/app/order/index.js": code });

    it("takes the version that a range names where it admits no newer minor", () => {
      for (const range of ["1.2.1", "v1.2.1", "=1.2.1", "~1.2.1", "npm:durable-functions@1.2.1", "1.2.x"])
        isOld(asks(range));
    });

    it("takes the newest of the major where the range admits it, and nothing where the major is open", () => {
      for (const range of ["^1.2.1", "1", "1.x", "1.*", ">=1.2.1", "*", "latest", "1.2.1 - 3", "github:a/b#v1.2.1"])
        isNew(asks(range));
    });

    it("says nothing of majors that the tables do not tell of", () => {
      for (const range of ["^0.0.3", "0.2.0", "4.0.0"]) {
        isNew(asks(range));
        checkMarks({
          ...asks(range),
          "/app/host.json": "{}",
          "/app/order/index.js": `
const df = require("durable-functions");
module.exports = df.orchestrator(function* (context) {
  return yield context.df.callActivityAsync("pay");
});
`,
        });
      }
    });

    it("believes lock files more than the range", () => {
      const locks = {
        "package-lock.json": JSON.stringify(
          { packages: { "node_modules/durable-functions": { version: "1.2.1" } } },
          null,
          2,
        ),
        "npm-shrinkwrap.json": JSON.stringify({ dependencies: { "durable-functions": { version: "1.2.1" } } }),
        "yarn.lock": `durable-functions@^1.0.0:\n  version "1.2.1"\n`,
        "pnpm-lock.yaml": `packages:\n\n  durable-functions@1.2.1:\n    resolution: {}\n`,
      };
      for (const [name, text] of Object.entries(locks)) {
        isOld({ ...asks("^1.0.0"), [`/app/${name}`]: text });
        isOld({ ...asks("^1.0.0"), [`/${name}`]: text });
      }
    });

    it("looks into the folder that a range names, and knows what lies there for the SDK", () => {
      const version = (folder: string) => ({
        [`${folder}/package.json`]: JSON.stringify({ name: "durable-functions", version: "1.2.1", main: "index.js" }),
        [`${folder}/index.js`]: `exports.orchestrator = (run) => run;`,
      });
      for (const range of ["file:../sdk", "link:../sdk", "portal:../sdk", "../sdk", "workspace:../sdk"])
        isOld({ ...asks(range), ...version("/sdk") });
      const workspaces = { "/package.json": JSON.stringify({ workspaces: ["packages/*"] }) };
      for (const range of ["workspace:*", "workspace:^", "workspace:^3.0.0"])
        isOld({ ...asks(range), ...workspaces, ...version("/packages/durable") });
      for (const range of ["workspace:*", "file:../sdk", "file:../sdk/durable-functions.tgz"]) isNew(asks(range));
    });

    it("reads versions in packed files, in semver ranges of git, and in tags of the SDK's own repository", () => {
      for (const range of [
        "file:../durable-functions-1.2.1.tgz",
        "https://example.com/durable-functions-1.2.1.tgz",
        "github:shop/durable#semver:1.2.1",
        "git+https://github.com/shop/durable.git#semver:~1.2.1",
        "github:Azure/azure-functions-durable-js#v1.2.1",
        "git+ssh://git@github.com/Azure/azure-functions-durable-js.git#v1.2.1",
      ])
        isOld(asks(range));
    });

    it("finds what is locked for this app among those of a repository, links and git included", () => {
      const npm = (packages: object) => ({ "/package-lock.json": JSON.stringify({ packages }) });
      const newer = { "node_modules/durable-functions": { version: "3.1.0" } };
      isOld({ ...asks("^1.0.0"), ...npm({ ...newer, "app/node_modules/durable-functions": { version: "1.2.1" } }) });
      isOld({
        ...asks("git+https://example.com/a.git"),
        ...npm({ "node_modules/durable-functions": { version: "1.2.1", resolved: "git+ssh://example.com/a.git" } }),
      });
      isOld({
        ...asks("*"),
        ...npm({ "node_modules/durable-functions": { resolved: "sdk", link: true } }),
        "/sdk/package.json": `{"version":"1.2.1"}`,
      });
      const yarn = [
        `durable-functions@^3.0.0:\n  version "3.1.0"\n\n"durable-functions@^1.0.0", "durable-functions@^1.1.0":\n  version "1.2.1"\n`,
        `"durable-functions@npm:^1.0.0":\n  version: 1.2.1\n\n"durable-functions@npm:^3.0.0":\n  version: 3.1.0\n`,
        `"durable-functions@workspace:sdk":\n  version: 0.0.0-use.local\n\n"durable-functions@npm:~1.2.0":\n  version: 1.2.1\n`,
      ];
      for (const text of yarn) isOld({ ...asks("^1.0.0"), "/yarn.lock": text });
      const pnpm = (version: string, more = "") => ({
        "/pnpm-lock.yaml": `importers:\n\n  .:\n    dependencies:\n      durable-functions:\n        specifier: ^3\n        version: 3.1.0\n\n  app:\n    dependencies:\n      durable-functions:\n        specifier: x\n        version: ${version}\n\npackages:\n\n${more}  durable-functions@3.1.0:\n    resolution: {}\n`,
      });
      isOld({ ...asks("catalog:"), ...pnpm("1.2.1(encoding@0.1.13)") });
      isOld({ ...asks("*"), ...pnpm("link:../sdk"), "/sdk/package.json": `{"version":"1.2.1"}` });
      isOld({
        ...asks("*"),
        "/bun.lock": `{ "packages": {\n    "durable-functions": ["durable-functions@1.2.1", "", {}],\n} }`,
      });
    });

    it("takes a linked SDK for the SDK", () => {
      checkMarks({
        "/package.json": JSON.stringify({ workspaces: ["packages/*"] }),
        "/packages/durable/package.json": JSON.stringify({
          name: "durable-functions",
          version: "3.1.0",
          main: "index.js",
        }),
        "/packages/durable/index.js": `export const app = { orchestration(name, handler) { return handler; } };`,
        "/packages/app/host.json": "{}",
        "/packages/app/package.json": JSON.stringify({ dependencies: { "durable-functions": "workspace:*" } }),
        "/packages/app/order.ts": `
import * as df from "durable-functions";
df.app.orchestration("order", function* () {
  return Date.now();
  //     ^^^^^^^^^^ no-wall-clock
});
`,
      });
    });
  });

  it("finds arguments that durable-functions 3 does not take", () => {
    checkMarks({
      ...app("3.1.0"),
      "/app/src/order.ts": `
import * as df from "durable-functions";
df.app.orchestration("order", function* (context) {
  const page = yield context.df.callHttp("GET", "https://example.com", undefined, headers);
  //                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ sdk-call-shapes ? context.df.callHttp({ method: "GET", url: "https://example.com", headers })
  return yield context.df.callHttp({ method: "GET", url: page });
});
const pay = async () => 1;
df.app.activity("pay", pay);
  //                   ^^^ sdk-call-shapes ? { handler: pay }
df.app.activity("refund", { handler: pay });
df.app.orchestration("double", df.orchestrator(function* () { return 1; }));
  //                           ^^^^^^^^^^^^^^^ sdk-call-shapes ? function* () { return 1; }
  //                           ^^^^^^^^^^^^^^^ sdk-members
df.app.client.http("start", { handler: async (request, client: df.DurableClient) => {
  await client.startNew("order", "id-1", { amount: 1 });
  //    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ sdk-call-shapes ? client.startNew("order", { instanceId: "id-1", input: { amount: 1 } })
  return client.startNew("order", { instanceId: "id-1" });
} });
`,
    });
  });

  it("finds arguments that durable-functions 2 does not take", () => {
    checkMarks({
      ...app("2.1.4"),
      "/app/start/index.js": `
const df = require("durable-functions");
module.exports = async function (context) {
  const client = df.getClient(context);
  await client.startNew("order", { instanceId: "id-1", input: 1 });
  //    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ sdk-call-shapes
  return client.startNew("order", undefined, { input: 1 });
};
`,
    });
  });

  it("finds handlers of another kind than their registration", () => {
    checkMarks({
      "/app/src/order.ts": `
import * as df from "durable-functions";
import { app } from "durable-functions";
  df.app.orchestration("plain", (context) => "done");
  //                            ^^^^^^^^^^^^^^^^^^^ handler-kind
  app.activity("pay", { handler: function* () { yield 1; } });
  //                    ^^^^^^^ handler-kind
  app.entity("counter", function* () { yield 1; });
  //                    ^^^^^^^^^^^^^^^^^^^^^^^^^ handler-kind
  app.orchestration("number", function () { return 1; });
  //                          ^^^^^^^^^^^^^^^^^^^^^^^^^ handler-kind
  app.orchestration("nothing", (context) => context.df.isReplaying ? undefined : null);
app.orchestration("truth", (context) => !context.df.isReplaying);
  //                       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ handler-kind
const inner = function* (context) { return 1; };
app.orchestration("arrow", (context) => inner(context));
app.orchestration("factory", makeOrchestrator(1));
function makeOrchestrator(count: number) { return function* (context) { return count; }; }
`,
    });
  });

  it("finds handlers of another kind than their function.json", () => {
    const folder = (type: string, more: object = {}) => JSON.stringify({ bindings: [{ type, name: "on" }], ...more });
    checkMarks({
      ...app("2.1.4"),
      "/app/pay/index.js": `
  module.exports = function* (context) { yield 1; };
  //               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ handler-kind
`,
      "/app/order/index.ts": `
  export default function* order(context) { yield context.df.callActivity("pay"); }
  //             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ handler-kind
`,
      "/app/hash/function.json": folder("activityTrigger", { scriptFile: "../lib/shared.js", entryPoint: "hash" }),
      "/app/ship/function.json": folder("orchestrationTrigger", { scriptFile: "../lib/shared.js", entryPoint: "ship" }),
      "/app/lib/shared.js": `
const df = require("durable-functions");
const hash = df.orchestrator(function* (context) { yield context.df.callActivity("pay"); });
  //                         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ handler-kind
const ship = df.orchestrator(function* (context) { yield context.df.callActivity("pay"); });
module.exports = { hash, ship };
`,
    });
    checkMarks({
      ...app("2.1.4"),
      "/app/pay/index.js": `const wrap = require("co"); module.exports = wrap(function* (context) { yield 1; });`,
      "/app/order/index.js": `
const df = require("durable-functions");
const { traced } = require("../lib/traced");
module.exports = traced(function* (context) { yield context.df.callActivity("pay"); });
`,
      "/app/lib/traced.js": `
const df = require("durable-functions");
exports.traced = (generator) => df.orchestrator(generator);
`,
      "/app/counter/index.js": `module.exports = require("durable-functions").entity((context) => context.df.return(1));`,
    });
  });

  it("finds orchestrators that are called as functions, not helpers", () => {
    checkMarks({
      "/app/src/order.ts": `
import * as df from "durable-functions";
import { refund } from "./refund";
df.app.orchestration("order", function* (context) {
  yield* refund(context);
  //     ^^^^^^^^^^^^^^^ no-direct-orchestrator-call
  yield* helper(context);
});
function* helper(context) { yield context.df.callActivity("pay"); }
`,
      "/app/src/refund.ts": `
import * as df from "durable-functions";
export function* refund(context) { yield context.df.callActivity("refund"); }
df.app.orchestration("refund", refund);
`,
    });
  });

  it("finds the durable context of orchestrators in activities and clients", () => {
    checkMarks({
      "/app/src/order.ts": `
import * as df from "durable-functions";
import { app } from "@azure/functions";
df.app.orchestration("order", function* (context) {
  return yield context.df.callActivity("pay");
});
df.app.activity("pay", { handler: (input, context) => context.df.instanceId });
  //                                                  ^^^^^^^^^^^^^^^^^^^^^ no-wrong-context
app.http("start", { handler: async (request, context) => {
  await context.df.callActivity("pay");
  //    ^^^^^^^^^^^^^^^^^^^^^^^ no-wrong-context
} });
df.app.entity("counter", { handler: (context) => context.df.return(1) });
`,
    });
  });

  it("finds it in what a function.json runs as an activity or a client, wherever that is written", () => {
    const folder = (type: string, more: object = {}) => JSON.stringify({ bindings: [{ type, name: "on" }], ...more });
    checkMarks({
      ...app("2.1.4"),
      "/app/pay/index.js": `
module.exports = async function (context, order) {
  return context.df.instanceId + order;
  //     ^^^^^^^^^^^^^^^^^^^^^ no-wrong-context
};
`,
      "/app/start/function.json": folder("httpTrigger", { scriptFile: "../lib/start.js", entryPoint: "start" }),
      "/app/lib/start.js": `
exports.start = async (context) => {
  const id = await context.df.callActivity("pay");
  //               ^^^^^^^^^^^^^^^^^^^^^^^ no-wrong-context
  const list = [1].map(() => context.df.instanceId);
  //                         ^^^^^^^^^^^^^^^^^^^^^ no-wrong-context
};
exports.other = async (context) => context.df.callActivity("pay");
`,
      "/app/log/function.json": folder("activityTrigger"),
      "/app/log/index.js": `
module.exports = async function (context) {
  if (context.df && context.df.isReplaying) return;
  context.log(context.df?.instanceId);
};
`,
      "/app/hash/function.json": folder("activityTrigger"),
      "/app/hash/index.ts": `export { default } from "../lib/hash";`,
      "/app/lib/hash.ts": `
export default async (context) => context.df.newGuid("hash");
//                                ^^^^^^^^^^^^^^^^^^ no-wrong-context
`,
      "/app/both/function.json": folder("activityTrigger", { scriptFile: "../lib/both.js" }),
      "/app/count/function.json": folder("entityTrigger", { scriptFile: "../lib/both.js" }),
      "/app/lib/both.js": `module.exports = (context) => context.df.return(1);`,
      "/app/counter/index.js": `module.exports = (context) => context.df.return(1);`,
      "/app/order/index.js": `
const df = require("durable-functions");
module.exports = df.orchestrator(function* (context) {
  return yield context.df.callActivity("pay");
});
`,
    });
  });

  it("finds what the context of model v3 had", () => {
    checkMarks({
      "/app/src/order.ts": `
import * as df from "durable-functions";
df.app.orchestration("order", function* (context) {
  const blob = context.bindings.blob;
  //           ^^^^^^^^^^^^^^^^ no-done
  context.done(blob);
//^^^^^^^^^^^^ no-done
});
`,
    });
    checkMarks({
      ...app("2.1.4"),
      "/app/order/index.js": `
const df = require("durable-functions");
module.exports = df.orchestrator(function* (context) {
  context.bindings.out = 1;
//^^^^^^^^^^^^^^^^ no-done
  const { size } = context.bindings.context.input;
  const { input, instanceId } = context.bindings.started;
  context.log(context.bindings.started.input.size, input, instanceId);
//^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ guard-logging
  const { length } = context.bindings.blob;
  //                 ^^^^^^^^^^^^^^^^ no-done
  return [context.bindingData, size, length];
});
`,
    });
  });

  it("finds bindings and clients of orchestrators, not those of activities", () => {
    checkMarks({
      "/app/src/order.ts": `
import * as df from "durable-functions";
df.app.orchestration("order", {
  extraInputs: [blob],
//^^^^^^^^^^^^^^^^^^^ orchestrator-bindings
  handler: function* (context) {
    const client = df.getClient(context);
    //             ^^^^^^^^^^^^^^^^^^^^^ orchestrator-bindings
    return client;
  },
});
df.app.activity("pay", { extraInputs: [blob], handler: (input, context) => df.getClient(context) });
`,
    });
  });
});
