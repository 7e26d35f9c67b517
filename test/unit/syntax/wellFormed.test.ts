import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { parseFile } from "../../../src/syntax/parse";
import { parseTolerantly } from "../../../src/syntax/tolerantParse";
import { summarizeFile } from "../../../src/syntax/summarize";
import { nestsTypeArguments } from "../../../src/syntax/typeArgumentDepth";
import { parseWellFormed } from "../../../src/syntax/wellFormed";

const typeScript = [
  "abstract class A<T> extends B<T> implements C, D<T> { abstract a(): void; abstract b: string; static { f(); } }",
  "class A extends Z { constructor(private readonly a: string, public b = 1, @Inject() c?: D) { super(); } #x = 1; has(o) { return #x in o; } }",
  "@Component({ a: 1 }) class A extends B { @Input() accessor name!: string; @on get b() { return 1; } declare c: number; override d?(): void; }",
  "class A { a(): void; a(b?: string): void {} [key: string]: unknown; static async *b<T>(this: A, ...c: T[]): AsyncGenerator<T> { yield* c; } }",
  "enum A { a = 1, 'b-c' = a << 1, d } const enum E { x } declare enum F { y }",
  "namespace A.B { export const c = 1; } declare module 'x' { export default y; } declare global { interface Window { a: 1 } }",
  "import a = require('a'); import B = A.C; export = a;",
  "import type { A } from 'a'; import { type B, c as d } from 'b'; import type * as E from 'e'; export type { A } from 'a'; export * as f from 'f';",
  "import json from './a.json' with { type: 'json' }; const b = await import('./b.js', { with: {} });",
  "export default abstract class {} export { a as 'string name' } from 'a';",
  "type A = readonly [a: string, b?: number, ...rest: C[]] | `x${B}y` | unique symbol | typeof import('a').b<C>;",
  "type M = { readonly [K in keyof T as `get${K}`]-?: T[K] extends infer U extends string ? U : never } & { new (a: B): C; (): D; get e(): F };",
  "function is(a: unknown): a is string; function ok(a): asserts a is B; function f<const T extends A = B>(this: C, a?: T): asserts a {}",
  "const a = b as const; const c = <D>e; const f = g!; const h = i satisfies J; k!.l![m]!++; (n as O).p = 1; [q as R] = s;",
  "const a = b?.c!.d?.[e]?.(f)!; const g = new H<I>(); const j = k<L>; const m = n<O>`p${q}r`; super_<A>(b);",
  "let a!: string, b: typeof c.d = e; using f = g(); label: for (const h of i) continue label;",
  "const a = async <T,>(b: T): Promise<T> => { await b; }; const c = (d?: E, { f, ...g }: H = {}, [i = 1]: J): k is L => true;",
  "export declare function a(b: C): D; declare const e: F, g; export abstract class H {} export default interface I { j(): k }",
  "for await (const a of b) {} if (a) b; else c; do d; while (e); switch (f) { case 1: default: } try { g } catch { h } finally { i }",
  "interface A<in out T> extends B, C<T> { d?(e: F): g; readonly [h: string]: i; new <J>(k: J): L }",
  "type A = abstract new () => B; type C = asserts_; type D = (E); type F = G[number]['h'][]; type I = -1 | 1n | 'j' | true | null;",
];

const javaScript = [
  "'use strict'; function* a({ b, c: [d = 1, ...e], ...f }, ...g) { const h = yield* i; yield; return { ...h, [j]: 1, 'k': 2, l() {}, get m() { return 1 }, set m(n) {}, async *o() {} }; }",
  "const a = b ?? ((c || d) && e ** f); g ||= h; i &&= j; k ??= l; m = (n, o); p = q ? r : s; typeof void delete t.u;",
  "const a = /b(?<c>d)/giu, e = /[f--g]/v, h = 1_000n, i = 0x1f, j = .5e3, k = 'l\\u{1F600}\\n', m = `n${`o${p}`}\\q`;",
  "class A extends (b, C) { static #d = 1; static async #e() {} static { this.#d; } 'f' = 1; [g] = 2; get h() { return new.target; } static async *[i]() {} }",
  "a < b > (c); d<e>(f); g = (h) => (i) => ({ j }); k = async l => { for await (m of n) o: for (;;) break o; }; p?.q?.[r]?.(s).t;",
  "const a = <b.c d='e' f={g} {...h}>i {/* j */} <></> {...k} &nbsp;<l:m n-o /></b.c>;",
  "#!/usr/bin/env node\nmodule.exports = { a: require('b') }; exports.c = exports.d = async function e() {}; var f, f; if (g) { function h() {} }",
  "import a, * as b from 'c'; import d, { default as e } from 'f'; export * from 'g'; export { h as hh, i }; export default async () => {}; f(import.meta.url);",
  "return_: { let of, async, get, set, type, as, from, static_; of = async; (async)(); async () => 1; }",
  "var { a = 1, b: { c } = {} } = d, [e, , f] = g; ({ h, i: j.k } = l); [m.n, ...o] = p; throw new Error('q'); debugger; ;",
];

