import assert from "node:assert/strict";
import { checkMarks } from "../../support/markedCode";

describe("state that outlives a run", () => {
  it("is found where an orchestrator changes what belongs to the module", () => {
    checkMarks({
      "/app/src/order.ts": `
import * as df from "durable-functions";
import { totals } from "./totals";
let count = 0;
let last;
const lines: string[] = [];
const seen = new Set<string>();
const options = { retries: 3 };
class Counter { static total = 0; }
df.app.orchestration("order", function* (context) {
  count++;
//^^^^^^^ no-module-state
  last = context.df.getInput();
//^^^^^^^^^^^^^^^^^^^^^^^^^^^^ no-module-state
  lines.push(last);
//^^^^^^^^^^^^^^^^ no-module-state
  seen.add(last);
//^^^^^^^^^^^^^^ no-module-state
  options.retries = 4;
//^^^^^^^^^^^^^^^^^^^ no-module-state
  Object.assign(options, last);
//^^^^^^^^^^^^^^^^^^^^^^^^^^^^ no-module-state
  Counter.total += 1;
//^^^^^^^^^^^^^^^^^^ no-module-state
  totals.orders = count;
//^^^^^^^^^^^^^^^^^^^^^ no-module-state
  delete options.retries;
//^^^^^^^^^^^^^^^^^^^^^^ no-module-state
  return yield context.df.callActivity("pay", { count, lines });
});
df.app.orchestration("refund", function* (context) {
  if (count) yield context.df.callActivity("refund");
  [1, 2].forEach(() => count--);
  //                   ^^^^^^^ no-module-state
});
`,
      "/app/src/totals.ts": `export const totals = { orders: 0 };`,
    });
  });

  it("is found in helpers, and read where an activity changes it, in this module and in others", () => {
    checkMarks({
      "/app/src/order.js": `
import * as df from "durable-functions";
import { next } from "./numbers";
import { rate, names } from "./rates";
let mode = "slow";
df.app.orchestration("order", function* (context) {
  const number = next();
  //             ^^^^^^ no-module-state
  const price = 3 * rate;
  //                ^^^^ no-module-state
  const name = names[0];
  if (mode === "fast") return price;
  //  ^^^^ no-module-state
  return yield context.df.callActivity("pay", { number, name, again: mode });
});
df.app.activity("hurry", { handler: () => { mode = "fast"; } });
`,
      "/app/src/numbers.js": `
let number = 0;
export function next() { return ++number; }
`,
      "/app/src/rates.js": `
export let rate = 1;
export const names = ["a", "b"];
export function refresh(value) { rate = value; }
`,
    });
  });

  it("is read where only registered functions set it", () => {
    checkMarks({
      "/app/src/order.ts": `
import { app } from "@azure/functions";
import * as df from "durable-functions";
import { rates, limits } from "./rates";
let client;
let token: string | undefined;
let stock = null;
let shared;
function init() { client = { region: "west" }; }
const renew = async () => fetchToken().then((value) => { token = value; });
const stockOf = () => { if (!stock) stock = { size: 1 }; return stock; };
df.app.orchestration("order", function* (context) {
  const region = client.region;
  //             ^^^^^^ no-module-state
  if (token) yield context.df.callActivity("pay", { region });
  //  ^^^^^ no-module-state
  shared = stockOf().size;
//^^^^^^^^^^^^^^^^^^^^^^^ no-module-state
  return rates.west + limits.west;
  //     ^^^^^ no-module-state
});
df.app.orchestration("refund", function* (context) {
  return yield context.df.callActivity("pay", stock?.size);
  //                                          ^^^^^ no-module-state
});
df.app.activity("pay", { handler: async () => { init(); await renew(); return stockOf(); } });
app.http("start", { handler: start });
async function start() { init(); await renew(); }
`,
      "/app/src/rates.ts": `
import * as df from "durable-functions";
export let rates;
export let limits;
df.app.activity("refresh", { handler: () => { rates = { west: 1 }; } });
setUp();
function setUp() { limits = { west: 1 }; }
`,
    });
  });

  it("may be set while the module loads, by hooks, and by others", () => {
    checkMarks({
      "/app/src/order.ts": `
import { app } from "@azure/functions";
import * as df from "durable-functions";
let client;
let rate: number;
let names;
let logger;
const init = () => { client = { region: "west" }; };
async function load() { rate = await readRate(); }
export function setNames(value) { names = value; }
const setLogger = (value) => { logger = value; };
init();
app.hook.appStart(async () => { await load(); });
module.exports = { setLogger };
df.app.orchestration("order", function* (context) {
  if (logger) return yield context.df.callActivity("pay", { region: client.region, rate, names });
});
df.app.activity("pay", { handler: () => { init(); } });
`,
    });
  });

  it("is found in objects and classes that a module has one of", () => {
    checkMarks({
      "/app/src/order.ts": `
import * as df from "durable-functions";
import { tracker, Registry } from "./tracker";
const own = new Map<string, number>();
df.app.orchestration("order", function* (context) {
  tracker.note("order");
//^^^^^^^^^^^^^^^^^^^^^ no-module-state
  tracker.note("again");
  const first = tracker.first();
  Registry.instance().keep("order");
//^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ no-module-state
  const fresh = new Registry();
  fresh.keep("order");
  return yield context.df.callActivity("pay", { first, size: own.size });
});
`,
      "/app/src/tracker.ts": `
class Tracker {
  private readonly names: string[] = [];
  private client: object | undefined;
  constructor() { this.client = undefined; }
  note(name: string) { this.keep(name); }
  first() { this.client ??= {}; return this.names[0]; }
  private keep(name: string) { this.names.push(name); }
}
export const tracker = new Tracker();
export class Registry {
  private kept = "";
  static shared = new Registry();
  static instance() { return Registry.shared; }
  keep(name: string) { this.kept = name; }
}
`,
    });
  });

  it("is found in static methods that write their class by its name", () => {
    checkMarks({
      "/app/src/order.js": `
const df = require("durable-functions");
const { Configuration, Store, Shelf } = require("./configuration");
df.app.orchestration("order", function* (context) {
  Configuration.setUp();
//^^^^^^^^^^^^^^^^^^^^^ no-module-state
  const names = [Store.shared().name, Shelf.shared().name];
  return yield context.df.callActivity("pay", { names, size: Configuration.size });
});
`,
      "/app/src/configuration.js": `
class Configuration {
  static setUp() { Configuration.size = 10; }
}
Configuration.size = 0;
class Store {
  static shared() {
    if (!Store.one) Store.one = new Store();
    return Store.one;
  }
}
class Shelf {
  static shared() {
    if (Shelf.one) return Shelf.one;
    Shelf.one = new Shelf();
    return Shelf.one;
  }
}
module.exports = { Configuration, Store, Shelf };
`,
    });
  });

  it("is found in maps and sets, wherever they are kept", () => {
    const findings = checkMarks({
      "/app/src/order.js": `
import * as df from "durable-functions";
import { keep, lines, Rates, seen, state, Watch } from "./kept";
import { Cache, cacheOf, fresh, Shelf, shared } from "./shared";
df.app.orchestration("order", function* (context) {
  seen.add("order");
//^^^^^^^^^^^^^^^^^ no-module-state
  lines.push("order");
//^^^^^^^^^^^^^^^^^^^ no-module-state
  state.byName.set("order", 1);
//^^^^^^^^^^^^^^^^^^^^^^^^^^^^ no-module-state
  Rates.all.set("order", 1);
//^^^^^^^^^^^^^^^^^^^^^^^^^ no-module-state
  Rates.keep("order");
//^^^^^^^^^^^^^^^^^^^ no-module-state
  Watch.last = 1;
//^^^^^^^^^^^^^^ no-module-state
  Cache.get().note("order");
//^^^^^^^^^^^^^^^^^^^^^^^^^ no-module-state
  cacheOf().note("order");
//^^^^^^^^^^^^^^^^^^^^^^^ no-module-state
  shared.note("order");
//^^^^^^^^^^^^^^^^^^^^ no-module-state
  if (seen.has("order") && Rates.all.get("order")) fresh().note("order");
  const own = new Set();
  own.add("order");
  const shelf = new Shelf();
  shelf.note("order");
  return yield context.df.callActivity("pay", [own.size, keep.name]);
});
`,
      "/app/src/kept.js": `
export const seen = new Set();
export const lines = [];
export const state = { byName: new Map() };
export class Rates {
  static all = new Map();
  static keep(name) { this.all.delete(name); }
}
export class Watch { static last = 0; }
export const keep = (name) => seen.delete(name);
`,
      "/app/src/shared.js": `
export class Cache {
  static get() { if (!Cache.one) Cache.one = new Cache(); return Cache.one; }
  note(name) { this.name = name; }
}
export class Shelf {
  #names = new Set();
  note(name) { this.#names.add(name); }
}
let cache;
export const cacheOf = () => (cache ??= new Cache());
export const fresh = () => new Shelf();
export const shared = new Shelf();
`,
    });
    const named = findings.map(({ message }) => /^`(.*?)`/.exec(message)?.[1]);
    assert.deepEqual(named.slice(0, 6), ["seen", "lines", "state.byName", "Rates.all", "this.all", "Watch.last"]);
  });

  it("leaves alone what is made once, handed in, set up while loading, local, or changed by clients for themselves", () => {
    checkMarks({
      "/app/src/order.js": `
const df = require("durable-functions");
const axios = require("axios");
const prices = { book: 3 };
const handlers = new Map();
let client;
let logger;
let requests = 0;
function register(name, handler) { handlers.set(name, handler); }
register("a", () => 1);
prices.pen = 1;
exports.setLogger = (value) => { logger = value; };
const clientOf = () => { if (!client) client = { name: "client" }; return client; };
const other = () => (client ??= { name: "other" });
df.app.orchestration("order", function* (context) {
  const lines = [];
  let count = 0;
  lines.push(clientOf().name, other().name);
  count++;
  const make = handlers.get("a");
  const price = prices.book + make();
  const copy = { ...prices };
  copy.book = 4;
  if (logger) lines.sort();
  return yield context.df.callActivity("pay", { lines, count, price, copy });
});
df.app.client.http("start", { handler: async () => { requests++; axios.defaults.timeout = 3; } });
`,
    });
  });
});

