import { checkMarks } from "../../support/markedCode";

describe("functions that are not called at once", () => {
  it("are no calls where they are read or bound, and are where what was bound is called", () => {
    checkMarks({
      "/app/src/order.ts": `
import * as df from "durable-functions";
import { readFile } from "node:fs/promises";
class Clock {
  static random() {
    return Math.random();
  }
  now() {
    return Date.now();
  }
  get today() {
    return new Date();
  }
}
const times = {
  now: () => Date.now(),
  get today() {
    return new Date();
  },
};
function stamp() {
  return Date.now();
}
df.app.orchestration("order", function* (context) {
  const clock = new Clock();
  const kinds = [typeof Date.now, typeof clock.now, typeof times.now, typeof stamp];
  const read = [clock.now, times.now, Clock.random.length, stamp.name];
  const bound = [stamp.bind(null), clock.now.bind(clock), readFile.bind(null)];
  const { now } = clock;
  if (clock.now && stamp.bind) kinds.push(typeof now);
  const boundNow = Date.now.bind(Date);
  const first = boundNow();
  //            ^^^^^^^^^^ no-wall-clock
  const second = stamp.bind(null)();
  //             ^^^^^^^^^^^^^^^^^^ no-wall-clock
  const third = now();
  //            ^^^^^ no-wall-clock
  const fourth = clock.today;
  //             ^^^^^^^^^^^ no-wall-clock
  const fifth = times.today;
  //            ^^^^^^^^^^^ no-wall-clock
  const sixth = Date.now.call(Date);
  //            ^^^^^^^^^^^^^^^^^^^ no-wall-clock
  yield context.df.callActivity("pay", [kinds.length, read.length, bound.length]);
  return [first, second, third, fourth, fifth, sixth];
});
df.app.activity("pay", { handler: () => 1 });
`,
    });
  });
});

describe("functions that are handed over", () => {
  it("are found where they are handed to who calls them, however many hand them on", () => {
    checkMarks({
      "/app/src/order.ts": `
import * as df from "durable-functions";
import { randomUUID } from "node:crypto";
import { apply, Flow, measure, pass, retry, stampBy, today, toBoth } from "./helpers";
const times = { now: () => Date.now() };
df.app.orchestration("order", function* (context) {
  const all = [
    apply(Date.now),
    //    ^^^^^^^^ no-wall-clock
    apply(today),
    //    ^^^^^ no-wall-clock
    toBoth(Date.now),
    //     ^^^^^^^^ no-wall-clock
    apply(Date.now.bind(Date)),
    //    ^^^^^^^^^^^^^^^^^^^ no-wall-clock
    [1, 2].map(Math.random),
    //         ^^^^^^^^^^^ no-random
    Array.from({ length: 2 }, randomUUID),
    //                        ^^^^^^^^^^ no-random-id
    pass(fetch),
    //   ^^^^^ no-network
    stampBy({ now: Date.now }),
    //             ^^^^^^^^ no-wall-clock
    stampBy({ now: () => new Date() }),
    //                   ^^^^^^^^^^ no-wall-clock -> new Date(context.df.currentUtcDateTime)
    stampBy(times),
    //      ^^^^^ no-wall-clock
    new Flow(Math.random).next(),
    //       ^^^^^^^^^^^ no-random
    measure(),
  //^^^^^^^^^ no-wall-clock
  ];
  const answer = retry(() => fetch("https://shop.example"));
  //                         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ no-network
  yield context.df.callActivity("pay", all);
  return answer;
});
df.app.activity("pay", { handler: () => 1 });
`,
      "/app/src/helpers.ts": `
export const apply = (run) => run();
const kindOf = (run) => typeof run;
export const toBoth = (run) => [kindOf(run), apply(run)];
export const pass = (run) => apply(run);
export const today = () => new Date().getDate();
export function stampBy(clock) {
  return stamp(clock);
}
function stamp({ now }) {
  return [1].map(() => now());
}
export function retry(run) {
  try {
    return run();
  } catch {
    return undefined;
  }
}
export class Flow {
  constructor(private readonly random: () => number) {}
  next() {
    return this.random();
  }
}
export const measure = () => apply(Date.now);
`,
    });
  });

  it("are left alone where nobody calls them, or only in what is new", () => {
    checkMarks({
      "/app/src/order.ts": `
import * as df from "durable-functions";
import { Box, describe, identity, ifNew, keep, today } from "./helpers";
df.app.orchestration("order", function* (context) {
  const box = new Box(Date.now, () => Date.now());
  keep(Date.now);
//^^^^^^^^^^^^^^ no-module-state
  keep(today);
//^^^^^^^^^^^ no-module-state
  keep(() => Date.now());
//^^^^^^^^^^^^^^^^^^^^^^ no-module-state
  ifNew(context, Date.now);
  const kinds = [describe(Date.now), describe(() => Date.now()), describe({ now: Date.now })];
  const same = [identity(today), identity(Math.random)];
  yield context.df.callActivity("pay", [box.size(), kinds, same.length]);
});
df.app.activity("pay", { handler: () => 1 });
`,
      "/app/src/helpers.ts": `
export const today = () => new Date().getDate();
export class Box {
  private first;
  constructor(first, private readonly second) {
    this.first = first;
  }
  size() {
    return 2;
  }
}
let last;
export function keep(run) {
  last = run;
}
export const describe = (value) => typeof value;
export const identity = (value) => value;
export function ifNew(context, run) {
  if (!context.df.isReplaying) run();
}
`,
    });
  });
});

describe("functions that stand in place of parameters", () => {
  it("are found where the parameter is called and left out, and are not where it is given", () => {
    checkMarks({
      "/app/src/clock.ts": `
export const systemClock = { now: () => Date.now() };
`,
      "/app/src/helpers.ts": `
import { systemClock } from "./clock";
export function stamp(now: () => number = Date.now) {
  return now();
}
export const later = (make = () => new Date()) => make();
export function priced(price: number, clock = systemClock) {
  return price + clock.now();
}
export function drawn(random = { next: Math.random }) {
  return random.next();
}
export function replaced(now = Date.now) {
  now = () => 1;
  return now();
}
export const kept = (now = Date.now) => typeof now;
export const asked = (now?: () => number) => (now ?? Date.now)();
export const askedHelper = (now?: () => number) => (now ?? systemClock.now)();
`,
      "/app/src/order.ts": `
import * as df from "durable-functions";
import { asked, askedHelper, drawn, kept, later, priced, replaced, stamp } from "./helpers";
const fixed = () => 1;
df.app.orchestration("order", function* (context) {
  const at = stamp();
  //         ^^^^^^^ no-wall-clock
  const date = later();
  //           ^^^^^^^ no-wall-clock
  const price = priced(1);
  //            ^^^^^^^^^ no-wall-clock
  const chance = drawn();
  //             ^^^^^^^ no-random
  const first = asked();
  //            ^^^^^^^ no-wall-clock
  const second = askedHelper();
  //             ^^^^^^^^^^^^^ no-wall-clock
  const given = [stamp(fixed), later(() => new Date(0)), priced(1, { now: fixed }), drawn({ next: fixed })];
  const others = [asked(fixed), askedHelper(fixed), replaced(), kept()];
  yield context.df.callActivity("pay", [at, date, price, chance, first, second, given, others]);
});
df.app.activity("pay", { handler: () => 1 });
`,
    });
  });
});