/** Members that nothing here asks for: what only the one parser says, or the other leaves out where it is the usual. */
const others = new Set(["loc", "parent", "extra", "start", "end", "tokens", "comments", "sourceType", "interpreter"]);

describe("the two parsers", () => {
  for (const [name, texts] of Object.entries({ "a.ts": typeScript, "a.tsx": javaScript, "a.js": javaScript })) {
    for (const text of texts) it(`make one tree of ${name}: ${text.slice(0, 60)}`, () => assertSame(`/${name}`, text));
  }

  for (const folder of ["src", "test/unit", "test/support", "test/fixtures/apps", "media/sample"])
    it(`make one tree of each file of ${folder}`, () => {
      const files = codeIn(folder);
      assert.notEqual(files.length, 0);
      for (const file of files) assertSame(file, fs.readFileSync(file, "utf8"));
    });

  it("say the same of comments that turn rules off", () => {
    const text = "/* durable-disable no-random: a */\nf(); // durable-disable-line no-env: b\n";
    const [one, other] = [parseWellFormed("/a.ts", text), parseTolerantly("/a.ts", text)?.ast];
    const said = (program: typeof one) =>
      program?.comments?.map(({ type, value, range, loc }) => ({ type, value, range, line: loc.start.line }));
    assert.equal(said(one)?.length, 2);
    assert.deepEqual(said(one), said(other));
  });
});

describe("the parser of well-formed code", () => {
  for (const [file, text] of [
    ["a.ts", "const a = ;"],
    ["a.js", "const a: string = b;"],
    ["a.js", "with (a) b;"],
    ["a.ts", "function* f() { await g(); }"],
    ["a.ts", "namespace A { namespace const B = 1; }"],
    ["a.ts", "namespace const A = 1;"],
    ["a.ts", "if (a) { namespace function f() {} }"],
    ["a.ts", `f(${"(".repeat(5_000)}`],
  ] as const)
    it(`leaves ${text.slice(0, 30)} in ${file} to the other`, () => {
      assert.equal(parseWellFormed(file, text), undefined);
    });

  it("leaves deeply nested type arguments to the other, and reads those of real code", () => {
    const nested = (count: number) => `x = ${"f<a>(".repeat(count)}b${")".repeat(count)};`;
    assert.ok(parseWellFormed("a.ts", nested(6)));
    assert.equal(parseWellFormed("a.ts", nested(7)), undefined);
  });
});

describe("type arguments", () => {
  for (const piece of ["f<a>(", "f<a, b> (", "f?.<a>(<A>", "f<({ a = ", "<A>a ? "])
    it(`stand in each other in ${piece}`, () => {
      assert.ok(nestsTypeArguments(piece.repeat(8), 6));
      assert.ok(!nestsTypeArguments(piece.repeat(3), 6));
    });

  it("do not stand in each other where they follow each other, or are none", () => {
    for (const text of ["f<a>(b);", "a < b ? c : d;", "(a) => { b((c?: d) => e?.[f] ?? g); };"])
      assert.ok(!nestsTypeArguments(text.repeat(20), 1), text);
    assert.ok(!nestsTypeArguments("a(() => { b(".repeat(20), 0));
  });
});

function codeIn(folder: string): readonly string[] {
  const files = fs.readdirSync(folder, { recursive: true, withFileTypes: true }).filter((each) => each.isFile());
  const paths = files.map((each) => path.join(each.parentPath, each.name));
  return paths.filter((file) => /\.[cm]?[jt]sx?$/.test(file) && !file.includes("node_modules"));
}

function assertSame(file: string, text: string): void {
  const [found, other] = [parseFile(file, text), parseTolerantly(file, text)];
  assert.deepEqual(other?.errors, [], `${file} is damaged`);
  assert.ok(found && isWellFormed(found.ast), `${file} is refused`);
  assert.deepEqual(plain(found.ast), plain(other.ast), file);
  assert.deepEqual(summarizeFile(found).summary, summarizeFile(other).summary, file);
}

/** Only the one parser says more of a program. */
function isWellFormed(program: object): boolean {
  return "extra" in program;
}

function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value === "bigint" || value instanceof RegExp) return String(value);
  if (typeof value !== "object" || value === null) return value;
  const isUsual = (key: string, member: unknown) =>
    member === undefined ||
    member === null ||
    member === false ||
    (Array.isArray(member) && !member.length) ||
    (/^(im|ex)portKind$/.test(key) && member === "value");
  const members = Object.entries(value).filter(([key, member]) => !others.has(key) && !isUsual(key, member));
  return Object.fromEntries(
    members.sort(([one], [other]) => (one < other ? -1 : 1)).map(([key, each]) => [key, plain(each)]),
  );
}
