import assert from "node:assert/strict";
import type { SourcePlace } from "../../../../src/base/sourcePlace";
import { Program } from "../../../../src/analysis/linker/program";
import { createLint } from "../../../../src/analysis/lint";
import { createLintSession, type LintSession } from "../../../../src/analysis/lintSession";
import { FunctionIndex } from "../../../../src/analysis/names/functionIndex";
import { parseFile } from "../../../../src/syntax/parse";
import { assertIndexAfterEdits, type TextEdits } from "../../../support/indexAfterEdits";
import { memorySourceFiles } from "../../../support/memorySourceFiles";
import { v3App, v4App } from "../../../support/namedApps";

type Texts = Readonly<Record<string, string>>;

const at = (texts: Texts, { file, range }: SourcePlace) =>
  `${file.replace("/app/", "")}: ${texts[file]?.slice(range.start, range.end).replace(/\n[^]*/, "…") ?? ""}`;

function functionsIn(session: LintSession, texts: Texts): readonly string[] {
  return session
    .names()
    .functions("/app")
    .functions.map(({ kind, name, place, isLiteral, handler }) =>
      [`${kind} ${name}`, at(texts, place), isLiteral ? "literal" : "", handler ? at(texts, handler) : ""].join(" | "),
    );
}

function usesIn(session: LintSession, texts: Texts): readonly string[] {
  const { uses } = session.names().functions("/app");
  return uses.map(({ kind, name, method, from, place }) =>
    [`${method} ${kind} ${name}`, at(texts, place), from.join(", ")].join(" | "),
  );
}

function open(texts: Texts): LintSession {
  return createLintSession(memorySourceFiles(texts));
}

