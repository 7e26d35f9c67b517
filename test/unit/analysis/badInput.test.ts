import assert from "node:assert/strict";
import { createLint } from "../../../src/analysis/lint";
import type { LintResult } from "../../../src/analysis/finding";
import { memorySourceFiles } from "../../support/memorySourceFiles";

const orchestrator = `const df = require("durable-functions");
const { price } = require("./helper");
df.app.orchestration("order", function* (context) {
  const at = Date.now();
  return yield context.df.callActivity("pay", price(at));
});
df.app.activity("pay", { handler: () => 1 });
`;

describe("bad input to lint", () => {
  it("says of helpers that are no code why they are left out", () => {
    const long = "x = 1;".repeat(200_000);
    const kinds: Readonly<Record<string, [text: string, reason: RegExp]>> = {
      large: [`module.exports = 1;\n${"// line\n".repeat(140_000)}`, /^it is larger than 1 MB \(1\.1 MB\)$/],
      minified: [long.slice(0, 30_000), /^it is minified$/],
      binary: ["\u0000\u0001\uFFFDPNG\u0000", /^it is not text$/],
      "nested brackets": [`const y = ${"[\n".repeat(10_000)}${"]".repeat(10_000)};`, /nested too deeply/],
      "nested functions": [`const y = ${"() =>\n".repeat(10_000)}1;`, /nested too deeply/],
      "nested calls": [`const y = ${"f(\n".repeat(10_000)}1${")".repeat(10_000)};`, /nested too deeply/],
    };
    for (const [kind, [text, reason]] of Object.entries(kinds)) {
      const { findings, leftOut } = lint({ "/app/helper.js": text }, ["/app/order.js"]);
      assert.deepEqual(
        leftOut.map(({ file }) => file),
        ["/app/helper.js"],
        kind,
      );
      assert.match(leftOut[0]?.reason ?? "", reason, kind);
      assert.ok(
        findings.some(({ rule }) => rule === "no-wall-clock"),
        `${kind}: the orchestrator is looked at all the same`,
      );
    }
  });

  it("reads long chains of operators, strange syntax and modules pasted in one file", () => {
    const texts = [
      `exports.price = () => ${"1 + ".repeat(3_000)}1;`,
      "using handle = open(); exports.price = (x) => x |> y(%) satisfies number;",
      "import fs from 'fs';\nexport const price = () => 1;\n".repeat(4),
      "@decorated class A { accessor #x = 1; static { this.y = import.meta.url; } }\nexports.price = 1;",
      "exports.price = function () { return } } } }",
    ];
    for (const helper of texts) {
      const { findings } = lint({ "/app/helper.js": helper }, ["/app/order.js", "/app/helper.js"]);
      assert.ok(findings.some(({ rule, place }) => rule === "no-wall-clock" && place.file === "/app/order.js"));
    }
  });

  it("reads imports and exports whose module is not typed yet", () => {
    const lines = ["import x from y;", "export * from y;", "export * as z from y;", "export { a } from y;"];
    for (const line of [...lines, "import x = require(y);", "import(y);", "import { price } from y;"]) {
      const files = {
        "/app/order.ts": orchestrator + line,
        "/app/helper.ts": `${line}\nexport const later = () => 1;`,
      };
      const { findings, leftOut } = lint(files, Object.keys(files));
      assert.deepEqual(leftOut, [], line);
      assert.ok(
        findings.some(({ rule }) => rule === "no-wall-clock"),
        line,
      );
    }
  });

  it("gives exact places behind a byte order mark and with both ends of lines", () => {
    const text = `\uFEFF${orchestrator.replaceAll("\n", "\r\n")}`;
    const { findings } = createLint(memorySourceFiles({ "/app/order.js": text }))(request(["/app/order.js"]));
    const place = findings.find(({ rule }) => rule === "no-wall-clock")?.place;
    assert.ok(place);
    assert.equal(text.slice(place.range.start, place.range.end), "Date.now()");
    assert.deepEqual(place.start, { line: 4, column: 14 });
  });

  it("tells nothing of tasks and names in code that ends in its middle", () => {
    const start = `const df = require("durable-functions");
df.app.activity("ship", { handler: () => 1 });
df.app.orchestration("order", function* (context) {
  const tasks = [];
  tasks.push(context.df.callActivity("pay"), context.df.callActivity("ship"));
  const at = Date.now();
`;
    for (const end of [
      "",
      "  // all of th",
      "  /* all of */ ",
      "  yield context.df.Task.all([",
      "});\ndf.app.activity(",
    ]) {
      const { findings } = lint({ "/app/host.json": "{}", "/app/order.js": start + end }, ["/app/order.js"]);
      const rules = findings.map(({ rule }) => rule).filter((rule) => rule !== "yield-tasks" || !end.startsWith("});"));
      assert.deepEqual(rules, ["no-wall-clock"], end);
    }
  });

  it("ends where imports, re-exports and spreads go in circles, and finds what is behind them", () => {
    const { findings } = lint(
      {
        "/app/helper.js": `export * from "./one"; export { all as table } from "./two"; import "./order";`,
        "/app/one.js": `export * from "./two"; export * from "./helper"; import { table } from "./helper";
export const all = { ...table, ...all, one: 1 };`,
        "/app/two.js": `export * from "./one"; import { all as other } from "./one";
export const all = { ...other, two: 2 }; export const price = () => Math.random();`,
      },
      ["/app/order.js"],
    );
    assert.deepEqual(
      findings.filter(({ rule }) => rule === "no-random").map(({ sink }) => sink.file),
      ["/app/two.js"],
    );
  });

  it("ends where what is spread has itself among its parts", () => {
    const { findings } = lint(
      {
        "/app/order.js": `const df = require("durable-functions");
let steps = { ...first(), ...steps, one: 1 };
steps = { ...steps, two: () => Date.now() };
function first() { return { ...steps, ...other }; }
const other = { ...first() };
df.app.orchestration("order", function* () {
  steps.two();
  return other.three();
});`,
      },
      ["/app/order.js"],
    );
    assert.ok(findings.every(({ rule }) => rule !== "unknown-durable-member"));
  });

  it("ends where a loop goes through what is made of itself", () => {
    const { findings } = lint(
      {
        "/app/order.js": `const df = require("durable-functions");
let table = { ...first(), one: function* (context) { return Date.now(); } };
table = { ...table };
function first() { return { ...table }; }
let set = new Set([function* two(context) { return Date.now(); }]);
set = new Set(set);
for (const [name, handler] of Object.entries(table)) df.app.orchestration(name, handler);
for (const handler of set) df.app.orchestration(handler.name, handler);
df.app.orchestration("three", function* () { return Date.now(); });`,
      },
      ["/app/order.js"],
    );
    assert.ok(findings.some(({ place }) => place.start.line === 9));
  });
});

function lint(files: Readonly<Record<string, string>>, asked: readonly string[]): LintResult {
  return createLint(memorySourceFiles({ "/app/order.js": orchestrator, ...files }))(request(asked));
}

function request(files: readonly string[]) {
  return { files, severities: {}, followPackages: false };
}
