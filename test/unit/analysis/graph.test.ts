import assert from "node:assert/strict";
import { functionGraph } from "../../../src/analysis/graph/functionGraph";
import { createLintSession } from "../../../src/analysis/lintSession";
import type { AppFunction, NameUse } from "../../../src/analysis/names/appIndex";
import type { SourcePlace } from "../../../src/base/sourcePlace";
import { memorySourceFiles } from "../../support/memorySourceFiles";
import { v3App, v4App } from "../../support/namedApps";
import { mermaidLabel, mermaidText } from "../../../src/analysis/graph/mermaid";

const at = (line: number, file = "/app/src/order.ts") => ({
  file,
  range: { start: line * 100, end: line * 100 + 9 },
  start: { line, column: 3 },
  end: { line, column: 12 },
});
const inHttp = (line: number) => at(line, "/app/src/http.ts");
const registered = (kind: AppFunction["kind"], name: string, place: SourcePlace): AppFunction => ({
  kind,
  name,
  place,
  isLiteral: true,
});
const use = (from: readonly string[], method: string, kind: NameUse["kind"], name: string, place: SourcePlace) => ({
  ...{ method, kind, name, place, from },
  isLiteral: true,
});

const functions: readonly AppFunction[] = [
  registered("orchestration", "order", at(1)),
  registered("orchestration", "ship", at(20)),
  registered("activity", "pay", at(30)),
  registered("entity", "stock", at(31)),
  registered("other", "start", inHttp(1)),
];
const uses: readonly NameUse[] = [
  use(["start"], "startNew", "orchestration", "order", inHttp(4)),
  use(["start"], "raiseEvent", "event", "Approval", inHttp(5)),
  use(["order"], "waitForExternalEvent", "event", "Approval", at(3)),
  use(["order"], "callActivity", "activity", "Pay", at(4)),
  use(["order"], "callActivityWithRetry", "activity", "pay", at(6)),
  use(["order", "ship"], "callActivity", "activity", "pay", at(5)),
  use(["order"], "callSubOrchestrator", "orchestration", "SHIP", at(7)),
  use(["order"], "EntityId", "entity", "stock", at(8)),
  use(["ship"], "callActivity", "activity", "lable", at(22)),
];

describe("the graph of an app's functions", () => {
  const graphOf = (given: readonly NameUse[], known = functions) =>
    functionGraph({ root: "/app", functions: known, uses: given });
  const edges = (given: readonly NameUse[]) =>
    graphOf(given).edges.map(({ from, kind, to }) => `${from} ${kind} ${to}`);

  it("has what functions do with each other, and where", () => {
    const graph = graphOf(uses);
    assert.deepEqual(
      graph.nodes.map(({ kind, name, place }) => `${kind} ${name} ${place.file}:${place.line}`),
      [
        "client start /app/src/http.ts:1",
        "orchestrator order /app/src/order.ts:1",
        "subOrchestrator ship /app/src/order.ts:20",
        "activity pay /app/src/order.ts:30",
        "entity stock /app/src/order.ts:31",
        "event Approval /app/src/order.ts:3",
        "unknown lable /app/src/order.ts:22",
      ],
    );
    assert.deepEqual(
      graph.edges.map(({ from, kind, to, places }) => `${from} ${kind} ${to} ${places.map(({ line }) => line).join()}`),
      [
        "client:start starts orchestration:order 4",
        "client:start raises event:Approval 5",
        "orchestration:order subOrchestration orchestration:ship 7",
        "orchestration:order calls activity:pay 4,5",
        "orchestration:order callsWithRetry activity:pay 6",
        "orchestration:order usesEntity entity:stock 8",
        "orchestration:order waitsFor event:Approval 3",
        "orchestration:ship calls activity:pay 5",
        "orchestration:ship calls activity:lable 22",
      ],
    );
    assert.equal(graph.nodes.at(-1)?.caption, "unknown activity");
  });

  it("is the same for the same app, in whatever order it was read", () => {
    const turned = functionGraph({ root: "/app", functions: functions.toReversed(), uses: uses.toReversed() });
    assert.deepEqual(turned, graphOf(uses));
  });

  it("keeps a function's id when it becomes a sub-orchestrator, or comes to be", () => {
    const ids = (given: readonly NameUse[], known = functions) => graphOf(given, known).nodes.map(({ id }) => id);
    const call = use(["order"], "callActivity", "activity", "Mail", at(9));
    assert.ok(ids([call]).includes("activity:mail"));
    assert.ok(ids([call], [...functions, registered("activity", "mail", at(40))]).includes("activity:mail"));
    assert.ok(ids([]).includes("orchestration:ship") && ids(uses).includes("orchestration:ship"));
  });

  it("keeps events apart by case, and functions not", () => {
    const wait = (name: string) => use(["order"], "waitForExternalEvent", "event", name, at(3));
    assert.deepEqual(edges([wait("Done"), wait("done")]), [
      "orchestration:order waitsFor event:Done",
      "orchestration:order waitsFor event:done",
    ]);
    assert.deepEqual(edges([use(["ORDER"], "callActivity", "activity", "PAY", at(3))]), [
      "orchestration:order calls activity:pay",
    ]);
  });

  it("shows code that no function is known to run, by its file", () => {
    const graph = graphOf([use([], "startNew", "orchestration", "order", at(2, "/app/src/lib/start.ts"))]);
    assert.deepEqual(
      graph.nodes.filter(({ kind }) => kind === "code").map(({ id, name }) => [id, name]),
      [["code:src/lib/start.ts", "src/lib/start.ts"]],
    );
    assert.deepEqual(
      graph.edges.map(({ from, to }) => [from, to]),
      [["code:src/lib/start.ts", "orchestration:order"]],
    );
  });

  it("tells by the kind what a registered callable does", () => {
    assert.deepEqual(
      edges([
        use(["order"], "registered", "activity", "pay", at(3)),
        use(["order"], "registered", "orchestration", "ship", at(4)),
      ]),
      ["orchestration:order subOrchestration orchestration:ship", "orchestration:order calls activity:pay"],
    );
  });

  it("tells calls, signals and reads of entities apart", () => {
    const entity = (line: number, ...takenBy: readonly string[]) => ({
      ...use(["order"], "EntityId", "entity", "stock", at(line)),
      takenBy,
    });
    const graph = graphOf([
      entity(3, "callEntity"),
      entity(4, "callEntity", "signalEntity"),
      entity(5, "readEntityState"),
    ]);
    assert.deepEqual(
      graph.edges.map(({ kind, words, places }) => `${kind}: ${words} ${places.map(({ line }) => line).join()}`),
      ["callsEntity: calls 3,4", "readsEntity: reads 5", "signalsEntity: signals 4"],
    );
    assert.match(mermaidText(graph), /orchestration_order -->\|calls\| entity_stock[^]*-\.->\|signals\| entity_stock/);
  });

  it("leaves out functions that have nothing to do with durable functions", () => {
    assert.ok(!graphOf([]).nodes.some(({ kind }) => kind === "client"));
  });
});

