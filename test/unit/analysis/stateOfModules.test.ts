import assert from "node:assert/strict";
import { checkMarks } from "../../support/markedCode";

describe("constants that differ from process to process", () => {
  it("are found once, where they are made; where they are used when another file makes them", () => {
    const findings = checkMarks({
      "/app/src/order.js": `
const df = require("durable-functions");
const { region } = require("./settings");
const settings = require("./settings");
const started = Date.now();
//              ^^^^^^^^^^ no-nondeterministic-constant
const batch = "batch-" + Math.random();
//                       ^^^^^^^^^^^^^ no-nondeterministic-constant
const retries = parseInt(process.env.RETRIES ?? "3", 10);
//                       ^^^^^^^^^^^ no-nondeterministic-constant
const { FAST } = process.env;
//               ^^^^^^^^^^^ no-nondeterministic-constant
const isFast = FAST === "true";
const unused = [isFast, process.env.UNUSED];
df.app.orchestration("order", function* (context) {
  if (isFast) yield context.df.callActivity("hurry");
  if (started > 3) yield context.df.callActivity("pay", { batch, started });
  for (let index = 0; index < retries; index++) yield context.df.callActivity("pay", { retries });
  yield context.df.callActivity("ship", region);
  //                                    ^^^^^^ no-nondeterministic-constant
  yield context.df.callActivity(settings.queue.name, region);
  //                            ^^^^^^^^^^^^^^^^^^^ no-nondeterministic-constant
});
`,
      "/app/src/settings.js": `
exports.region = process.env.REGION;
exports.queue = { name: process.env.QUEUE ?? "orders", size: 3 };
`,
    });
    assert.deepEqual(
      findings.map(({ severity }) => severity),
      ["warning", "warning", "info", "info", "info", "info"],
    );
  });

  it("are found in classes and in objects that a module makes of them", () => {
    checkMarks({
      "/app/src/order.ts": `
import * as df from "durable-functions";
import { Config, shared } from "./config";
class Watch {
  static born = Date.now();
  static count = 0;
  static get now() { return Date.now(); }
  started = performance.now();
  constructor() { this.luck = Math.random(); }
  static age() { return Watch.born; }
}
class Report { region = Config.region; }
const watch = new Watch();
df.app.orchestration("order", function* (context) {
  if (Watch.born > 3) yield context.df.callActivity("pay", Watch.born.toFixed());
  //  ^^^^^^^^^^ no-nondeterministic-constant
  if (watch.started > 3) yield context.df.callActivity("pay", watch.luck);
  //  ^^^^^^^^^^^^^ no-nondeterministic-constant
  //                                                          ^^^^^^^^^^ no-nondeterministic-constant
  if (!context.df.isReplaying) context.log(Watch.born);
  const read = [Watch.now, watch.isLate];
  //            ^^^^^^^^^ no-wall-clock
  return [Watch.age(), read, Watch.count, new Report(), shared.made, Config.size];
  //      ^^^^^^^^^^^ no-nondeterministic-constant
  //                                      ^^^^^^^^^^^^ no-nondeterministic-constant
  //                                                    ^^^^^^^^^^^ no-nondeterministic-constant
});
df.app.activity("pay", { handler: () => [Watch.born, watch.started, new Watch()] });
`,
      "/app/src/config.ts": `
export class Config { static readonly region = process.env.REGION; static size = 3; made = Date.now(); }
export const shared = new Config();
`,
    });
  });

  it("are found through imports, whatever makes them", () => {
    checkMarks({
      "/app/src/order.ts": `
import * as df from "durable-functions";
import { at, config, day, id, makeId } from "./start";
import * as start from "./start";
import texts from "./texts";
df.app.orchestration("order", function* (context) {
  if (at.getTime() > 3) yield context.df.callActivity("pay", id);
  //  ^^ no-nondeterministic-constant
  //                                                         ^^ no-nondeterministic-constant
  yield context.df.callActivity("pay", [config.id, config.size, start.luck, start.config.id]);
  //                                    ^^^^^^^^^ no-nondeterministic-constant
  //                                                            ^^^^^^^^^^ no-nondeterministic-constant
  //                                                                        ^^^^^^^^^^^^^^^ no-nondeterministic-constant
  const same: typeof config = yield context.df.callActivity("pay", config);
  //                                                               ^^^^^^ no-nondeterministic-constant
  return [start.elapsed, start.key, day, makeId(), texts, same, start.first()];
  //      ^^^^^^^^^^^^^ no-nondeterministic-constant
  //                     ^^^^^^^^^ no-nondeterministic-constant
  //                                     ^^^^^^^^ no-random-id
});
`,
      "/app/src/start.ts": `
import { randomBytes, randomUUID } from "node:crypto";
import { performance } from "node:perf_hooks";
import dayjs from "dayjs";
import { customAlphabet } from "nanoid";
import { v4 as uuid } from "uuid";
export const id = randomUUID();
export const at = new Date();
export const day = [new Date("2020-01-01"), dayjs("2020-01-01"), Date.UTC(2020)];
export const config = { id: uuid(), size: 3 };
export const luck = crypto.randomUUID().slice(2);
export const elapsed = performance.now();
export const key = randomBytes(4).toString("hex");
export const makeId = customAlphabet("abc");
const firstOf = () => new Date("2020-01-01");
export const first = () => firstOf();
`,
      "/app/src/texts.ts": `export default { pay: "pay", paid: { at: "2020" } };`,
    });
  });

  it("are fine for activities, logs, and what is made with them", () => {
    checkMarks({
      "/app/src/order.js": `
const df = require("durable-functions");
const { TelemetryClient } = require("applicationinsights");
const key = process.env.KEY;
const telemetry = new TelemetryClient(process.env.CONNECTION);
const loaded = Date.now();
const names = { pay: "pay" };
df.app.orchestration("order", function* (context) {
  if (!context.df.isReplaying) telemetry.trackEvent({ name: "order" });
  if (!context.df.isReplaying) context.log(loaded);
  return yield context.df.callActivity(names.pay);
});
df.app.activity("pay", { handler: () => key + loaded });
`,
    });
  });

  it("are found when other files put them together, and take a comment there for an answer", () => {
    checkMarks({
      "/app/src/order.ts": `
import * as df from "durable-functions";
import { batch, names, prefix, size, unasked } from "./settings";
import * as all from "./more";
df.app.orchestration("order", function* (context) {
  const id = prefix + context.df.instanceId;
  //         ^^^^^^ no-nondeterministic-constant
  const text = names.text + names.fixed + size;
  //           ^^^^^^^^^^ no-nondeterministic-constant
  const region = all.region;
  //             ^^^^^^^^^^ no-nondeterministic-constant
  const both = [all.twice, batch, unasked];
  //            ^^^^^^^^^ no-nondeterministic-constant
  yield context.df.callActivity("pay", [id, text, region, both]);
});
df.app.activity("pay", { handler: () => 1 });
`,
      "/app/src/settings.ts": `
import { randomUUID } from "node:crypto";
export const size = 5 * 60;
export const prefix = "order-" + randomUUID();
export const names = { fixed: "a", text: \`b-\${Math.random()}\` };
// durable-disable-next-line no-nondeterministic-constant: one for each process is wanted
export const batch = "batch-" + randomUUID();
export const unasked = randomUUID(); // durable-disable-line no-nondeterministic-constant: so is this
`,
      "/app/src/more.ts": `
import { prefix } from "./settings";
export const region = process.env.REGION ?? "west";
export const twice = \`\${prefix}-\${prefix}\`;
`,
    });
  });
});