describe("the function index", () => {
  it("finds what model v4 registers: by texts, enums, imported constants, factories, in any file", () => {
    assert.deepEqual(functionsIn(open(v4App), v4App), [
      "activity ship | src/functions/orders.ts: ship | literal | src/functions/orders.ts: (order: string): string => order",
      "activity pay | src/functions/orders.ts: Names.Pay |  | src/functions/orders.ts: function pay(amount: number): Promise<number> {…",
      "entity stock | src/functions/orders.ts: stockEntity |  | src/functions/orders.ts: (context) => context.df.return(1)",
      "orchestration order | src/functions/orders.ts: order | literal | src/functions/orders.ts: function* (context) {…",
      "orchestration parcel | src/functions/orders.ts: parcel | literal | src/factory.ts: function* (context) {…",
      "other start | src/functions/orders.ts: start | literal | src/functions/orders.ts: async (request, context) => {…",
    ]);
  });

  it("takes what every object can do for no registration", () => {
    const texts = {
      "/app/host.json": "{}",
      "/app/src/a.js": `const df = require("durable-functions");
df.app.toString("pay", { handler: () => 1 });
df.app.constructor("order", { handler: () => 1 });`,
    };
    assert.deepEqual(functionsIn(open(texts), texts), []);
  });

  it("finds what is registered by a method that a variable holds", () => {
    const texts = {
      "/app/host.json": "{}",
      "/app/src/a.js": `const df = require("durable-functions");
const { activity, orchestration: orchestrate } = df.app;
const keep = df.app.entity;
const { get } = require("./other");
activity("pay", { handler: (order) => order });
orchestrate("order", function* (context) { return yield context.df.callActivity("pay"); });
keep("stock", (context) => context.df.return(1));
get("nothing", () => 1);`,
    };
    assert.deepEqual(functionsIn(open(texts), texts), [
      "activity pay | src/a.js: pay | literal | src/a.js: (order) => order",
      'orchestration order | src/a.js: order | literal | src/a.js: function* (context) { return yield context.df.callActivity("pay"); }',
      "entity stock | src/a.js: stock | literal | src/a.js: (context) => context.df.return(1)",
    ]);
    const { findings } = createLint(memorySourceFiles(texts))({
      files: ["/app/src/a.js"],
      severities: {},
      followPackages: false,
    });
    assert.deepEqual(findings, []);
  });

  it("leaves what an app inside of the app registers and names to that one", () => {
    const code = (name: string) => `const df = require("durable-functions");
df.app.orchestration("${name}", function* (context) { yield context.df.callActivity("${name}Pay"); });`;
    const texts = {
      "/app/host.json": "{}",
      "/app/src/a.js": code("outer"),
      "/app/tools/sample/host.json": "{}",
      "/app/tools/sample/src/a.js": code("inner"),
    };
    const namesOf = (root: string) => {
      const { functions, uses } = open(texts).names().functions(root);
      return [...functions, ...uses].map(({ name }) => name);
    };
    assert.deepEqual(namesOf("/app"), ["outer", "outerPay"]);
    assert.deepEqual(namesOf("/app/tools/sample"), ["inner", "innerPay"]);
  });

  it("finds what names them, and the functions that run that code, through helpers and factories", () => {
    assert.deepEqual(usesIn(open(v4App), v4App), [
      'callActivity activity pay | src/factory.ts: name ? "pay" : "ship" | parcel',
      'callActivity activity ship | src/factory.ts: name ? "pay" : "ship" | parcel',
      "EntityId entity stock | src/functions/orders.ts: stockEntity | order",
      "waitForExternalEvent event Approval | src/functions/orders.ts: events.approval | order",
      "callSubOrchestrator orchestration parcel | src/functions/orders.ts: parcel | order",
      "startNew orchestration order | src/functions/orders.ts: order | start",
      "raiseEvent event Approval | src/functions/orders.ts: Approval | start",
      "registered activity ship | src/functions/orders.ts: ship | order",
      "callActivityWithRetry activity pay | src/steps.ts: Names.Pay | order",
      "callActivity activity pack | src/steps.ts: pack | ",
    ]);
    const hidden = open(v4App).names().functions("/app").hidden;
    assert.deepEqual(
      hidden.map(({ kind, isRegistration, place }) => [kind, isRegistration, at(v4App, place)]),
      [["activity", false, "src/factory.ts: name"]],
    );
  });

  it("finds names in all the ways in which orchestrators are composed", () => {
    const texts = {
      "/app/host.json": "{}",
      "/app/src/steps.js": `exports.loop = function* (context) { yield context.df.callActivity("inLoop"); return false; };
exports.helper = function* (context) { return yield context.df.callActivity("inHelper"); };`,
      "/app/src/order.js": `const df = require("durable-functions");
const { helper, loop } = require("./steps");
df.app.orchestration("order", function* (context) {
  const step = helper(context);
  yield* step;
  const first = context.df.callActivity("first");
  const late = { second: context.df.callActivity("second") };
  yield context.df.Task.all([first, late.second]);
  yield context.df.getInput() ? context.df.callActivity("whenTrue") : context.df.callActivity("whenFalse");
  const text = String(yield context.df.callActivity("nested")).trim();
  const both = { text, more: yield context.df.callActivity("inObject") };
  if ((yield context.df.callActivity("compared")) === 1) return both;
  while (yield* loop(context)) context.df.setCustomStatus("again");
  const event = context.df.waitForExternalEvent("Approval");
  const winner = yield context.df.Task.any([event, context.df.callActivity("raced")]);
  if (winner === event) yield event;
});`,
    };
    const used = open(texts).names().functions("/app").uses;
    assert.deepEqual(
      used.map(({ name, from }) => `${name} by ${from.join()}`).sort(),
      [
        ...["Approval", "compared", "first", "inHelper", "inLoop", "inObject", "nested", "raced", "second"],
        ...["whenFalse", "whenTrue"],
      ].map((name) => `${name} by order`),
    );
  });

  it("tells what takes the id of an entity, as it is made or out of its variable", () => {
    const texts = {
      "/app/host.json": "{}",
      "/app/order.js": `const df = require("durable-functions");
df.app.entity("stock", (context) => context.df.return(1));
df.app.orchestration("order", function* (context) {
  yield context.df.callEntity(new df.EntityId("stock", "pen"), "take");
  const id = new df.EntityId("stock", "ink");
  context.df.signalEntity(id, "add");
  if (yield context.df.callEntity(id, "get")) return;
  note(new df.EntityId("stock", "all"));
});
exports.start = async (context) => {
  let id;
  id = new df.EntityId("stock", "pen");
  const other = new df.EntityId("stock", "ink");
  return df.getClient(context).readEntityState(other);
};`,
    };
    const { uses } = open(texts).names().functions("/app");
    assert.deepEqual(
      uses.map(({ place, takenBy }) => `${place.start.line} ${takenBy?.join() ?? "unseen"}`),
      ["4 callEntity", "5 callEntity,signalEntity", "8 unseen", "12 unseen", "13 readEntityState"],
    );
  });

  it("finds the folders of model v3 with the sources of their scripts", () => {
    assert.deepEqual(functionsIn(open(v3App), v3App), [
      "other HttpStart | HttpStart/function.json:  |  | HttpStart/index.js: async function (context, req) {…",
      "orchestration Order | Order/function.json:  |  | Order/index.ts: function* (context) {…",
      "activity Pay | Pay/function.json:  |  | Pay/index.ts: async function (context, amount: number): Promise<string> {…",
      "activity GiveBack | Refund/function.json:  |  | Refund/index.js: async (context, amount) => amount",
    ]);
    assert.deepEqual(usesIn(open(v3App), v3App), [
      "startNew orchestration Order | HttpStart/index.js: Order | HttpStart",
      "raiseEvent event Approval | HttpStart/index.js: Approval | HttpStart",
      "waitForExternalEvent event Approval | Order/index.ts: Approval | Order",
      "callActivity activity Pay | lib/pay.ts: Pay | Order",
    ]);
  });

  it("is after each edit what a new index is", () => {
    const texts: Record<string, string> = { ...v4App };
    const edits: TextEdits = [
      ["/app/src/names.ts", 'Pay = "pay"', 'Pay = "payment"'],
      ["/app/src/steps.ts", "export function* charge", "// A line more.\nexport function* charge"],
      [
        "/app/src/steps.ts",
        "yield context.df.callActivityWithRetry",
        "yield* pack(context); yield context.df.callActivityWithRetry",
      ],
      ["/app/src/functions/orders.ts", 'activity("ship"', 'activity("send"'],
      ["/app/src/functions/orders.ts", "yield* charge(context, 1)", "yield 1"],
      ["/app/src/functions/orders.ts", "function pay(amount", "\n\nfunction pay(amount"],
      ["/app/src/factory.ts", "export const", "\nexport const"],
      ["/app/src/names.ts", "stockEntity", "otherEntity"],
    ];
    assertIndexAfterEdits(texts, edits);
  });

  it("is after each edit what a new index is, where registrations come and go in circles of imports", () => {
    const sdk = 'import * as df from "durable-functions";\n';
    const plain = "export const pay = (order) => order;\n";
    const activity = 'export const pay = df.app.activity("pay", { handler: (order) => order });\n';
    const texts = {
      "/app/host.json": "{}",
      "/app/order.ts": `${sdk}import { pay } from "./steps";
df.app.orchestration("order", function* (context) { yield pay(1); });`,
      "/app/steps.ts": `import "./back";\nexport * from "./pay";\n`,
      "/app/back.ts": `import "./steps";\nexport const back = () => 1;\n`,
      "/app/pay.ts": sdk + plain,
    };
    const edits: TextEdits = [
      ["/app/pay.ts", plain, activity],
      ["/app/steps.ts", "\nexport", "\n\nexport"],
      ["/app/order.ts", "yield pay(1);", "yield pay(1); yield pay(2);"],
      ["/app/pay.ts", activity, plain],
      ["/app/back.ts", "() => 1", "() => 2"],
      ["/app/order.ts", " yield pay(2);", ""],
      ["/app/pay.ts", plain, activity],
      ["/app/pay.ts", activity, plain],
      [
        "/app/back.ts",
        "export const",
        `${sdk}export const again = df.app.activity("again", { handler: () => 1 });\nexport const`,
      ],
      ["/app/steps.ts", 'export * from "./pay";', 'export { again as pay } from "./back";'],
    ];
    assertIndexAfterEdits(texts, edits);
  });

  it("follows function.json, files that come and files that go", () => {
    const texts: Record<string, string> = { ...v3App };
    const session = open(texts);
    const names = () =>
      session
        .names()
        .functions("/app")
        .functions.map(({ name }) => name);
    assert.deepEqual(names(), ["HttpStart", "Order", "Pay", "GiveBack"]);
    session.change([{ file: "/app/Refund/function.json", text: `{"bindings":[{"type":"activityTrigger"}]}` }]);
    assert.deepEqual(names(), ["HttpStart", "Order", "Pay", "Refund"]);
    delete texts["/app/Pay/function.json"];
    session.change([{ file: "/app/Pay/function.json" }]);
    assert.deepEqual(names(), ["HttpStart", "Order", "Refund"]);
  });

  it("parses only files that register or name something, and those on the way between", () => {
    const parsed: string[] = [];
    const files = memorySourceFiles({
      "/app/host.json": "{}",
      "/app/order.js": `const df = require("durable-functions");
const { steps } = require("./steps");
const { priceOf } = require("./price");
df.app.orchestration("order", function* (context) {
  priceOf(context);
  yield* steps(context);
});`,
      "/app/steps.js": `exports.steps = function* (context) { yield context.df.callActivity("pay"); };`,
      "/app/price.js": `const { tax } = require("./tax");\nexports.priceOf = (context) => tax(context);`,
      "/app/tax.js": "exports.tax = () => 1;",
    });
    const program = new Program(files, {
      parse: (file, text) => {
        parsed.push(file);
        return parseFile(file, text);
      },
    });
    const { uses } = new FunctionIndex(program).of("/app");
    assert.deepEqual(
      uses.map(({ name, from }) => [name, from]),
      [["pay", ["order"]]],
    );
    assert.deepEqual([...new Set(parsed)].sort(), ["/app/order.js", "/app/steps.js"]);
  });

  it("passes each file once where many import each other", () => {
    const names = Array.from({ length: 24 }, (_, index) => `part${index}`);
    const imports = names.map((name) => `import "./${name}";`).join("\n");
    const parts = names.map((name) => [`/app/${name}.ts`, `${imports}\nexport const run = () => 1;`]);
    const texts = {
      "/app/host.json": "{}",
      "/app/order.ts": `import * as df from "durable-functions";
import { steps } from "./steps";
df.app.orchestration("order", function* (context) { yield* steps(context); });`,
      "/app/steps.ts": `import { run } from "./part0";
import { pay } from "./pay";
export function* steps(context) { run(); yield pay("a"); }`,
      "/app/pay.ts": `import { run } from "./part1";
import { activities } from "./back";
export const pay = activities.pay;
run();`,
      "/app/back.ts": `import * as df from "durable-functions";
import "./pay";
export const activities = { pay: df.app.activity("pay", { handler: () => 1 }) };`,
      ...(Object.fromEntries(parts) as Texts),
    };
    const { uses } = open(texts).names().functions("/app");
    assert.deepEqual(
      uses.map(({ name, from }) => [name, from]),
      [["pay", ["order"]]],
    );
  });
});
