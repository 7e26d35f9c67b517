/** Small apps that name their functions in all the ways that people do: absolute path → text. */
export const v4App: Readonly<Record<string, string>> = {
  "/app/host.json": "{}",
  "/app/src/functions/orders.ts": `import * as df from "durable-functions";
import { app } from "@azure/functions";
import { events, Names, stockEntity } from "../names";
import { charge, pack } from "../steps";
import { makeOrchestrator } from "../factory";

const ship = df.app.activity("ship", { handler: (order: string): string => order });
df.app.activity(Names.Pay, { handler: pay });
df.app.entity(stockEntity, (context) => context.df.return(1));

df.app.orchestration("order", function* (context) {
  const stock = new df.EntityId(stockEntity, "pen");
  yield context.df.callEntity(stock, "take");
  yield* charge(context, 1);
  const tasks = ["a", "b"].map((each) => ship(each));
  yield context.df.Task.all(tasks);
  const approval = context.df.waitForExternalEvent(events.approval);
  if (yield approval) return yield context.df.callSubOrchestrator("parcel", 1);
});
df.app.orchestration("parcel", makeOrchestrator(pack));

app.http("start", {
  extraInputs: [df.input.durableClient()],
  handler: async (request, context) => {
    const client = df.getClient(context);
    await client.startNew("order", { input: 1 });
    await client.raiseEvent("id", "Approval", true);
  },
});

function pay(amount: number): Promise<number> {
  return Promise.resolve(amount);
}
`,
  "/app/src/names.ts": `export enum Names { Pay = "pay", Pack = "pack" }
export const events = { approval: "Approval" } as const;
export const stockEntity = \`stock\`;
`,
  "/app/src/steps.ts": `import type { OrchestrationContext } from "durable-functions";
import * as df from "durable-functions";
import { Names } from "./names";
export function* charge(context: OrchestrationContext, amount: number) {
  return yield context.df.callActivityWithRetry(Names.Pay, new df.RetryOptions(1, 2), amount);
}
export function* pack(context: OrchestrationContext) {
  return yield context.df.callActivity("pack");
}
`,
  "/app/src/factory.ts": `export const makeOrchestrator = (step) => function* (context) {
  const name = context.df.getInput();
  yield context.df.callActivity(name);
  yield context.df.callActivity(name ? "pay" : "ship");
};
`,
};

export const v3App: Readonly<Record<string, string>> = {
  "/app/host.json": "{}",
  "/app/Order/function.json": `{
  "bindings": [{ "type": "orchestrationTrigger", "name": "context" }],
  "scriptFile": "../dist/Order/index.js"
}
`,
  "/app/Order/index.ts": `import * as df from "durable-functions";
import { pay } from "../lib/pay";

export default df.orchestrator(function* (context) {
  yield* pay(context);
  yield context.df.waitForExternalEvent("Approval");
});
`,
  "/app/lib/pay.ts": `export function* pay(context) {
  return yield context.df.callActivity('Pay', context.df.getInput());
}
`,
  "/app/Pay/function.json": `{
  "bindings": [{ "type": "activityTrigger", "name": "amount" }],
  "scriptFile": "../dist/Pay/index.js"
}
`,
  "/app/Pay/index.ts": `const activity = async function (context, amount: number): Promise<string> {
  return String(amount);
};
export default activity;
`,
  "/app/Refund/function.json": `{"bindings":[{"type":"activityTrigger","name":"amount","activity":"GiveBack"}]}`,
  "/app/Refund/index.js": "module.exports = async (context, amount) => amount;\n",
  "/app/HttpStart/function.json": `{"bindings":[{"type":"httpTrigger","name":"req"},{"type":"durableClient","name":"starter"}]}`,
  "/app/HttpStart/index.js": `const df = require("durable-functions");
module.exports = async function (context, req) {
  const client = df.getClient(context);
  const id = await client.startNew(req.params.functionName);
  await client.startNew("Order", undefined, req.body);
  await client.raiseEvent(id, "Approval");
};
`,
};

/** Model v4, with names that are put together, given and gone through. */
export const composedApp: Readonly<Record<string, string>> = {
  "/app/host.json": "{}",
  "/app/src/main.ts": `import * as df from "durable-functions";
import { register, registerAll, run, Names } from "./all";
import * as steps from "./steps";
const prefix = "my";
register("pay", (order) => order);
registerAll({ bill: steps.ship }, prefix);
for (const [name, handler] of Object.entries(steps)) df.app.activity(name, { handler });
Object.keys(Names).forEach((name) => df.app.activity(prefix + name, { handler: steps.ship }));
df.app.orchestration(Names.Order, function* (context) {
  yield* run(context, { name: "pay" });
  for (const each of ["pay", \`\${prefix}bill\`]) yield context.df.callActivity(each);
});
`,
  "/app/src/all.ts": 'export * from "./register";\nexport { Names } from "./names";\n',
  "/app/src/names.ts": 'export namespace Names { export const Order = "order"; export const Keep = "keep"; }\n',
  "/app/src/steps.ts": "export const ship = (order) => order;\nexport function pack(order) { return order; }\n",
  "/app/src/register.ts": `import * as df from "durable-functions";
export const register = (name, handler) => df.app.activity(name, { handler });
export function registerAll(steps, prefix) {
  for (const [name, handler] of Object.entries(steps)) df.app.activity(prefix + name, { handler });
}
export function* run(context, { name }) {
  return yield context.df.callActivity(name);
}
`,
};
