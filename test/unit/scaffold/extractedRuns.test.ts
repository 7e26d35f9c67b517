import assert from "node:assert/strict";
import vm from "node:vm";
import ts from "typescript";
import { extraction } from "../../../src/scaffold/extract/extraction";
import { planExtraction } from "../../../src/scaffold/extract/extractionPlan";
import { readProjectFacts } from "../../../src/scaffold/readFacts";
import { parseFile } from "../../../src/syntax/parse";
import { memoryReader } from "../../support/memoryFiles";

const app = {
  "/app/host.json": `{ "version": "2.0" }`,
  "/app/tsconfig.json": `{ "compilerOptions": { "outDir": "dist", "rootDir": "." } }`,
  "/app/package.json": `{ "main": "dist/src/functions/*.js", "dependencies": { "durable-functions": "^3.5.0" } }`,
};

const helpers = [
  "const log = [];",
  "function send(...values) { log.push(JSON.stringify(values)); return values.length; }",
  "function read(n = 1) { return n + 1; }",
];

/** The file with the code between « and » extracted as `moved`; or why it is left as it is. */
async function extracted(marked: string, file: string) {
  const start = marked.indexOf("«");
  const end = marked.indexOf("»") - 1;
  const text = marked.replace(/[«»]/g, "");
  const parsed = parseFile(file, text);
  assert.ok(parsed, text);
  const facts = await readProjectFacts(memoryReader({ ...app, [file]: text }), "/app");
  const request = { selection: { start, end }, name: "moved", types: {}, style: facts.style, indent: "    " };
  const found = extraction(parsed, request);
  if (found?.kind !== "extracted") return { before: text, after: "", refused: found?.reason ?? "nothing to extract" };
  const { value: plan, problems } = planExtraction({ file, text, name: "moved" }, found, facts);
  if (!plan) return { before: text, after: "", refused: problems[0]?.message ?? "" };
  const edits = plan.edits.flatMap((each) => each.edits);
  const after = edits
    .toSorted((one, other) => other.range.start - one.range.start)
    .reduce((now, { range, text: put }) => now.slice(0, range.start) + put + now.slice(range.end), text);
  return { before: text, after };
}

type Handler = (input: unknown) => unknown;
type Run = (context: object) => Generator<unknown, unknown, unknown>;

/** What an orchestrator returns and what it did, each activity called with a stored copy of its input. */
async function runs(text: string): Promise<readonly unknown[]> {
  const activities = new Map<string, Handler>([["plus", (n) => Number(n) + 1]]);
  let run: Run | undefined;
  const sdk = {
    app: {
      orchestration: (_: string, code: Run) => (run = code),
      activity: (name: string, { handler }: { handler: Handler }) => activities.set(name, handler),
    },
  };
  const code = ts.transpile(text.replace(/^import .*$/gm, ""), { target: ts.ScriptTarget.ESNext });
  const evaluated = vm.runInThisContext(`(function (df) {${code}
return log;})`) as (df: object) => unknown[];
  const log = evaluated(sdk);
  const context = {
    log: (...values: unknown[]) => log.push(values),
    df: {
      instanceId: "i",
      currentUtcDateTime: new Date(0),
      getInput: () => ({ id: "a", n: 2, rows: [{ p: 3 }, { p: 1 }, { p: 2 }], on: true }),
      callActivity: (name: string, input?: unknown) => ({ name, input: stored(input) }),
    },
  };
  assert.ok(run);
  const steps = run(context);
  let step = steps.next();
  while (!step.done) {
    const { name, input } = step.value as { name: string; input: unknown };
    try {
      const result = stored(await activities.get(name)?.(input));
      step = steps.next(result);
    } catch (error) {
      step = steps.throw(error);
    }
  }
  return [stored(step.value), log];
}

function stored(value: unknown): unknown {
  return value === undefined ? undefined : JSON.parse(JSON.stringify(value));
}

const orchestrator = (lines: readonly string[], head = "function* (context)") =>
  [
    'import * as df from "durable-functions";',
    ...helpers,
    `df.app.orchestration("order", ${head} {`,
    ...lines.map((line) => `  ${line}`),
    "});",
    "",
  ].join("\n");

type Case = readonly [what: string, lines: readonly string[], head?: string];
type RefusedCase = readonly [what: string, reason: RegExp, lines: readonly string[], head?: string];

