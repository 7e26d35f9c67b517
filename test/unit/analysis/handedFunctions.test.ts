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
