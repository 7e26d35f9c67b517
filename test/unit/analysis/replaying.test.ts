import assert from "node:assert/strict";
import { checkMarks } from "../../support/markedCode";

describe("logging in replays", () => {
  it("is a hint on contexts, the console, loggers and telemetry, with a guard to choose", () => {
    const findings = checkMarks({
      "/app/src/order.ts": `
import * as df from "durable-functions";
import { logger } from "@shop/logging";
import { TelemetryClient } from "applicationinsights";
const telemetry = new TelemetryClient();
df.app.orchestration("order", function* (context) {
  context.log("received");
//^^^^^^^^^^^^^^^^^^^^^^^ guard-logging
  context.error("received");
//^^^^^^^^^^^^^^^^^^^^^^^^^ guard-logging
  context.warn("received");
//^^^^^^^^^^^^^^^^^^^^^^^^ guard-logging
  console.info("received");
//^^^^^^^^^^^^^^^^^^^^^^^^ guard-logging
  logger.debug("received");
//^^^^^^^^^^^^^^^^^^^^^^^^ guard-logging
  telemetry.trackEvent({ name: "received" });
//^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ guard-logging
  if (context.df.getInput()) console.log("input");
  //                         ^^^^^^^^^^^^^^^^^^^^ guard-logging
  yield context.df.callActivity("pay");
});
`,
    });
    assert.deepEqual(new Set(findings.map(({ severity }) => severity)), new Set(["hint"]));
    const [first, last] = [findings[0], findings.at(-1)].map((each) =>
      each?.suggestions[0]?.edits.map(({ text }) => text),
    );
    assert.deepEqual(first, ["if (!context.df.isReplaying) "]);
    assert.deepEqual(last, ["{ if (!context.df.isReplaying) ", " }"]);
  });

  it("is clean under every shape of guard", () => {
    checkMarks({
      "/app/src/order.js": `
const df = require("durable-functions");
const { createReplaySafeLogger, trackEvent, trackIfNotReplaying } = require("./logging");
df.app.orchestration("order", function* (context) {
  const { isReplaying } = context.df;
  const isNew = !context.df.isReplaying;
  const input = context.df.getInput();
  if (!context.df.isReplaying) context.log("a");
  if (context.df.isReplaying === false) context.log("a");
  if (context.df.isReplaying) {
    // nothing
  } else {
    context.log("a");
  }
  if (isNew && input) context.log("a");
  if (isReplaying || !input) {
    // nothing
  } else context.log("a");
  !context.df.isReplaying && context.log("a");
  context.df.isReplaying || console.log("a");
  isReplaying ? undefined : console.log("a");
  if (!isReplaying) input.lines.forEach((line) => console.log(line));
  for (const line of input.lines) {
    if (context.df.isReplaying) continue;
    console.log(line);
  }
  const ifNew = (run) => {
    if (!context.df.isReplaying) run();
  };
  ifNew(() => context.log("a"));
  const quietly = (event) => (context.df.isReplaying ? undefined : trackEvent(event));
  quietly({ name: "a" });
  trackIfNotReplaying(context, { name: "a" });
  trackEvent({ name: "a" }, context.df.isReplaying);
  const logger = createReplaySafeLogger(context);
  logger.info("a");
  const failed = () => context.log("failed");
  if (!isReplaying) failed();
  yield context.df.callActivity("pay");
});
df.app.activity("pay", { handler: (input, context) => context.log("paid") });
`,
      "/app/src/logging.js": `
exports.createReplaySafeLogger = (context) => ({ info: (text) => context.df.isReplaying || console.log(text) });
exports.trackIfNotReplaying = (context, event) => {
  if (context.df.isReplaying) return;
  console.log(event);
};
exports.trackEvent = (event, isReplaying = false) => {
  if (!isReplaying) console.log(event);
};
`,
    });
  });

  it("reads tests that ask first whether there is what has the flag", () => {
    checkMarks({
      "/app/src/order.ts": `
import * as df from "durable-functions";
import { Logger } from "./logger";
df.app.orchestration("order", function* (context) {
  const { df: durable } = context;
  new Logger(context).info("received");
  if (!(context && context.df && context.df.isReplaying)) console.log("received");
  if (!durable || !durable.isReplaying) console.log("received");
  if (!(console && context.df.isReplaying)) console.log("received");
  //                                        ^^^^^^^^^^^^^^^^^^^^^^^ guard-logging
  if (!(durable && durable.instanceId)) console.log("received");
  //                                    ^^^^^^^^^^^^^^^^^^^^^^^ guard-logging
  yield context.df.callActivity("pay");
});
df.app.activity("pay", { handler: () => 1 });
`,
      "/app/src/logger.ts": `
export class Logger {
  constructor(private readonly context) {}
  info(text: string) {
    if (this.context.df && this.context.df.isReplaying) return;
    console.log(text);
  }
}
`,
    });
  });

  it("reads tests of a flag that may not be there yet", () => {
    checkMarks({
      "/app/src/order.ts": `
import * as df from "durable-functions";
df.app.orchestration("order", function* (context) {
  if (!(context.df.isReplaying ?? true)) console.log("received");
  const isAgain = context.df.isReplaying ?? false;
  if (!isAgain) console.log("received");
  if (context.df.isReplaying ?? console) console.log("again");
  //                                     ^^^^^^^^^^^^^^^^^^^^ guard-logging
  let replays = 0;
  if (context.df.isReplaying ?? true) replays++;
  //  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ no-replaying-branch
  yield context.df.callActivity("pay");
  return { replays, isAgain };
  //                ^^^^^^^ no-replaying-data
});
df.app.activity("pay", { handler: () => 1 });
`,
    });
  });

  it("is judged by what helpers do: at the call of one that only logs, inside of one that has the context", () => {
    checkMarks({
      "/app/src/order.js": `
const df = require("durable-functions");
const { trackOrder, trackQuietly, reserve, priceOf } = require("./helpers");
df.app.orchestration("order", function* (context) {
  trackOrder("received");
//^^^^^^^^^^^^^^^^^^^^^^ guard-logging
  trackQuietly(context, "received");
  priceOf("book");
  yield* reserve(context);
});
`,
      "/app/src/helpers.js": `
exports.trackOrder = (name) => sendEvent(name, process.env);
function sendEvent(name, environment) {
  console.log(name, environment.HOME, new Date());
}
exports.trackQuietly = (context, name) => {
  if (!context.df.isReplaying) console.log(name);
};
exports.priceOf = (name) => {
  console.log("price of", name);
};
exports.reserve = function* (context) {
  context.log("reserve");
//^^^^^^^^^^^^^^^^^^^^^^ guard-logging
  yield context.df.callActivity("reserve");
};
`,
    });
  });

  it("is told of once, where a function of the orchestrator logs, and not where it is called", () => {
    checkMarks({
      "/app/src/order.js": `
const df = require("durable-functions");
df.app.orchestration("order", function* (context) {
  const trackFailure = (name) => {
    console.log("failed", name);
  //^^^^^^^^^^^^^^^^^^^^^^^^^^^ guard-logging
  };
  trackFailure("pay");
  if (context.df.getInput()) trackFailure("send");
  yield context.df.callActivity("pay");
});
`,
    });
  });

  it("is found in methods, by the context that the object holds, and in helpers that log to the context they get", () => {
    const findings = checkMarks({
      "/app/src/order.ts": `
import * as df from "durable-functions";
import { Held, Notes, note, step, trackStep } from "./notes";
class Prices {
  of(name: string) {
    console.log("price of", name);
  //^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ guard-logging
    return name.length;
  }
}
class Shared {
  say() {
    console.log("said");
  }
}
df.app.orchestration("order", function* (context) {
  const held = new Held(context);
  held.guarded();
  yield* held.run(new Prices().of("book"));
  new Notes(context).note();
  note(context);
  step(context);
  trackStep(context);
//^^^^^^^^^^^^^^^^^^ guard-logging
  new Shared().say();
  if (!context.df.isReplaying) note(context);
});
df.app.activity("pay", { handler: () => new Shared().say() });
`,
      "/app/src/notes.ts": `
export class Held {
  constructor(private readonly context) {}
  *run(price) {
    this.context.log("paying");
  //^^^^^^^^^^^^^^^^^^^^^^^^^^ guard-logging
    console.log("paying");
  //^^^^^^^^^^^^^^^^^^^^^ guard-logging
    yield this.context.df.callActivity("pay", price);
  }
  guarded() {
    if (!this.context.df.isReplaying) this.context.log("a");
    this.context.df.isReplaying || console.log("a");
    !this.context.df.isReplaying && this.context.log("a");
    this.quietly(() => this.context.log("a"));
    const { isReplaying } = this.context.df;
    if (isReplaying) return;
    this.context.warn("a");
  }
  private quietly(run) {
    if (!this.context.df.isReplaying) run();
  }
}
export class Notes {
  context;
  constructor(context) {
    this.context = context;
  }
  note() {
    this.context.log.info("noted");
  //^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ guard-logging
  }
}
export function note(ctx) {
  ctx.log("noted");
//^^^^^^^^^^^^^^^^ guard-logging
}
export function step(context) {
  if (context.df.isReplaying) return;
  context.log("stepped");
}
export function trackStep(context) {
  context.log("stepped");
}
`,
    });
    const given = findings.find(({ message }) => message.includes("ctx.log"));
    assert.deepEqual(
      given?.suggestions[0]?.edits.map(({ text }) => text),
      ["if (!ctx.df?.isReplaying) "],
    );
  });

  it("makes nothing wrong that never runs in a replay, or that only a log shows", () => {
    checkMarks({
      "/app/src/order.js": `
const df = require("durable-functions");
const { stamp } = require("./stamp");
df.app.orchestration("order", function* (context) {
  if (!context.df.isReplaying) {
    console.log(Date.now(), stamp(), process.env.REGION);
  }
  console.log(Date.now());
//^^^^^^^^^^^^^^^^^^^^^^^ guard-logging
  yield context.df.callActivity("pay");
});
`,
      "/app/src/stamp.js": `exports.stamp = () => new Date().toISOString();`,
    });
  });
});

describe("the environment in helpers", () => {
  it("counts once for an orchestrator and a file of helpers, as information", () => {
    const findings = checkMarks({
      "/app/src/order.js": `
const df = require("durable-functions");
const { region, tier } = require("./settings");
df.app.orchestration("order", function* (context) {
  const first = region();
  //            ^^^^^^^^ no-environment
  const second = tier();
  const own = process.env.OWN;
  //          ^^^^^^^^^^^ no-environment
  yield context.df.callActivity("pay", { first, second, own });
});
`,
      "/app/src/settings.js": `
exports.region = () => process.env.REGION;
exports.tier = () => process.env.TIER;
`,
    });
    assert.deepEqual(
      findings.map(({ severity }) => severity),
      ["info", "warning"],
    );
  });
});