const sound: readonly Case[] = [
  [
    "nested destructuring",
    [
      "const { rows: [{ p }, ...rest], id = 'x' } = context.df.getInput();",
      "«const sum = rest.reduce((a, { p: q }) => a + q, p);",
      "send(id);»",
      "return sum;",
    ],
  ],
  [
    "destructuring in selection",
    ["const o = context.df.getInput();", "«const { rows: [{ p }], id: key = 'x' } = o;»", "return p + key;"],
  ],
  [
    "conditional assignment",
    ["const { on, n } = context.df.getInput();", "let total = 5;", "«if (!on) { total = n; }»", "return total;"],
  ],
  [
    "loop carried",
    [
      "let last = 0;",
      "for (const row of context.df.getInput().rows) {",
      "  «if (last) send(last);",
      "  last = row.p;»",
      "}",
    ],
  ],
  [
    "loop carried only written after use",
    ["const seen = [];", "let k = 0;", "while (k < 3) {", "  «k = k + 1;»", "}", "return 1;"],
  ],
  [
    "sorted copy",
    [
      "const o = context.df.getInput();",
      "const best = «[...o.rows].sort((a, b) => a.p - b.p)[0]»;",
      "return [best, o.rows];",
    ],
  ],
  ["own object mutated", ["«const o = { a: 1 };", "o.a = 2;»", "return o;"]],
  ["arguments of an own function", ["«const r = (function () { return arguments.length; })(1, 2);»", "return r;"]],
  ["optional chain whole", ["const q = context.df.getInput().missing;", "return [«q?.a.b»];"]],
  ["for of right", ["for (const i of «[1, 2]») send(i);"]],
  ["unbraced with block scoped whole", ["const { on } = context.df.getInput();", "if (!on) «send(1);»", "return 1;"]],
  ["var in block", ["{ «var x = read(); const y = 2;» send(y); }", "return x;"]],
  [
    "label inside",
    [
      "«outer: for (const a of [1, 2]) {",
      "  for (const b of [1, 2]) { if (b === a) continue outer; send(a, b); }",
      "}»",
    ],
  ],
  ["try", ["«let r;", "try { r = JSON.parse('{'); } catch (e) { r = 'bad'; }»", "return r;"]],
  ["assigned in try", ["let r = 'old';", "try { «r = JSON.parse('{');» } catch (e) { send(1); }", "return r;"]],
  ["assigned in own try", ["let r = 'old';", "«try { r = JSON.parse('{'); } catch { send(1); }»", "return r;"]],
  ["template", ["const id = 'a';", "const t = `x ${«id + 1»} y`;", "return t;"]],
  ["comments at the edges", ["«// note", "send(1); // pays»", "return 1;"]],
  ["block comment before", ["«/* a */ send(1);»"]],
  ["whole body", ["«const a = read();", "send(a);»"]],
  ["destructured context", ["«send(1);»", "return 1;"], "function* ({ df: d })"],
  ["destructured context 2", ["const n = d.getInput().n;", "«send(n);»", "return 1;"], "function* ({ df: d, log: l })"],
  [
    "name movedResult",
    [
      "const movedResult = 1;",
      "let total = 1;",
      "«total += 1;",
      "const b = total;»",
      "return [movedResult, total, b];",
    ],
  ],
  ["async inside", ["«const all = [1].map(async (x) => { await 1; return x; });", "send(all.length);»", "return 1;"]],
  ["closure read later", ["let total = 1;", "const get = () => total;", "«total = read(4);»", "return get();"]],
  ["closure modifies", ["let total = 1;", "«[1, 2].forEach((x) => { total += x; });»", "return total;"]],
  ["closure assigns", ["let total = 1;", "«[].forEach((x) => { total = x; });»", "return total;"]],
  ["let reassigned later", ["«let a = read();»", "a = a + 1;", "return a;"]],
  ["logical assignment", ["let a;", "«a ??= read();»", "return a;"]],
  ["swap", ["let a = 1, b = 2;", "«[a, b] = [b, a];»", "return [a, b];"]],
  [
    "object destructuring assign",
    ["let n, id;", "const o = context.df.getInput();", "«({ n, id } = o);»", "return [n, id];"],
  ],
  ["for in write", ["let key;", "«for (key in { a: 1, b: 2 }) send(key);»", "return key;"]],
  ["sequence", ["let a = 0;", "return («send(1), 2»);"]],
  ["compound with read order", ["let t = 1;", "t += «read(3)»;", "return t;"]],
  ["generator in selection", ["«function* ids() { yield 1; }", "send(...ids());»", "return 1;"]],
  ["multi declarator", ["«const a = 1, b = a + 1;»", "return [a, b];"]],
  ["computed key", ["const k = 'a';", "return { [«k + 1»]: 2 };"]],
  ["throws", ["«if (read() > 5) throw new Error('x');»", "return 1;"]],
  ["directive", ["«'use strict';»", "return 1;"]],
  [
    "switch case body",
    [
      "switch (context.df.getInput().n) {",
      "  case 2:",
      "    «const a = read();",
      "    send(a);»",
      "    return a;",
      "}",
    ],
  ],
  ["multi-line string", ["«const t = 'a\\", "    b';»", "return t;"]],
  ["uninitialised", ["let a;", "const b = 1;", "«if (b) a = b;»", "return a;"]],
];