describe("the graph as Mermaid text", () => {
  it("has a line for each function and each thing they do, and a class for each kind", () => {
    assert.equal(
      mermaidText(functionGraph({ root: "/app", functions, uses })),
      `flowchart LR
  client_start(["start"]):::client
  orchestration_order[["order"]]:::orchestrator
  orchestration_ship[["ship"]]:::subOrchestrator
  activity_pay("pay"):::activity
  entity_stock[("stock")]:::entity
  event_Approval{{"Approval"}}:::event
  activity_lable["lable (unknown activity)"]:::unknown
  client_start -.->|starts| orchestration_order
  client_start -.->|raises| event_Approval
  orchestration_order -->|sub-orchestration| orchestration_ship
  orchestration_order --> activity_pay
  orchestration_order -->|with retry| activity_pay
  orchestration_order -.->|uses| entity_stock
  event_Approval -.->|awaited by| orchestration_order
  orchestration_ship --> activity_pay
  orchestration_ship --> activity_lable
  classDef client fill:#e8eaed,stroke:#5f6368,color:#111111
  classDef orchestrator fill:#d2e3fc,stroke:#1a56c4,color:#111111,stroke-width:2px
  classDef subOrchestrator fill:#e8f0fe,stroke:#1a56c4,color:#111111
  classDef activity fill:#d8f0df,stroke:#137333,color:#111111
  classDef entity fill:#ede0fa,stroke:#7627bb,color:#111111
  classDef event fill:#fdecc8,stroke:#9a5b00,color:#111111
  classDef unknown fill:#fde0dd,stroke:#b3261e,color:#111111,stroke-dasharray:4 3
`,
    );
  });

  it("keeps names of any characters, and ids apart", () => {
    const names = ['a"b', "a'b", "end", "a-b"];
    const text = mermaidText(
      functionGraph({
        root: "/app",
        functions: names.map((name, line) => registered("activity", name, at(line + 1))),
        uses: [],
      }),
    );
    assert.deepEqual(text.split("\n").slice(1, 5), [
      '  activity_a_b("a#34;b"):::activity',
      '  activity_a_b_2("a#39;b"):::activity',
      '  activity_a_b_3("a-b"):::activity',
      '  activity_end("end"):::activity',
    ]);
  });

  it("leaves nothing in a label that Mermaid, Markdown or HTML would read", () => {
    const cases: readonly (readonly [string, string])[] = [
      ["src/lib/start.ts", "src/lib/start.ts"],
      ["Größe 測試", "Größe 測試"],
      ['<b>"x"</b>', "#60;b#62;#34;x#34;#60;#47;b#62;"],
      ["`**a**` #35; &amp;", "#96;#42;#42;a#42;#42;#96;#32;#35;35#59;#32;#38;amp#59;"],
      ["1. list", "1#46;#32;list"],
      ["__init__", "#95;#95;init#95;#95;"],
      ["www.example.com", "www#46;example.com"],
      ["a\nb\\", "a#10;b#92;"],
      ["\ud83d\ude80 \ud800", "#128640;#32;#65533;"],
    ];
    for (const [name, label] of cases) assert.equal(mermaidLabel(name), label);
  });

  it("says so where there is nothing to draw", () => {
    assert.equal(
      mermaidText(functionGraph({ root: "/app", functions: [], uses: [] })),
      "flowchart LR\n  %% No durable function was found.\n",
    );
  });
});

