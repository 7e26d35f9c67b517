import assert from "node:assert/strict";
import { createLint } from "../../../src/analysis/lint";
import type { CodeFix, FindingSeverity } from "../../../src/analysis/finding";
import { memorySourceFiles } from "../../support/memorySourceFiles";

type Severities = Readonly<Record<string, FindingSeverity | "off">>;

const head = 'const df = require("durable-functions");\n';
const call = "  yield context.df.callActivity(at);\n});\n";

/** An orchestrator with these lines. */
function order(...lines: readonly string[]): string {
  return `${head}df.app.orchestration("order", function* (context) {\n${lines.map((line) => `  ${line}\n`).join("")}${call}`;
}

function lint(files: Readonly<Record<string, string>>, severities: Severities = {}, asked = Object.keys(files)) {
  return createLint(memorySourceFiles(files))({ files: asked, severities, followPackages: false }).findings;
}

function found(text: string, severities?: Severities): readonly string[] {
  return lint({ "/a.js": text }, severities).map(
    ({ place, rule, severity }) => `${place.start.line}:${place.start.column} ${severity} ${rule}`,
  );
}

function applied(text: string, { edits }: CodeFix): string {
  return [...edits]
    .sort((one, other) => other.range.start - one.range.start)
    .reduce((now, { range, text: put }) => now.slice(0, range.start) + put + now.slice(range.end), text);
}