describe("undeclared variables", () => {
  it("are found where they are assigned, in loops and helpers too, and may be declared", () => {
    const findings = checkMarks({
      "/app/order/index.js": `
const df = require("durable-functions");
module.exports = df.orchestrator(function* (context) {
  order = context.df.getInput();
//^^^^^ no-implicit-global
  for (index = 0; index < 3; index++) yield context.df.callActivity("pay", order);
  //   ^^^^^ no-implicit-global
  if (order) {
    late = 1;
//  ^^^^ no-implicit-global
  }
  late = 2;
  let fine = 1;
  fine = 2;
});
module.exports.start = () => { started = true; };
`,
    });
    assert.deepEqual(
      findings.map(({ suggestions }) => suggestions.flatMap(({ edits }) => edits.map(({ text }) => text)).join()),
      ["let ", "let ", ""],
    );
  });
});

describe("the current time", () => {
  it("is not to be changed, under its own name or another; copies are", () => {
    const findings = checkMarks({
      "/app/src/order.js": `
const df = require("durable-functions");
df.app.orchestration("order", function* (context) {
  const due = context.df.currentUtcDateTime;
  due.setMinutes(5);
//^^^^^^^^^^^^^^^^^ no-current-time-mutation
  context.df.currentUtcDateTime.setUTCHours(1);
//^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ no-current-time-mutation
  const copy = new Date(context.df.currentUtcDateTime);
  copy.setMinutes(5);
  let later = context.df.currentUtcDateTime;
  later = new Date(later);
  later.setMinutes(5);
  return yield context.df.createTimer(copy);
});
`,
    });
    assert.deepEqual(
      findings.map(({ suggestions }) => suggestions.map(({ edits }) => edits.map(({ text }) => text))),
      [[["new Date(context.df.currentUtcDateTime)"]], []],
    );
  });

  it("is what timers count from: the clock is reported once, by the rule of timers", () => {
    checkMarks({
      "/app/src/order.js": `
const df = require("durable-functions");
df.app.orchestration("order", function* (context) {
  const due = new Date(Date.now() + 1000);
  //                   ^^^^^^^^^^ no-wall-clock-timer -> context.df.currentUtcDateTime.getTime()
  yield context.df.createTimer(due);
  yield context.df.createTimer(new Date(new Date().getTime() + 1000));
  //                                    ^^^^^^^^^^ no-wall-clock-timer -> new Date(context.df.currentUtcDateTime)
  const now = Date.now();
  //          ^^^^^^^^^^ no-wall-clock -> context.df.currentUtcDateTime.getTime()
  if (now > 3) yield context.df.createTimer(new Date(3));
  yield context.df.callActivity("pay", now);
});
`,
    });
  });
});

describe("ids, signals, weak references and actors", () => {
  it("are found, and ids get a name", () => {
    checkMarks({
      "/app/src/order.js": `
const df = require("durable-functions");
const { createActor } = require("xstate");
df.app.orchestration("order", function* (context) {
  const id = context.df.newGuid();
  //         ^^^^^^^^^^^^^^^^^^^^ no-random-id -> context.df.newGuid(context.df.instanceId)
  const named = context.df.newGuid(context.df.instanceId);
  const signal = AbortSignal.timeout(10);
  //             ^^^^^^^^^^^^^^^^^^^^^^^ no-cancellation-signal
  const controller = new AbortController();
  //                 ^^^^^^^^^^^^^^^^^^^^^ no-cancellation-signal
  const weak = new WeakRef(signal);
  //           ^^^^^^^^^^^^^^^^^^^ no-weak-reference
  const map = new WeakMap();
  const actor = createActor({});
  actor.start();
//^^^^^^^^^^^^^ no-threads
  return yield context.df.callActivity("pay", { id, named, controller, weak, map });
});
`,
    });
  });
});
