import assert from "node:assert/strict";
import vm from "node:vm";
import { originalColumn } from "../../../src/instrument/insertions";
import { instrument } from "../../../src/instrument/instrument";

/** Runs instrumented code under a clock that counts and notes every site. */
function run(source: string): { readonly result: unknown; readonly lines: readonly number[] } {
  const { code, sites } = instrument(source, { firstSite: 0 });
  const lines: number[] = [];
  const $$clock = { t: 0, s: 0, b: new Uint8Array(1000), g: -1, u: 0, h: note, m: (_: number, task: unknown) => task };
  function note(site: number): void {
    const found = sites[site];
    assert.equal(found?.ticked, true);
    lines.push(found.line);
  }
  return { result: vm.runInNewContext(code, { $$clock }), lines };
}

/** Code whose last value must not change when it is instrumented. */
const samples: Record<string, string> = {
  "statements without semicolons": "let a = 1\na += 2\n;[a] = [a * 2]\na",
  "named functions and classes":
    "const f = () => 1; const C = class {}; const g = function () {}; f.name + C.name + g.name",
  "arrow functions with expression bodies": "((a, b = (x) => x + 1) /* => */ => b(a))(41)",
  "loops, labels and switch":
    "let n = 0; outer: for (let i = 0; i < 4; i++) { for (const j of [1, 2]) { if (j > 1) continue outer; n += j; } } switch (n) { case 4: let x = n; n = x + 1; break; default: n = 0 } while (n < 7) n++; do { n++ } while (n < 9); n",
  "endless loops": "let n = 0; for (;;) { if (++n > 3) break } n",
  "generators and delegation":
    "function* inner(a) { const b = yield a; return b * 2 } function* outer() { return (yield* inner(1)) + (yield 5) } const g = outer(); g.next(); g.next(10); g.next(1).value",
  "optional chains": "const o = { callActivity: () => ({ x: { y: () => 7 } }) }; o?.callActivity()?.x.y()",
  "exceptions, with and without a name":
    "let s = ''; try { throw new Error('a') } catch ({ message }) { s += message } try { null.x } catch { s += 'b' } finally { s += 'c' } s",
  "patterns in parameters and declarations":
    "function f({ a, b: [c = 3, ...d] = [] }, ...[e]) { var { g = a + c } = {}; return [a, c, d.length, e, g].join() } f({ a: 1, b: [undefined, 2, 3] }, 9)",
  "directives first":
    "function strict() { 'use strict'\n return this === undefined } function sloppy() { return typeof this } [strict(), sloppy()].join()",
  "arguments and var":
    "function f(a) { arguments[0] = 5; var arguments_ = arguments.length; return [a, arguments_].join() } f(1, 2)",
  "classes with static blocks and fields":
    "class A { static n = 1; static { var k = 2; this.n += k } #p = A.n; get p() { return this.#p } } new A().p",
  "hashbang and comments": "#!/usr/bin/env node\n// first\nconst a = 1 // one\n/* two */ a",
};

describe("instrumented code", () => {
  for (const [name, source] of Object.entries(samples))
    it(`keeps its value: ${name}`, () => assert.deepEqual(run(source).result, vm.runInNewContext(source)));

  it("ticks once for each statement that runs, in order", () => {
    const source = "let n = 0;\nfor (const i of [1, 2]) {\n  if (i > 1)\n    n += i;\n}\nn;";
    assert.deepEqual(run(source).lines, [1, 2, 3, 3, 4, 6]);
  });

  it("adds no line, and gives the columns back", () => {
    const source = "const first = 1, second = first + 1;\r\nfunction f(x) { return x.y(second); }\n";
    const { code, insertions } = instrument(source, { firstSite: 0 });
    const [originals, lines] = [source.split("\n"), code.split("\n")];
    assert.equal(lines.length, originals.length);
    for (const [index, name] of [
      [0, "second"],
      [1, "x.y"],
    ] as const) {
      const column = lines[index]?.indexOf(name, lines[index].indexOf("||(")) ?? -1;
      assert.equal(originalColumn(insertions, index + 1, column), originals[index]?.lastIndexOf(name, 34));
    }
  });

  it("names every variable of a scope in a closure that is never made", () => {
    const kept = (source: string) =>
      [...instrument(source, { firstSite: 0 }).code.matchAll(/0&&\(\(\)=>\[(.*?)\]\);/g)].map(([, names]) => names);
    assert.deepEqual(kept("function f({ a }, b) { var c; { let d; class E {} } }"), ["f", "c,a,b", "d,E"]);
    assert.deepEqual(kept("for (const x of []) { f(x) }"), ["x"]);
    assert.deepEqual(kept("try { } catch (error) { }"), ["error"]);
    assert.deepEqual(kept("switch (1) { case 1: case 2: const a = 1; default: let b }"), ["a,b"]);
    assert.deepEqual(kept("f()"), []);
  });

  it("tells output that is compiled for ES5", () => {
    const source = "var f = function () {\n  return __generator(this, function (_a) { return [2]; });\n};";
    assert.equal(instrument(source, { firstSite: 0 }).downlevelLine, 2);
  });

  it("knows the innermost function of every statement", () => {
    const source = "a();\nfunction f() {\n  b();\n  const g = () => c();\n  d();\n}\ne(function h() { i() }, j());";
    const { sites, functions } = instrument(source, { firstSite: 0 });
    const owners = sites.map(({ line, functionIndex }) => `${line} ${functions[functionIndex]?.name ?? "module"}`);
    assert.deepEqual(owners.sort(), ["1 module", "3 f", "4 ", "5 f", "7 h", "7 module"]);
  });
});