describe("suppressions", () => {
  it("turn a rule off for the next line, for their own, and for the file", () => {
    assert.deepEqual(found(order("const at = new Date();")), ["3:14 warning no-wall-clock"]);
    assert.deepEqual(
      found(order("// durable-disable-next-line no-wall-clock: shown only", "const at = new Date();")),
      [],
    );
    assert.deepEqual(found(order("const at = new Date(); // durable-disable-line no-wall-clock: shown only")), []);
    assert.deepEqual(found(`/* durable-disable no-wall-clock: old code */\n${order("const at = new Date();")}`), []);
  });

  it("turn off only what they name, where they say", () => {
    const lines = ["// durable-disable-next-line no-random: dice", "const at = new Date(Math.random() + Date.now());"];
    assert.deepEqual(found(order(...lines)), ["4:39 warning no-wall-clock"]);
    const two = ["// durable-disable-next-line no-random, no-wall-clock: dice", ...lines.slice(1)];
    assert.deepEqual(found(order(...two, "const then = new Date();")), ["5:16 warning no-wall-clock"]);
    const late = `${order("const at = new Date();")}/* durable-disable no-wall-clock: too late */\n`;
    assert.deepEqual(found(late), ["3:14 warning no-wall-clock", "6:1 warning unused-suppression"]);
  });

  it("are read as people write them: after directives, in comments of several lines, with ESLint's marks", () => {
    const clock = "const at = new Date();";
    for (const comment of [
      "/* durable-disable no-wall-clock: old code */",
      '"use strict";\n/* durable-disable no-wall-clock: old code */',
      "/**\n * durable-disable no-wall-clock: old code\n */",
    ])
      assert.deepEqual(found(`${comment}\n${order(clock)}`), [], comment);
    for (const comment of [
      "// durable-disable-next-line durable-toolkit/no-wall-clock -- shown only",
      "/*\n * durable-disable-next-line no-wall-clock: shown\n * only\n */",
    ])
      assert.deepEqual(found(order(comment, clock)), [], comment);
  });

  it("that turn off nothing are told, whatever is wrong with them", () => {
    for (const comment of [
      "// durable-disable no-wall-clock: for the file?",
      "/* durable-disable no-wall-clock: behind code */",
      "// durable-disable-nextline no-wall-clock: slip",
      "/* durable-enable no-wall-clock */ // durable-disable-line no-random: x",
    ])
      assert.deepEqual(
        found(order("const at = 1;", comment)).filter((each) => each.startsWith("4:3")),
        ["4:3 warning unused-suppression"],
        comment,
      );
    assert.deepEqual(
      found(order("const at = 1; // durable-functions enables this; durable-disable is no comment")),
      [],
    );
  });

  it("work at the sink, at the call in the orchestrator, and at any call between", () => {
    const comment = "// durable-disable-next-line no-wall-clock: shown only\n";
    const sources = {
      "/order.js": `const { priceOf } = require("./price");\n${order("@", "const at = priceOf();")}`,
      "/price.js":
        'const { now } = require("./time");\nexports.priceOf = function priceOf() {\n@\n  return now();\n};\n',
      "/time.js": "@\nexports.now = () => Date.now();\n",
    };
    const commentIn = (file: string) =>
      Object.fromEntries(
        Object.entries(sources).map(([name, text]) => [name, text.replace(/@\n/, name === file ? comment : "")]),
      );
    assert.deepEqual(
      lint(commentIn("")).map(({ rule, chain }) => [rule, chain.length]),
      [["no-wall-clock", 2]],
    );
    for (const file of Object.keys(sources)) assert.deepEqual(lint(commentIn(file)), [], file);
    assert.deepEqual(lint(commentIn("/time.js"), {}, ["/time.js"]), [], "who calls it was not asked for");
    assert.deepEqual(lint(commentIn("/price.js"), {}, ["/price.js"]), [], "who calls it was not asked for");
  });

  it("without a reason work, and are reported", () => {
    const lines = ["// durable-disable-next-line no-wall-clock", "const at = new Date();"];
    assert.deepEqual(found(order(...lines)), ["3:3 info suppression-reason"]);
    assert.deepEqual(found(order(...lines), { "suppression-reason": "off" }), []);
  });

  it("that turn off nothing are reported, and go", () => {
    const text = order(
      "// durable-disable-next-line no-wall-clock: old",
      "const at = 1; // durable-disable-line no-random: old",
    );
    const findings = lint({ "/a.js": text });
    assert.deepEqual(
      findings.map(({ rule, message }) => [rule, message]),
      [
        ["unused-suppression", "`no-wall-clock` finds nothing here. Remove it from the comment."],
        ["unused-suppression", "`no-random` finds nothing here. Remove it from the comment."],
      ],
    );
    const [first, second] = findings.map(({ suggestions: [suggestion] }) => suggestion);
    assert.ok(first && second);
    assert.equal(applied(applied(text, second), first), order("const at = 1;"));
  });

  it("of several rules lose the one that turns off nothing", () => {
    const lines = ["// durable-disable-next-line no-random, no-wall-clock: old", "const at = new Date();"];
    const [finding] = lint({ "/a.js": order(...lines) });
    assert.ok(finding?.suggestions[0]);
    assert.equal(
      applied(order(...lines), finding.suggestions[0]),
      order("// durable-disable-next-line no-wall-clock: old", "const at = new Date();"),
    );
  });

  it("of a rule that is switched off are not unused; of no rule, they are", () => {
    const comment = (rules: string) => order(`// durable-disable-next-line ${rules}: old`, "const at = 1;");
    assert.deepEqual(found(comment("no-wall-clock"), { "no-wall-clock": "off" }), []);
    const [unknown] = lint({ "/a.js": comment("no-wall-clok") });
    assert.equal(unknown?.message, "There is no rule `no-wall-clok`. Did you mean no-wall-clock?");
    assert.deepEqual(found(comment("")), ["3:3 warning unused-suppression"]);
  });

  it("of the set-up are told where its rules are turned off", () => {
    const [finding] = lint({ "/a.js": order("// durable-disable-next-line hub-name: ours", "const at = 1;") });
    assert.equal(finding?.rule, "unused-suppression");
    assert.equal(
      finding.message,
      "`hub-name` judges the set-up of the app, where comments turn off nothing. Set its severity: in `durableToolkit.lint.rules`, or with `lint --rule hub-name=off`.",
    );
  });

  it("with CRLF leave no line behind", () => {
    const text = order("// durable-disable-next-line no-wall-clock: old", "const at = 1;").replaceAll("\n", "\r\n");
    const [finding] = lint({ "/a.js": text });
    assert.ok(finding?.suggestions[0]);
    assert.equal(applied(text, finding.suggestions[0]), order("const at = 1;").replaceAll("\n", "\r\n"));
  });
});
