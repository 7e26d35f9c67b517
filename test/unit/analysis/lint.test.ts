import assert from "node:assert/strict";
import { checkMarks } from "../../support/markedCode";

describe("finding what a replay cannot repeat", () => {
  it("finds clocks, chance, ids, waits and the environment in an orchestrator of model v4", () => {
    checkMarks({
      "/app/src/order.ts": `
import * as df from "durable-functions";
import { randomUUID } from "node:crypto";
df.app.orchestration("order", function* (context) {
  const at = Date.now();
  //         ^^^^^^^^^^ no-wall-clock -> context.df.currentUtcDateTime.getTime()
  const today = new Date();
  //            ^^^^^^^^^^ no-wall-clock -> new Date(context.df.currentUtcDateTime)
  const luck = Math.random();
  //           ^^^^^^^^^^^^^ no-random
  const id = randomUUID();
  //         ^^^^^^^^^^^^ no-random-id -> context.df.newGuid(context.df.instanceId)
  const timer = setTimeout(() => {}, 10);
  //            ^^^^^^^^^^^^^^^^^^^^^^^^ no-delay
  const home = process.env.HOME;
  //           ^^^^^^^^^^^ no-environment
  return yield context.df.callActivity("pay", { at, today, luck, id, home });
});
`,
    });
  });

  it("leaves alone what is replayed safely, and what activities and clients do", () => {
    checkMarks({
      "/app/src/order.js": `
const df = require("durable-functions");
df.app.orchestration("order", function* (context) {
  const deadline = new Date(context.df.currentUtcDateTime.getTime() + 1000);
  yield context.df.createTimer(deadline);
  return new Date(0).toISOString();
});
df.app.activity("now", { handler: () => Date.now() });
df.app.client.http("start", { handler: async (request, client) => client.startNew("order", { instanceId: crypto.randomUUID() }) });
export const register = (app) => app.activity("later", () => Date.now());
function nobodyCallsThis() { return Math.random(); }
`,
    });
  });

  it("follows helpers through files, and says the way", () => {
    const [finding] = checkMarks({
      "/app/src/order.ts": `
import * as df from "durable-functions";
import { priceOf } from "./prices.js";
df.app.orchestration("order", function* (context: df.OrchestrationContext) {
  const price = priceOf(context.df.getInput());
  //            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ no-wall-clock
  return yield context.df.callActivity("pay", price);
});
`,
      "/app/src/prices.ts": `
import { now } from "./time";
export const priceOf = (order: unknown) => ({ order, at: now() });
`,
      "/app/src/time.ts": `
import { clock } from "./clock";
export function now() { return clock(); }
`,
      "/app/src/clock.ts": `export const clock = () => Date.now();`,
    });
    assert.deepEqual(
      finding?.chain.map(({ label, place }) => [label, place.file]),
      [
        ["priceOf", "/app/src/order.ts"],
        ["now", "/app/src/prices.ts"],
        ["clock", "/app/src/time.ts"],
      ],
    );
    assert.deepEqual([finding.sink.file, finding.sink.start], ["/app/src/clock.ts", { line: 1, column: 28 }]);
  });

  it("follows classes, callbacks, factories and generators of other files in model v3", () => {
    checkMarks({
      "/app/order/index.js": `
const df = require("durable-functions");
const { Prices } = require("../lib/prices");
const helper = require("../lib/helper");
module.exports = df.orchestrator(function* (ctx) {
  const prices = new Prices();
  const ids = ctx.df.getInput().map(() => crypto.randomUUID());
  //                                      ^^^^^^^^^^^^^^^^^^^ no-random-id -> ctx.df.newGuid(ctx.df.instanceId)
  void prices.today();
  //   ^^^^^^^^^^^^^^ no-wall-clock
  yield* helper.work(ctx, ids);
  //     ^^^^^^^^^^^^^^^^^^^^^ no-random
});
`,
      "/app/lib/prices.js": `
class Base { stamp() { return new Date(); } }
class Prices extends Base { today() { return this.stamp(); } }
module.exports = { Prices };
`,
      "/app/lib/helper.js": `exports.work = function* (ctx, ids) { yield ctx.df.callActivity("a", ids[Math.floor(Math.random() * ids.length)]); };`,
    });
  });

  it("finds what the fields of a class are set to where its objects are made", () => {
    const [finding] = checkMarks({
      "/app/order.ts": `
import * as df from "durable-functions";
import { Order } from "./model/order";
import { Plain, Price, Stock, now } from "./model/price";
class Watch { started = performance.now(); static born = Date.now(); #id = () => Math.random(); }
const shared = new Stock();
df.app.orchestration("order", function* (context) {
  const order = new Order(1);
  //            ^^^^^^^^^^^^ no-random-id
  const price = new Price();
  //            ^^^^^^^^^^^ no-wall-clock
  const stock = Object.assign(new Stock(), { size: 1 });
  //                          ^^^^^^^^^^^ no-wall-clock
  const watch = new Watch();
  //            ^^^^^^^^^^^ no-high-resolution-clock
  const local = new (class { at = new Date(); })();
  //                              ^^^^^^^^^^ no-wall-clock -> new Date(context.df.currentUtcDateTime)
  return [order, price, stock, watch, local, new Plain(), Price.name];
});
df.app.activity("pay", { handler: () => [new Order(2), now()] });
`,
      "/app/model/order.ts": `
import { Base } from "./base";
export class Order extends Base {
  constructor(private readonly count: number) { super(); }
}
`,
      "/app/model/base.ts": `
class Root { readonly lines: string[] = []; protected id = crypto.randomUUID(); }
export class Base extends Root { readonly size = Math.max(1, 2); }
`,
      "/app/model/price.ts": `
export const now = () => Date.now();
class Dated { accessor at = now(); }
export class Price extends Dated {}
export class Stock { [now.name] = 1; at = [now()]; constructor() { this.at.push(1); } }
export class Plain { run = () => Date.now(); static [now.name] = 1; count = 0; lines = [1]; get at() { return now(); } }
`,
    });
    assert.deepEqual(
      finding?.chain.map(({ label, place }) => `${label} ${place.file}`),
      [
        "Order.constructor /app/order.ts",
        "Base.constructor /app/model/order.ts",
        "Root.constructor /app/model/base.ts",
      ],
    );
  });

  it("follows what a class has from the class that its mixin is given", () => {
    checkMarks({
      "/app/src/order.ts": `
import * as df from "durable-functions";
class Clock {
  now() {
    return Date.now();
  }
}
class Base {
  clock = new Clock();
  random() {
    return Math.random();
  }
}
const Named = (Parent) =>
  class extends Parent {
    id() {
      return this.clock.now();
    }
  };
class Order extends Named(Base) {
  all() {
    return [this.random(), this.clock.now()];
  }
}
df.app.orchestration("order", function* (context) {
  const order = new Order();
  const all = order.all();
  //          ^^^^^^^^^^^ no-random
  //          ^^^^^^^^^^^ no-wall-clock
  yield context.df.callActivity("pay", all);
});
df.app.activity("pay", { handler: () => 1 });
`,
    });
  });

  it("knows objects by casts, annotations and the containers that make them", () => {
    checkMarks({
      "/app/order.ts": `
import * as df from "durable-functions";
import { container } from "tsyringe";
import { Controller, Prices, Stock } from "./services";
import { kernel } from "./kernel";
df.app.orchestration("order", function* (context: df.OrchestrationContext) {
  const controller = context.options.controller as unknown as Controller;
  const prices: Prices = context.options.prices;
  const at = controller.stamp();
  //         ^^^^^^^^^^^^^^^^^^ no-wall-clock
  const price = prices.now();
  //            ^^^^^^^^^^^^ no-wall-clock
  const size = container.resolve(Stock).size();
  //           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ no-random
  const again = kernel.get<Stock>("stock").size();
  //            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ no-random
  const own: Prices = { now: () => 1 };
  const cache = new Map<string, number>();
  const kept = cache.get(Stock.name);
  return [at, price, size, again, own.now(), kept];
});
`,
      "/app/services.ts": `
export class Controller { stamp() { return Date.now(); } }
export class Prices { now() { return Date.now(); } }
export class Stock { size() { return Math.random(); } }
`,
      "/app/kernel.ts": `export const kernel = makeKernel();`,
    });
  });

  it("judges generators that a helper of the app registers, also where they only hand their context on", () => {
    checkMarks({
      "/app/order.ts": `
import { callActivity, define } from "./define";
const pay = { name: "pay" };
export const order = define("order", function* (context, input: { amount: number }) {
  const id = Math.random();
  //         ^^^^^^^^^^^^^ no-random
  callActivity(context, pay, input);
//^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ prefer-yield-star
  return yield* callActivity(context, pay, { ...input, id });
});
export function* numbers(start: number) { yield next(start); yield Math.random(); }
function next(start: number) { return start + Date.now(); }
`,
      "/app/define.ts": `
import * as df from "durable-functions";
import type { OrchestrationContext, Task } from "durable-functions";
type Handler = (context: OrchestrationContext, input: unknown) => Generator<Task, unknown, unknown>;
export function define(name: string, handler: Handler) {
  return df.app.orchestration(name, function* (context) {
    return yield* handler(context, context.df.getInput());
  });
}
export function* callActivity(context: OrchestrationContext, { name }: { name: string }, input: unknown) {
  return yield context.df.callActivity(name, input);
}
`,
    });
  });

  it("counts one finding for each call in an orchestrator and each sink, however many ways lead from one to the other", () => {
    const findings = checkMarks({
      "/app/order.js": `
const df = require("durable-functions");
const { price } = require("./price");
df.app.orchestration("order", function* (context) {
  const first = price(context.df.getInput());
  //            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ no-wall-clock
  //            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ no-wall-clock
  //            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ no-random
  const second = price(first) + price(2);
  //             ^^^^^^^^^^^^ no-wall-clock
  //             ^^^^^^^^^^^^ no-wall-clock
  //             ^^^^^^^^^^^^ no-random
  //                            ^^^^^^^^ no-wall-clock
  //                            ^^^^^^^^ no-wall-clock
  //                            ^^^^^^^^ no-random
  return second;
});
`,
      "/app/price.js": `
exports.price = (item) => (item.big ? now() + again() : now() - Date.now());
const again = () => now() * Math.random();
const now = () => Date.now();
`,
    });
    const counted = findings.map(({ place, sink }) => `${place.range.start} ${sink.range.start}`);
    assert.equal(new Set(counted).size, 9);
  });

  it("finds what an orchestrator does in itself, not once more where another one runs it as a part of its own", () => {
    checkMarks({
      "/app/src/order.ts": `
import * as df from "durable-functions";
import { stamp } from "./stamp";
function* pay(context) {
  const now = Date.now();
  //          ^^^^^^^^^^ no-wall-clock -> context.df.currentUtcDateTime.getTime()
  yield* helper(context);
  //     ^^^^^^^^^^^^^^^ no-random
  return yield context.df.callActivity("pay", [now, stamp()]);
  //                                                ^^^^^^^ no-wall-clock
}
function* helper(context) {
  yield context.df.callActivity("pay", Math.random());
}
df.app.orchestration("pay", pay);
df.app.orchestration("order", function* (context) {
  const paid = yield* pay(context);
  //                  ^^^^^^^^^^^^ no-direct-orchestrator-call
  yield* helper(context);
  //     ^^^^^^^^^^^^^^^ no-random
  return paid;
});
df.app.activity("pay", { handler: () => 1 });
`,
      "/app/src/stamp.ts": "export const stamp = () => new Date();\n",
    });
  });

  it("mends nothing where the name of the context means something else", () => {
    checkMarks({
      "/app/src/order.js": `
const df = require("durable-functions");
df.app.orchestration("order", function* (context) {
  const inner = () => { const context = 5; return Date.now() + context; };
  //                                              ^^^^^^^^^^ no-wall-clock
  const ids = [1].map((context) => [context, crypto.randomUUID()]);
  //                                         ^^^^^^^^^^^^^^^^^^^ no-random-id
  { const context = {}; inner(new Date(), context); }
  //                          ^^^^^^^^^^ no-wall-clock
  for (const context of ids) inner(Date.now(), context);
  //                               ^^^^^^^^^^ no-wall-clock
  const own = ({ id }) => [id, Date.now()];
  //                           ^^^^^^^^^^ no-wall-clock -> context.df.currentUtcDateTime.getTime()
  return yield context.df.callActivity("pay", own(ids));
});
`,
    });
  });

  it("keeps findings while the code around them is being typed", () => {
    checkMarks({
      "/app/src/order.ts": `
import * as df from "durable-functions";
df.app.orchestration("order", function* (context) {
  const at = Date.now();
  //         ^^^^^^^^^^ no-wall-clock -> context.df.currentUtcDateTime.getTime()
  const half = yield context.df.callActivity(
  const luck = Math.random();
  //           ^^^^^^^^^^^^^ no-random
});
`,
    });
  });

  it("leaves alone a clock that only stands for what a format leaves out", () => {
    checkMarks({
      "/app/src/order.ts": `
import * as df from "durable-functions";
import { parse, startOfDay } from "date-fns";
df.app.orchestration("order", function* (context) {
  const { day, format } = context.df.getInput() as { day: string; format: string };
  const whole = parse(day, "yyyy-MM-dd", startOfDay(new Date()));
  const given = parse(day, format, new Date());
  const month = parse(day, "d MMM", startOfDay(new Date()));
  //                                           ^^^^^^^^^^ no-wall-clock -> new Date(context.df.currentUtcDateTime)
  const today = startOfDay(new Date());
  //                       ^^^^^^^^^^ no-wall-clock -> new Date(context.df.currentUtcDateTime)
  return yield context.df.callActivity("pay", [whole, given, month, today]);
});
`,
    });
  });

  it("finds what stands in place of an argument only where the argument may be missing", () => {
    checkMarks({
      "/app/src/stamps.ts": `
export const stamp = (at: Date = new Date()) => at.toISOString();
export function day(at?: Date) {
  if (!at) return new Date().getDay();
  return at.getDay();
}
export function hour(at?: Date) {
  if (at !== undefined) return at.getHours();
  const now = new Date();
  return now.getHours();
}
export const month = (at?: Date) => (typeof at === "undefined" ? new Date() : at).getMonth();
export const year = (at: Date | null, other?: Date) => (at ?? other ?? new Date()).getFullYear();
export const handsOn = (text: string, at?: Date) => text + stamp(at);
export const fills = (at?: Date) => {
  at ||= new Date();
  return at;
};
export const isThere = (at?: Date) => (at ? at : later());
const later = () => new Date();
export const tested = (at: Date) => (at > new Date() ? 1 : 2);
export const otherwise = (at?: Date) => {
  at = undefined;
  return at ?? new Date();
};
`,
      "/app/src/given.ts": `
import * as df from "durable-functions";
import { day, fills, handsOn, hour, isThere, month, otherwise, stamp, tested, year } from "./stamps";
df.app.orchestration("given", function* (context) {
  const now = context.df.currentUtcDateTime;
  const text = stamp(now) + day(new Date(0)) + hour(context.df.currentUtcDateTime) + month(now) + year(now);
  const dates = [now].map(stamp).concat(handsOn("a", now));
  yield context.df.callActivity("a", [text, dates, fills(now), isThere(now!), year(now, undefined)]);
  tested(now);
//^^^^^^^^^^^ no-wall-clock
  otherwise(now);
//^^^^^^^^^^^^^^ no-wall-clock
});
`,
      "/app/src/missing.ts": `
import * as df from "durable-functions";
import { day, fills, handsOn, hour, isThere, month, stamp, year } from "./stamps";
df.app.orchestration("missing", function* (context, name = Math.random()) {
  //                                                       ^^^^^^^^^^^^^ no-random
  const { at } = context.df.getInput();
  stamp();
//^^^^^^^ no-wall-clock
  day(at);
//^^^^^^^ no-wall-clock
  hour(undefined);
//^^^^^^^^^^^^^^^ no-wall-clock
  month(...[at]);
//^^^^^^^^^^^^^^ no-wall-clock
  year(null);
//^^^^^^^^^^ no-wall-clock
  handsOn("a");
//^^^^^^^^^^^^ no-wall-clock
  fills(yield context.df.callActivity("a"));
//^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ no-wall-clock
  isThere(at?.getTime());
//^^^^^^^^^^^^^^^^^^^^^^ no-wall-clock
  stamp.call(null, at);
//^^^^^^^^^^^^^^^^^^^^ no-wall-clock
  return name;
});
`,
    });
  });

  it("follows what stands in place of an argument through classes and functions of the orchestrator", () => {
    checkMarks({
      "/app/src/clock.ts": `
export class Clock {
  constructor(private readonly start = Date.now()) {}
  since(at = Date.now()) { return at - this.start; }
}
`,
      "/app/src/order.ts": `
import * as df from "durable-functions";
import { Clock } from "./clock";
df.app.orchestration("order", function* (context) {
  const now = context.df.currentUtcDateTime.getTime();
  const local = (at = Date.now()) => at;
  const other = (at = Date.now()) => at;
  //                  ^^^^^^^^^^ no-wall-clock -> context.df.currentUtcDateTime.getTime()
  const clock = new Clock(now);
  new Clock();
//^^^^^^^^^^^ no-wall-clock
  clock.since();
//^^^^^^^^^^^^^ no-wall-clock
  yield context.df.callActivity("a", [clock.since(now), local(now), other()]);
});
`,
    });
  });

  it("offers durable timers for waits, and the input for the environment", () => {
    checkMarks({
      "/app/src/order.js": `
const df = require("durable-functions");
const { setTimeout: wait } = require("node:timers/promises");
df.app.orchestration("order", function* (context) {
  const order = context.df.getInput();
  yield new Promise((resolve) => setTimeout(resolve, 1000 * order.delay));
  //                             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ no-delay ? yield context.df.createTimer(new Date(context.df.currentUtcDateTime.getTime() + 1000 * order.delay))
  //    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ no-yield-promise
  setTimeout(() => {}, 10);
//^^^^^^^^^^^^^^^^^^^^^^^^ no-delay
  const list = process.env.PRICE_LIST;
  //           ^^^^^^^^^^^ no-environment ? order.priceList
  return yield context.df.callActivity("pay", list);
});
df.app.orchestration("other", function* ({ df: durable }) {
  yield wait(500);
  //    ^^^^^^^^^ no-delay ? yield durable.createTimer(new Date(durable.currentUtcDateTime.getTime() + 500))
  //    ^^^^^^^^^ no-yield-promise
  return yield durable.callActivity(process.env["NAME"]);
  //                                ^^^^^^^^^^^ no-environment ? durable.getInput().name
});
`,
    });
  });

  it("takes what makes a client from another for what it is, and the use of it for a read or a write", () => {
    checkMarks({
      "/app/src/order.ts": `
import * as df from "durable-functions";
import { BlobServiceClient } from "@azure/storage-blob";
import { CosmosClient } from "@azure/cosmos";
import { TableClient } from "@azure/data-tables";
df.app.orchestration("order", function* (context) {
  const blob = BlobServiceClient.fromConnectionString("a").getContainerClient("b").getBlockBlobClient("c");
  const stock = new CosmosClient("a").database("b").container("c");
  const table = TableClient.fromConnectionString("a", "b");
  blob.upload("a", 1);
//^^^^^^^^^^^^^^^^^^^ no-storage
  stock.items.create({});
//^^^^^^^^^^^^^^^^^^^^^^ no-storage
  table.getEntity("a", "b");
//^^^^^^^^^^^^^^^^^^^^^^^^^ no-storage
  yield context.df.callActivity("a");
});
`,
    });
  });

  it("leaves alone what only a log shows, also one that is waited for", () => {
    checkMarks({
      "/app/src/journal.ts": `
export class Journal {
  async logInfo(text: string) { this.line(new Date().toISOString() + text); }
  async error(text: string) { this.line(new Date().toISOString() + text); }
  async save(text: string) { this.line(new Date().toISOString() + text); }
  line(text: string) { return text; }
}
export const logger = new Journal();
`,
      "/app/src/order.ts": `
import * as df from "durable-functions";
import { logger } from "./journal";
df.app.orchestration("order", function* (context) {
  logger.error("a");
  logger.logInfo("d");
  yield logger.error("b");
  //    ^^^^^^^^^^^^^^^^^ no-yield-promise
  logger.save("c");
//^^^^^^^^^^^^^^^^ no-wall-clock
  yield context.df.callActivity("a");
});
`,
    });
  });

  it("knows packages by a table: ids, clocks, the network", () => {
    checkMarks({
      "/app/src/order.ts": `
import * as df from "durable-functions";
import axios from "axios";
import moment from "moment";
import { v4 as uuid, v5 } from "uuid";
const api = axios.create();
df.app.orchestration("order", function* (context) {
  const id = uuid();
  //         ^^^^^^ no-random-id -> context.df.newGuid(context.df.instanceId)
  const same = v5("order", context.df.instanceId);
  const at = moment();
  //         ^^^^^^^^ no-wall-clock
  const due = moment(context.df.currentUtcDateTime);
  const page = api.get("https://example.com");
  //           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ no-network
  yield context.df.callActivity("pay", { id, same, at, due, page });
});
`,
    });
  });

  it("knows libraries of dates: what they count from now, and what they count from a date that is given", () => {
    checkMarks({
      "/app/src/order.ts": `
import * as df from "durable-functions";
import * as chrono from "chrono-node";
import { isThisWeek, addDays } from "date-fns";
import { DateTime } from "luxon";
import moment from "moment";
import parser, { CronExpressionParser } from "cron-parser";
df.app.orchestration("order", function* (context) {
  const now = context.df.currentUtcDateTime;
  const texts = [moment(now).format(), DateTime.fromJSDate(now).toISO(), chrono.parseDate("in an hour", now), addDays(now, 1)];
  const due = chrono.parseDate("in an hour");
  //          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ no-wall-clock
  const exact = chrono.en.strict.parse("in an hour");
  //            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ no-wall-clock
  const next = [parser.parseExpression("* * * * *", { currentDate: now }), parser.parseExpression("* * * * *")];
  //                                                                       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ no-wall-clock
  const last = CronExpressionParser.parse("* * * * *").prev();
  //           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ no-wall-clock
  const left = DateTime.fromISO("2026-01-01").plus({ days: 1 }).diffNow("days");
  //           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ no-wall-clock
  const ago = moment(now).add(1, "day").fromNow();
  //          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ no-wall-clock
  const soon = isThisWeek(now);
  //           ^^^^^^^^^^^^^^^ no-wall-clock
  yield context.df.callActivity("pay", { texts, due, exact, next, last, left, ago, soon });
});
`,
    });
  });
});
