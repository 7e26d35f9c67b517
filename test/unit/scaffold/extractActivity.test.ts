import assert from "node:assert/strict";
import { parseFile } from "../../../src/syntax/parse";
import { extractable } from "../../../src/scaffold/extract/extractable";
import { extractActivity } from "../../../src/scaffold/extract/extractActivity";

const style = { indent: "  ", quote: '"', semicolons: true, lineEnd: "\n" } as const;

/** Text with the selection between « and ». */
function extract(marked: string, file = "/app/order.ts"): { code: string; handler: string } | string | undefined {
  const start = marked.indexOf("«");
  const end = marked.indexOf("»") - 1;
  const text = marked.replace(/[«»]/g, "");
  const parsed = parseFile(file, text);
  assert.ok(parsed);
  const found = extractable(parsed, { start, end });
  if (found?.kind !== "extractable") return found?.reason;
  const activity = extractActivity(parsed, found, "moved", style);
  const { call, parameter } = activity;
  const handler = `async (${parameter}) => {\n${activity.body("  ")}\n}`;
  return { code: text.slice(0, call.range.start) + call.text + text.slice(call.range.end), handler };
}

const orchestrator = (...lines: readonly string[]) =>
  [
    'import * as df from "durable-functions";',
    "const rate = 2;",
    'df.app.orchestration("order", function* (context: df.OrchestrationContext) {',
    ...lines.map((line) => `  ${line}`),
    "});",
  ].join("\n");

function check(before: readonly string[], after: readonly string[], handler: readonly string[]): void {
  assert.deepEqual(extract(orchestrator(...before)), { code: orchestrator(...after), handler: handler.join("\n") });
}

describe("extract to activity", () => {
  it("hands one variable as it is, and several by name", () => {
    check(
      ["const id: string = context.df.getInput();", "«sendMail(id);»"],
      ["const id: string = context.df.getInput();", 'yield context.df.callActivity("moved", id);'],
      ["async (id: string) => {", "  sendMail(id);", "}"],
    );
    check(
      ["const id = 'a';", "const n = yield context.df.callActivity('n');", "const sum = «id.length + n * rate»;"],
      [
        "const id = 'a';",
        "const n = yield context.df.callActivity('n');",
        'const sum = yield context.df.callActivity("moved", { id, n });',
      ],
      ["async ({ id, n }: { id: string; n: any }) => {", "  return id.length + n * rate;", "}"],
    );
  });

  it("gives back what the orchestrator reads afterwards", () => {
    check(
      ["«const a = read();", "let b = a + 1;»", "b++;", "return b;"],
      ['let b = yield context.df.callActivity("moved");', "b++;", "return b;"],
      ["async () => {", "  const a = read();", "  let b = a + 1;", "  return b;", "}"],
    );
    check(
      ["«const a = read();", "const b = read();»", "return a + b;"],
      ['const { a, b } = yield context.df.callActivity("moved");', "return a + b;"],
      ["async () => {", "  const a = read();", "  const b = read();", "  return { a, b };", "}"],
    );
  });

  it("assigns what was declared before", () => {
    check(
      ["let total: number;", "«total = read();»", "return total;"],
      ["let total: number;", 'total = yield context.df.callActivity("moved");', "return total;"],
      ["async () => {", "  let total: number;", "  total = read();", "  return total;", "}"],
    );
    check(
      ["let total = 0;", "for (const line of lines) {", "  «total += line.price;»", "}", "return total;"],
      [
        "let total = 0;",
        "for (const line of lines) {",
        '  total = yield context.df.callActivity("moved", { total, line });',
        "}",
        "return total;",
      ],
      ["async ({ total, line }: { total: number; line: any }) => {", "  total += line.price;", "  return total;", "}"],
    );
    check(
      ["let total = 0;", "«total += 1;", "const b = total;»", "return total + b;"],
      [
        "let total = 0;",
        'const movedResult = yield context.df.callActivity("moved", total);',
        "total = movedResult.total;",
        "const b = movedResult.b;",
        "return total + b;",
      ],
      ["async (total: number) => {", "  total += 1;", "  const b = total;", "  return { total, b };", "}"],
    );
  });

  it("yields once, and in parentheses inside of something", () => {
    check(
      ["const answer = yield «fetch(url)»;"],
      ['const answer = yield context.df.callActivity("moved");'],
      ["async () => {", "  return fetch(url);", "}"],
    );
    check(
      ["log(«Date.now()» + 1);"],
      ['log((yield context.df.callActivity("moved")) + 1);'],
      ["async () => {", "  return Date.now();", "}"],
    );
  });

  it("keeps the lines of texts in backticks", () => {
    check(
      ["«const text = `a", "  b`;", "if (text) {", "  send(text);", "}»"],
      ['yield context.df.callActivity("moved");'],
      ["async () => {", "  const text = `a", "    b`;", "  if (text) {", "    send(text);", "  }", "}"],
    );
  });

  it("writes no types in JavaScript", () => {
    const code =
      "module.exports = df.orchestrator(function* (context) {\n  const { a, b } = context.df.getInput();\n  «run(a, b);»\n});";
    assert.deepEqual(extract(code, "/app/index.js"), {
      code: 'module.exports = df.orchestrator(function* (context) {\n  const { a, b } = context.df.getInput();\n  yield context.df.callActivity("moved", { a, b });\n});',
      handler: "async ({ a, b }) => {\n  run(a, b);\n}",
    });
  });

  for (const [what, lines, reason] of [
    ["half a statement", ["const a = «read(); send»(a);"], /whole statements/],
    ["what is assigned to", ["let a;", "«a» = 1;"], /whole statements/],
    ["what is called", ["«send»(1);"], /whole statements/],
    ["a yield", ["«yield context.df.callActivity('a');»"], /holds a yield/],
    ["the context", ["«send(context.df.instanceId);»"], /uses context/],
    ["a return", ["«if (rate) return 1;»", "return 2;"], /returns from/],
    ["a break of a loop around", ["for (;;) {", "  «if (rate) break;»", "}"], /leaves a loop/],
    ["a function of the orchestrator", ["const help = () => 1;", "«send(help());»"], /uses help/],
    ["code of a callback", ["[1].map((x) => «x + 1»);"], /function inside/],
  ] as const) {
    it(`refuses ${what}, and says why`, () => {
      const found = extract(orchestrator(...lines));
      assert.match(typeof found === "string" ? found : JSON.stringify(found), reason);
    });
  }

  it("moves a loop with its own break", () => {
    check(
      ["«for (;;) {", "  if (rate) break;", "}»"],
      ['yield context.df.callActivity("moved");'],
      ["async () => {", "  for (;;) {", "    if (rate) break;", "  }", "}"],
    );
  });

  it("says nothing outside of orchestrators", () => {
    assert.equal(extract("function price(a) {\n  «return a;»\n}"), undefined);
    assert.equal(extract("function* ids() {\n  «send(1);»\n  yield 1;\n}"), undefined);
  });
});