describe("the graph of an app on disk", () => {
  const textOf = (files: Readonly<Record<string, string>>) =>
    mermaidText(functionGraph(createLintSession(memorySourceFiles(files)).names().functions("/app")))
      .split("\n")
      .filter((line) => !line.includes("classDef"))
      .join("\n");

  it("is drawn in model v4, through constants, helpers, factories and callables", () => {
    assert.equal(
      textOf(v4App),
      `flowchart LR
  client_start(["start"]):::client
  code_src_steps_ts[/"src/steps.ts"/]:::code
  orchestration_order[["order"]]:::orchestrator
  orchestration_parcel[["parcel"]]:::subOrchestrator
  activity_pay("pay"):::activity
  activity_ship("ship"):::activity
  entity_stock[("stock")]:::entity
  event_Approval{{"Approval"}}:::event
  activity_pack["pack (unknown activity)"]:::unknown
  client_start -.->|starts| orchestration_order
  client_start -.->|raises| event_Approval
  code_src_steps_ts --> activity_pack
  orchestration_order -->|sub-orchestration| orchestration_parcel
  orchestration_order -->|with retry| activity_pay
  orchestration_order --> activity_ship
  orchestration_order -->|calls| entity_stock
  event_Approval -.->|awaited by| orchestration_order
  orchestration_parcel --> activity_pay
  orchestration_parcel --> activity_ship
`,
    );
  });

  it("leaves out methods of others that are called like the SDK's, and tests", () => {
    assert.equal(
      textOf({
        "/app/host.json": "{}",
        "/app/src/order.ts": `
import * as df from "durable-functions";
import { Simulator } from "./simulator";
import { DaprClient } from "@dapr/dapr";
const simulator = new Simulator();
const dapr = new DaprClient();
df.app.orchestration("order", function* (context) {
  return yield context.df.callActivity("pay");
});
df.app.activity("pay", { handler: () => [simulator.callActivity("press"), dapr.callActivity("lever")] });
`,
        "/app/src/simulator.ts": `
export class Simulator {
  callActivity(name: string) { return this.waitForExternalEvent(name); }
  waitForExternalEvent(name: string) { return name.length; }
  run() { return this.waitForExternalEvent("pulled"); }
}
`,
        "/app/src/order.spec.ts": `
import * as df from "durable-functions";
df.app.activity("fake", { handler: () => 1 });
it("pays", () => { const context = makeContext(); context.df.callActivity("fake"); });
`,
        "/app/src/__tests__/context.ts": `export const call = (context) => context.df.callActivity("mocked");`,
        "/app/test/helpers.ts": `export const call = (context) => context.df.callActivity("helped");`,
      }),
      `flowchart LR
  orchestration_order[["order"]]:::orchestrator
  activity_pay("pay"):::activity
  orchestration_order --> activity_pay
`,
    );
  });

  it("is drawn in model v3, with the names of function.json", () => {
    assert.equal(
      textOf(v3App),
      `flowchart LR
  client_httpstart(["HttpStart"]):::client
  orchestration_order[["Order"]]:::orchestrator
  activity_giveback("GiveBack"):::activity
  activity_pay("Pay"):::activity
  event_Approval{{"Approval"}}:::event
  client_httpstart -.->|starts| orchestration_order
  client_httpstart -.->|raises| event_Approval
  orchestration_order --> activity_pay
  event_Approval -.->|awaited by| orchestration_order
`,
    );
  });

  it("tells functions of one script by the entry points of their function.json", () => {
    const folder = (entryPoint: string) =>
      JSON.stringify({ bindings: [{ type: "orchestrationTrigger" }], scriptFile: "../shared.js", entryPoint });
    const generator = (activity: string) =>
      `df.orchestrator(function* (context) { yield context.df.callActivity("${activity}"); })`;
    const scripts = {
      "exports.one = …": `exports.one = ${generator("forOne")};\nexports.other = ${generator("forOther")};`,
      "module.exports = { one: …": `module.exports = {\n  one: ${generator("forOne")},\n  other: ${generator("forOther")} };`,
      constants: `const one = ${generator("forOne")};\nconst other = ${generator("forOther")};\nmodule.exports = { one, other };`,
    };
    for (const [title, code] of Object.entries(scripts)) {
      const text = textOf({
        "/app/host.json": "{}",
        "/app/One/function.json": folder("one"),
        "/app/Other/function.json": folder("other"),
        "/app/shared.js": `const df = require("durable-functions");\n${code}`,
      });
      const calls = text.split("\n").filter((line) => line.includes("-->"));
      const expected = ["orchestration_one --> activity_forone", "orchestration_other --> activity_forother"];
      assert.deepEqual(
        calls.map((line) => line.trim()),
        expected,
        title,
      );
    }
  });
});