describe("clients in orchestrators", () => {
  it("are found where they are called; in activities they are at home", () => {
    checkMarks({
      "/app/src/order.ts": `
import * as df from "durable-functions";
import { createOrderClient } from "order-service";
import { Repository } from "@shop/data";
import { TelemetryClient } from "@shop/telemetry";
const orderClient = createOrderClient();
const orders = new Repository("orders");
const telemetryClient = new TelemetryClient();
df.app.orchestration("order", function* (context) {
  orderClient.reserve("a");
//^^^^^^^^^^^^^^^^^^^^^^^^ no-injected-client
  orders.save("a");
//^^^^^^^^^^^^^^^^ no-injected-client
  if (!context.df.isReplaying) telemetryClient.flush();
  const due = context.df.currentUtcDateTime;
  return yield context.df.callActivity("pay", due);
});
df.app.activity("pay", { handler: (order: string) => orderClient.pay(order) });
`,
    });
  });

  it("are found once, by the rule for what is known of their package", () => {
    checkMarks({
      "/app/src/order.ts": `
import * as df from "durable-functions";
import { CosmosClient } from "@azure/cosmos";
import { ServiceBusClient } from "@azure/service-bus";
const client = new CosmosClient("settings");
const busClient = new ServiceBusClient("settings");
df.app.orchestration("order", function* (context) {
  client.database("shop").container("orders").items.create({});
//^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ no-storage
  busClient.createSender("orders").sendMessages({});
//^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ no-network
  client.database("shop");
  return yield context.df.callActivity("pay");
});
`,
    });
  });
});
