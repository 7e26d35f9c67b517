import { checkMarks } from "../../support/markedCode";

/** Apps as people write them, with nothing to find: not one rule has anything to say, hints among them. */
const apps: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "fan-out over pages with a helper generator": {
    "/app/src/functions/invoices.ts": `
import * as df from "durable-functions";
import type { OrchestrationContext, OrchestrationHandler, Task } from "durable-functions";
import { sumOf } from "../lib/sums";

interface Page { readonly ids: readonly string[]; readonly next?: string }

function* allIds(context: OrchestrationContext): Generator<Task, string[], any> {
  const ids: string[] = [];
  let next: string | undefined;
  do {
    const page: Page = yield context.df.callActivity("listInvoices", next);
    ids.push(...page.ids);
    next = page.next;
  } while (next);
  return ids;
}

const invoices: OrchestrationHandler = function* (context) {
  const ids: string[] = yield* allIds(context);
  if (ids.length === 0) return 0;
  const tasks: Task[] = [];
  for (const id of ids) tasks.push(context.df.callActivity("sumInvoice", { id }));
  const sums: number[] = yield context.df.Task.all(tasks);
  if (!context.df.isReplaying) context.log(\`summed \${sums.length} invoices\`);
  return sumOf(sums);
};
df.app.orchestration("invoices", invoices);
df.app.activity("listInvoices", { handler: async (next?: string): Promise<Page> => {
  const response = await fetch(\`\${process.env.INVOICES}/pages/\${next ?? ""}\`);
  return (await response.json()) as Page;
} });
df.app.activity("sumInvoice", { handler: ({ id }: { id: string }) => id.length });
`,
    "/app/src/lib/sums.ts": `
export const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);
`,
  },
  "human approval with a timeout": {
    "/app/src/functions/approval.js": `
const df = require("durable-functions");
const { app } = require("@azure/functions");

const approvalEvent = "Approval";
const hours = 72;

df.app.orchestration("approval", function* (context) {
  const request = context.df.getInput();
  yield context.df.callActivity("askForApproval", { request, instanceId: context.df.instanceId });
  context.df.setCustomStatus({ state: "waiting" });
  const due = new Date(context.df.currentUtcDateTime.getTime() + hours * 60 * 60 * 1000);
  const timeout = context.df.createTimer(due);
  const answer = context.df.waitForExternalEvent(approvalEvent);
  const winner = yield context.df.Task.any([answer, timeout]);
  if (winner === answer) {
    timeout.cancel();
    return yield context.df.callActivity("book", { request, answer: answer.result });
  }
  yield context.df.callActivity("escalate", request);
  return { booked: false };
});
df.app.activity("askForApproval", { handler: ({ request }) => request.id });
df.app.activity("book", { handler: () => ({ booked: true }) });
df.app.activity("escalate", { handler: (request) => console.log("escalated", request, new Date()) });

app.http("approve", {
  route: "approve/{instance}",
  extraInputs: [df.input.durableClient()],
  handler: async (request, context) => {
    const client = df.getClient(context);
    await client.raiseEvent(request.params.instance, approvalEvent, await request.json());
    return { status: 202 };
  },
});
`,
  },
  "a monitor that polls until its end": {
    "/app/src/functions/monitor.ts": `
import * as df from "durable-functions";

type State = "running" | "done" | "failed";
interface Job { readonly id: string; readonly until: string; readonly seconds: number }

df.app.orchestration("monitor", function* (context) {
  const job = context.df.getInput() as Job;
  const until = new Date(job.until);
  while (context.df.currentUtcDateTime < until) {
    const state: State = yield context.df.callActivity("stateOf", job.id);
    if (state === "done") break;
    if (state === "failed") throw new Error(\`Job \${job.id} failed\`);
    const next = new Date(context.df.currentUtcDateTime);
    next.setSeconds(next.getSeconds() + job.seconds);
    yield context.df.createTimer(next);
  }
  yield context.df.callActivity("tell", job.id);
});
df.app.activity("stateOf", { handler: (): State => (Math.random() > 0.5 ? "done" : "running") });
df.app.activity("tell", { handler: (id: string) => id });
`,
  },
  "retries and compensation": {
    "/app/src/functions/booking.js": `
import * as df from "durable-functions";

const retries = new df.RetryOptions(5000, 3);
retries.backoffCoefficient = 2;
retries.maxRetryIntervalInMilliseconds = 60000;

df.app.orchestration("booking", function* (context) {
  const trip = context.df.getInput();
  const undo = [];
  try {
    const flight = yield context.df.callActivityWithRetry("bookFlight", retries, trip);
    undo.unshift({ name: "cancelFlight", input: flight });
    const hotel = yield context.df.callActivityWithRetry("bookHotel", retries, trip);
    undo.unshift({ name: "cancelHotel", input: hotel });
    return { flight, hotel };
  } catch (error) {
    if (!context.df.isReplaying) context.error("booking failed", error);
    for (const { name, input } of undo) yield context.df.callActivity(name, input);
    throw error;
  }
});
df.app.activity("bookFlight", { handler: (trip) => trip.id });
df.app.activity("bookHotel", { handler: (trip) => trip.id });
df.app.activity("cancelFlight", { handler: (id) => id });
df.app.activity("cancelHotel", { handler: (id) => id });
`,
  },
  "sub-orchestrations with ids of their own": {
    "/app/src/functions/devices.js": `
const df = require("durable-functions");

df.app.orchestration("devices", function* (context) {
  const devices = yield context.df.callActivity("listDevices");
  const running = devices.map((device, index) =>
    context.df.callSubOrchestrator("setUpDevice", device, \`\${context.df.instanceId}:\${index}\`),
  );
  const results = yield context.df.Task.all(running);
  const failed = results.filter(({ ok }) => !ok);
  return { total: results.length, failed: failed.length };
});
df.app.orchestration("setUpDevice", function* ({ df: durable }) {
  const device = durable.getInput();
  const key = durable.newGuid(durable.instanceId);
  const ok = yield durable.callActivity("install", { device, key });
  return { ok };
});
df.app.activity("listDevices", { handler: () => ["a", "b"] });
df.app.activity("install", { handler: () => true });
`,
  },
  "entities that count": {
    "/app/src/functions/counters.ts": `
import * as df from "durable-functions";
import type { EntityContext, OrchestrationContext } from "durable-functions";

df.app.entity("counter", (context: EntityContext<number>) => {
  const current = context.df.getState(() => 0) ?? 0;
  if (context.df.operationName === "add") context.df.setState(current + (context.df.getInput<number>() ?? 1));
  else context.df.return(current);
});
df.app.orchestration("count", function* (context: OrchestrationContext) {
  const entity = new df.EntityId("counter", String(context.df.getInput()));
  const before: number = yield context.df.callEntity(entity, "get");
  if (before < 10) context.df.signalEntity(entity, "add", 1);
  return before;
});
`,
  },
  "a logger that keeps quiet in replays, and telemetry": {
    "/app/src/functions/orders.ts": `
import * as df from "durable-functions";
import type { OrchestrationContext } from "durable-functions";
import { createLogger } from "../lib/logger";
import { trackIfNotReplaying } from "../lib/telemetry";

df.app.orchestration("orders", function* (context: OrchestrationContext) {
  const logger = createLogger(context);
  const started = context.df.currentUtcDateTime;
  logger.info("received");
  const order: { id: string } = yield context.df.callActivity("validate", context.df.getInput());
  trackIfNotReplaying(context, "validated", { id: order.id });
  const milliseconds = context.df.currentUtcDateTime.getTime() - started.getTime();
  logger.info(\`validated in \${milliseconds} ms\`);
  return order;
});
df.app.activity("validate", { handler: (order: object) => order });
`,
    "/app/src/lib/logger.ts": `
import type { OrchestrationContext } from "durable-functions";

export interface Logger { info(text: string): void }

export function createLogger(context: OrchestrationContext): Logger {
  const info = (text: string) => {
    if (context.df.isReplaying) return;
    context.log(\`[\${new Date().toISOString()}] \${text}\`);
  };
  return { info };
}
`,
    "/app/src/lib/telemetry.ts": `
import { TelemetryClient } from "applicationinsights";
import type { OrchestrationContext } from "durable-functions";

const client = new TelemetryClient(process.env.APPLICATIONINSIGHTS_CONNECTION_STRING);

export function trackIfNotReplaying(context: OrchestrationContext, name: string, properties: Record<string, string>) {
  if (!context.df.isReplaying) client.trackEvent({ name, properties, time: new Date() });
}
`,
  },
  "steps as classes": {
    "/app/src/functions/steps.ts": `
import * as df from "durable-functions";
import type { OrchestrationContext, Task } from "durable-functions";
import { Ship, type Step } from "../lib/step";

class Pay implements Step {
  private readonly context: OrchestrationContext;
  constructor(context: OrchestrationContext) { this.context = context; }
  *run(id: string): Generator<Task, string, any> {
    const receipt: string = yield this.context.df.callActivity("pay", id);
    return receipt;
  }
}
df.app.orchestration("steps", function* (context: OrchestrationContext) {
  const { id } = context.df.getInput() as { id: string };
  const results: string[] = [];
  for (const step of [new Pay(context), new Ship(context)]) {
    const result: string = yield* step.run(id);
    results.push(result);
  }
  return results;
});
df.app.activity("pay", { handler: (id: string) => id });
df.app.activity("ship", { handler: (id: string) => id });
`,
    "/app/src/lib/step.ts": `
import type { OrchestrationContext, Task } from "durable-functions";

export interface Step { run(id: string): Generator<Task, string, any> }

export class Ship implements Step {
  private attempts = 0;
  private readonly context: OrchestrationContext;
  constructor(context: OrchestrationContext) { this.context = context; }
  *run(id: string): Generator<Task, string, any> {
    this.attempts += 1;
    return yield this.context.df.callActivity("ship", { id, attempt: this.attempts });
  }
}
`,
  },
  "an eternal clean-up of the programming model v3": {
    "/app/CleanUp/index.js": `
const df = require("durable-functions");

module.exports = df.orchestrator(function* (context) {
  const state = context.df.getInput() || { runs: 0 };
  const removed = yield context.df.callActivity("RemoveOld", state);
  const next = new Date(context.df.currentUtcDateTime.valueOf());
  next.setUTCHours(next.getUTCHours() + 1);
  yield context.df.createTimer(next);
  if (removed > 0 || state.runs < 100) {
    context.df.continueAsNew({ runs: state.runs + 1 });
    return;
  }
  return state;
});
`,
    "/app/CleanUp/function.json": `{"bindings":[{"name":"context","type":"orchestrationTrigger","direction":"in"}]}`,
    "/app/RemoveOld/index.js": `
module.exports = async function (context) {
  context.log("removing", new Date());
  return context.bindings.state.runs;
};
`,
    "/app/RemoveOld/function.json": `{"bindings":[{"name":"state","type":"activityTrigger","direction":"in"}]}`,
    "/app/host.json": `{"version":"2.0"}`,
  },
  "batches in the programming model v3, with TypeScript": {
    "/app/Batches/index.ts": `
import * as df from "durable-functions";
import type { IOrchestrationFunctionContext, Task } from "durable-functions";
import { chunksOf } from "../shared/chunks";
import { names, size } from "../shared/constants";

const orchestrator = df.orchestrator(function* (context: IOrchestrationFunctionContext): Generator<any, any, any> {
  const items = context.df.getInput<string[]>();
  const retry = new df.RetryOptions(1000, 3);
  const output: string[] = [];
  for (const chunk of chunksOf(items, size)) {
    const tasks: Task[] = chunk.map((item) => context.df.callActivityWithRetry(names.work, retry, item));
    output.push(...(yield context.df.Task.all(tasks)));
    context.df.setCustomStatus(\`\${output.length} of \${items.length}\`);
  }
  return output.sort();
});
export default orchestrator;
`,
    "/app/shared/chunks.ts": `
export function* chunksOf<Item>(items: readonly Item[], size: number): Generator<Item[]> {
  for (let start = 0; start < items.length; start += size) yield items.slice(start, start + size);
}
`,
    "/app/shared/constants.ts": `
export const names = { work: "Work" } as const;
export const size = 10;
export const region = process.env.REGION;
`,
    "/app/Batches/function.json": `{"bindings":[{"name":"context","type":"orchestrationTrigger","direction":"in"}],"scriptFile":"../dist/Batches/index.js"}`,
    "/app/Work/index.ts": `
const work = async (context: unknown, item: string): Promise<string> => item;
export default work;
`,
    "/app/Work/function.json": `{"bindings":[{"name":"item","type":"activityTrigger","direction":"in"}],"scriptFile":"../dist/Work/index.js"}`,
    "/app/host.json": `{"version":"2.0"}`,
  },
};

const orchestratorStart = /function\* \([^)]*\)[^{]*\{\n/;
const mistake = "  Math.random();\n//^^^^^^^^^^^^^ no-random\n";

describe("apps with nothing to find", () => {
  for (const [name, files] of Object.entries(apps)) {
    it(`${name}: nothing is found`, () => void checkMarks(files));

    it(`${name}: a mistake in the orchestrator would be`, () => {
      const file = Object.keys(files).find((each) => orchestratorStart.test(files[each] ?? "")) ?? "";
      const code = files[file]?.replace(orchestratorStart, (start) => start + mistake) ?? "";
      checkMarks({ ...files, [file]: code });
    });
  }
});
