import assert from "node:assert/strict";
import { readFileFacts } from "../../../src/project/registrations";

const found = (text: string) =>
  readFileFacts(text).registrations.map(({ kind, name, line }) => `${line} ${kind} ${name}`);

describe("functions that a file registers", () => {
  const cases: readonly [title: string, text: string, expected: readonly string[]][] = [
    [
      "orchestrators, activities and entities",
      `df.app.orchestration("a", f);\ndf.app.activity('b', {});\ndf.app.entity(\`c\`, f)`,
      ["1 orchestration a", "2 activity b", "3 entity c"],
    ],
    [
      "TypeScript with annotations",
      `const a: df.ActivityHandler = (x: string): number => x.length / 2;\nexport const b = df.app.orchestration("b", function* (context: df.OrchestrationContext) {});`,
      ["2 orchestration b"],
    ],
    [
      "TypeScript with type arguments",
      `df.app.entity<number>("a", f);\ndf.app.entity<Map<string, number>>("b", f);`,
      ["1 entity a", "2 entity b"],
    ],
    [
      "the output of tsc",
      `const df = __importStar(require("durable-functions"));\ndurable_functions_1.app.orchestration("x", chain);`,
      ["2 orchestration x"],
    ],
    [
      "HTTP and other triggers, also of durable clients",
      `app.http("start", {}); df.app.client.timer("tick", {}); app2.storageQueue("q", {})`,
      ["1 other start", "1 other tick", "1 other q"],
    ],
    ["names in constants", `const name = "hello";\ndf.app.activity(name, { handler: () => 1 });`, ["2 activity hello"]],
    [
      "names in constants that tsc exports",
      `exports.B = exports.A = void 0;\nexports.A = 'first';\nfunction* run() {}\ndf.app.orchestration(exports.A, run);\ndf.app.activity(exports.B, {});`,
      ["3 orchestration first"],
    ],
    ["no name that is set twice", `{ const n = "a" } { const n = "b" } df.app.activity(n, {});`, []],
    [
      "no computed name",
      'df.app.activity("a" + b, {}); df.app.activity(`x${y}`, {}); df.app.activity(name(), {});',
      [],
    ],
    [
      "nothing in comments, strings and regular expressions",
      `// df.app.activity("a", {})\n/* df.app.activity("b", {}) */ const s = 'df.app.activity("c", {})'; const r = /df.app.activity("d", )/g;`,
      [],
    ],
    [
      "code after a regular expression with quotes",
      `const r = /["'/]/.test(s) ? 1 / 2 : 3;\ndf.app.activity("a", {})`,
      ["2 activity a"],
    ],
    ["code after a division", `const r = (a + b) / 2; df.app.activity("a", {}) // "/`, ["1 activity a"]],
    [
      "code after templates with code in them",
      "const s = `a ${b ? `c ${d}` : '}'} ' `;\ndf.app.activity('a', {})",
      ["2 activity a"],
    ],
    [
      "lines across multi-line templates and comments",
      "/*\n\n*/ const s = `\n${\n1}\n`;\ndf.app.activity('a', {})",
      ["7 activity a"],
    ],
    [
      "names with escapes and letters of any script",
      String.raw`df.app.orchestration("bestellung\u00fc", f); df.app.orchestration('订单', f)`,
      ["1 orchestration bestellungü", "1 orchestration 订单"],
    ],
    ["calls over several lines", `df\n  .app\n  .orchestration(\n    "a",\n    f)`, ["2 orchestration a"]],
    ["nothing in text that is no code", "\u0000`${ /* \" ' [", []],
  ];
  for (const [title, text, expected] of cases) it(`finds ${title}`, () => assert.deepEqual(found(text), expected));

  it("never throws, whatever the prefix", () => {
    const text =
      "#!/usr/bin/env node\nconst s = `a ${b('x', /[/\"]/)} `; /* c */ df.app.orchestration('a\\u{1F600}', function* () {})";
    for (let end = 0; end <= text.length; end++) readFileFacts(text.slice(0, end));
    assert.deepEqual(found(text), ["2 orchestration a😀"]);
  });

  it("names the relative modules that a file loads, and no packages", () => {
    const text = `import "./a"; import x from "../b.js"; export * from './c'; const d = require("./d"); import("./e"); require("fs"); import type { T } from "@x/y"`;
    assert.deepEqual(readFileFacts(text).imports, ["./a", "../b.js", "./c", "./d", "./e"]);
  });
});