const unsound: readonly RefusedCase[] = [
  [
    "shorthand",
    /whole statements/,
    ["const id = context.df.getInput().id;", "const x = «({ id, n: 1 })»;", "return x;"],
  ],
  [
    "mutated array",
    /gets a copy/,
    ["const rows = context.df.getInput().rows;", "«rows.push({ p: 9 });»", "return rows.length;"],
  ],
  ["mutated object", /gets a copy/, ["const o = context.df.getInput();", "«o.n = 9;»", "return o.n;"]],
  [
    "mutated through alias",
    /gets a copy/,
    ["const o = context.df.getInput();", "«const first = o.rows[0];", "first.p = 9;»", "return o.rows[0].p;"],
  ],
  [
    "mutated in for of",
    /gets a copy/,
    ["const o = context.df.getInput();", "«for (const r of o.rows) r.p = 0;»", "return o.rows;"],
  ],
  [
    "mutated in forEach",
    /gets a copy/,
    ["const o = context.df.getInput();", "«o.rows.forEach((r) => { r.p *= 2; });»", "return o.rows;"],
  ],
  [
    "sort",
    /gets a copy/,
    [
      "const o = context.df.getInput();",
      "const best = «o.rows.sort((a, b) => a.p - b.p)[0]»;",
      "return [best, o.rows];",
    ],
  ],
  ["delete", /gets a copy/, ["const o = context.df.getInput();", "«delete o.n;»", "return o;"]],
  ["Object.assign", /gets a copy/, ["const o = context.df.getInput();", "«Object.assign(o, { n: 7 });»", "return o;"]],
  ["set input", /cannot be stored/, ["const seen = new Set(['a']);", "«send(seen.has('a'));»"]],
  ["set result", /cannot be stored/, ["«const seen = new Set(['a']);»", "return seen.has('a');"]],
  ["date input", /cannot be stored/, ["const now = context.df.currentUtcDateTime;", "«send(now.getTime());»"]],
  ["date result", /makes something/, ["const when = «new Date(0)»;", "return when.getTime();"]],
  ["date result statement", /cannot be stored/, ["«const when = new Date(0);»", "return when.getTime();"]],
  ["regexp", /cannot be stored/, ["const word = /a/;", "«send(word.test('a'));»"]],
  ["function result", /cannot be stored/, ["«const twice = (x) => 2 * x;»", "return twice(2);"]],
  ["hoisted function result", /whole statements/, ["«function twice(x) { return 2 * x; }»", "return twice(2);"]],
  ["class result", /whole statements/, ["«class A { n = 1; }»", "return new A().n;"]],
  ["function expression", /makes something/, ["return [1, 2].map(«(x) => x * 2»);"]],
  ["function by call", /cannot be stored/, ["const f = [(x) => x][0];", "«send(f(1));»"]],
  ["alias of context", /cannot be stored/, ["const ctx = context;", "«ctx.log('x');»"]],
  ["const df", /cannot be stored/, ["const { df: d } = context;", "«send(d.instanceId);»"]],
  [
    "task input",
    /cannot be stored/,
    ["const task = context.df.callActivity('plus', 1);", "«send(typeof task.name);»", "return yield task;"],
  ],
  ["this in arrow", /uses this/, ["«send([1].map(() => this));»"]],
  ["arguments", /uses arguments/, ["«send(arguments.length);»"]],
  ["arguments in arrow", /uses arguments/, ["«send([1].map(() => arguments.length));»"]],
  [
    "optional chain part",
    /optional chain/,
    ["const o = context.df.getInput();", "const q = undefined;", "return [«q?.a».b, o.n];"],
  ],
  ["optional chain part 2", /optional chain/, ["const q = context.df.getInput().missing;", "return [«q?.a».b];"]],
  ["for head", /loop's head/, ["for («let i = 0»; i < 2; i++) send(i);"]],
  ["for of head", /loop's head/, ["for («const i» of [1, 2]) send(i);"]],
  [
    "unbraced if",
    /put braces/,
    ["const { on } = context.df.getInput();", "let a = 0, b = 0;", "if (!on) «[a, b] = [1, 2];»", "return [a, b];"],
  ],
  ["var twice", /once more/, ["var x = 1;", "«var x = x + 1;»", "return x;"]],
  [
    "label outside",
    /leaves a loop/,
    [
      "outer: for (const a of [1, 2]) {",
      "  «for (const b of [1, 2]) { if (b === a) continue outer; send(a, b); }»",
      "}",
    ],
  ],
  [
    "continue in switch",
    /leaves a loop/,
    ["for (const a of [1, 2]) {", "  «switch (a) { case 1: continue; default: send(a); }»", "}"],
  ],
  ["catch variable", /cannot be stored/, ["try { throw new Error('x'); } catch (e) { «send(e.message);» }"]],
  ["template text", /whole statements/, ["const t = `x «y» z`;", "return t;"]],
  ["half a string", /whole statements/, ["const t = 'x «y» z';", "return t;"]],
  ["tag", /makes something/, ["return «String.raw»`a`;"]],
  ["assignment target object", /changed by/, ["const o = context.df.getInput();", "«o.rows».length = 0;", "return o;"]],
  [
    "mutating receiver",
    /changed by/,
    ["const o = context.df.getInput();", "«o.rows».push(1);", "return o.rows.length;"],
  ],
  ["deleted", /changed by/, ["const o = context.df.getInput();", "delete «o.n»;", "return o;"]],
  ["default parameter", /no activity can be called/, ["return x;"], "function* (context, x = «read()»)"],
  ["class field", /no activity can be called/, ["class A { n = «read()»; }", "return new A().n;"]],
  ["static block", /no activity can be called/, ["class A { static { «send(1);» } }", "return 1;"]],
  ["heritage", /a name only/, ["class A extends «Object» {}", "return 1;"]],
  ["comment only", /whole statements/, ["«// note»", "send(1);"]],
  ["shadowed context", /uses context/, ["for (const context of [1, 2]) {", "  «send(context);»", "}"]],
  [
    "shadowed context 2",
    /another variable/,
    ["for (const context of [1, 2]) {", "  «send(2);»", "  send(context);", "}"],
  ],
  ["self reference", /cannot be stored/, ["«send(self.name);»"], "function* self(context)"],
  ["const from input reassigned", /assigns a:/, ["let a = 1;", "const b = «a++»;", "return [a, b];"]],
  ["expression assigning", /assigns a:/, ["let a = 1;", "const b = «(a = 5) + 1»;", "return [a, b];"]],
  ["bigint", /cannot be stored/, ["const big = 1n;", "«send(String(big + 1n));»"]],
  ["one declarator", /whole statements/, ["const «a = 1», b = 2;", "return [a, b];"]],
  ["spread", /a name only/, ["const a = [1];", "send(...«a»);"]],
  ["object with method", /whole statements/, ["const o = «({ a() { return 1; } })»;", "return o.a();"]],
  ["object with function", /cannot be stored/, ["«const o = { a: () => 1 };»", "return o.a();"]],
  ["typeof", /a name only/, ["return typeof «read»;"]],
  ["void result then undefined", /a name only/, ["const a = «undefined»;", "return a === undefined;"]],
];

const file = "/app/src/functions/order.ts";

describe("extracted code", () => {
  for (const [what, lines, head] of sound)
    it(`does what it did: ${what}`, async () => {
      const { before, after, refused } = await extracted(orchestrator(lines, head), file);
      assert.equal(refused, undefined);
      assert.deepEqual(parseFile(file, after)?.errors, [], after);
      assert.deepEqual(await runs(after), await runs(before), after);
    });

  for (const [what, reason, lines, head] of unsound)
    it(`is refused where it would do something else: ${what}`, async () => {
      const { after, refused } = await extracted(orchestrator(lines, head), file);
      assert.match(refused ?? "", reason, after);
    });
});
