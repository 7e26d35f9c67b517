import assert from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { parser } from "typescript-eslint";
import { Linter, RuleTester, type Rule } from "eslint";
import { Linter as Linter9 } from "eslint-9";
import { createLint } from "../../../src/analysis/lint";
import type { CodeFix, Finding } from "../../../src/analysis/finding";
import { plugin } from "../../../src/eslint/plugin";
import { NodeSourceFiles } from "../../../src/node/sourceFiles";
import { rulePages, type RulePage } from "../../support/rulePages";

/** The oldest ESLint that is served, too; its types are those of another version. */
const linters = [Linter, Linter9 as unknown as typeof Linter];
const typed = { languageOptions: { parser: parser as Linter.Parser } };

describe("the ESLint plugin", () => {
  let folder = "";

  before(() => {
    folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "toolkit-eslint-")));
  });

  after(() => fs.rmSync(folder, { recursive: true }));

  const write = (name: string, text: string) => {
    const file = path.join(folder, name);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, text);
    return file;
  };

  /** The sample in an app of its own. */
  const writeSample = ({ rule, sdk }: RulePage, name: string, text: string) => {
    if (sdk !== undefined) {
      write(`${rule}/host.json`, "{}");
      write(`${rule}/node_modules/durable-functions/package.json`, JSON.stringify({ version: sdk }));
    }
    return write(`${rule}/${name}`, text);
  };

  const run = (file: string, text: string, config: Linter.Config, Version = Linter) =>
    new Version({ cwd: folder }).verify(text, [{ files: ["**/*.{js,ts}"], ...config }, plugin.configs.all], {
      filename: file,
    });

  for (const page of rulePages()) {
    it(`${page.rule}: reports of its page what our own lint finds, by two parsers and in ESLint 9`, () => {
      const file = writeSample(page, `incorrect.${page.language}`, page.incorrect);
      const own = findings(file).map((finding) => ownLine(finding, page.incorrect));
      assert.ok(own.length);
      const script = { languageOptions: { sourceType: "commonjs" } } as const;
      const plain = /^(?:import|export) /m.test(page.incorrect) ? {} : script;
      for (const config of page.language === "ts" ? [typed] : [plain, typed]) {
        for (const Version of linters)
          assert.deepEqual(run(file, page.incorrect, config, Version).map(eslintLine), own, Version.version);
      }
      const correct = writeSample(page, `correct.${page.language}`, page.correct);
      assert.deepEqual(run(correct, page.correct, typed), []);
    });

    it(`${page.rule}: passes ESLint's own tester`, () => {
      const rule = plugin.rules[page.rule];
      assert.ok(rule);
      const filename = writeSample(page, `tested.${page.language}`, page.incorrect);
      const errors = findings(filename).map((finding) => expected(finding, page.incorrect));
      const output = fixedOnce(page.incorrect, findings(filename));
      fs.rmSync(filename);
      runTester(page.rule, rule, {
        valid: [{ code: page.correct, filename: path.join(path.dirname(filename), `valid.${page.language}`) }],
        invalid: [{ code: page.incorrect, filename, errors, output }],
      });
    });
  }

  it("counts places as ESLint does where a file begins with a byte order mark", () => {
    const text =
      'import * as df from "durable-functions"; df.app.orchestration("order", function* () { return new Date(); });\n';
    const file = write("mark.js", `\ufeff${text}`);
    const [message] = run(file, `\ufeff${text}`, {});
    assert.ok(message);
    assert.equal(text.slice(message.column - 1, (message.endColumn ?? 0) - 1), "new Date()");
  });

  it("follows helpers, and says where they do it; the helper alone is no finding", () => {
    const text =
      'import * as df from "durable-functions";\nimport { now } from "./time";\ndf.app.orchestration("order", function* () {\n  return now();\n});\n';
    const time = "export const now = () => Date.now();\n";
    const file = write("helped/order.ts", text);
    const helper = write("helped/time.ts", time);
    const lines = run(file, text, typed).map(({ line, message }) => `${line}: ${message}`);
    assert.deepEqual(lines, [
      `4: \`Date.now()\` gives a new value on each replay. Use \`context.df.currentUtcDateTime\`. (in now, ${path.join("helped", "time.ts")}:1:26)`,
    ]);
    assert.deepEqual(run(helper, time, typed), []);
    assert.equal(run(file, text.replace("now();", "1;"), typed).length, 0, "what the editor holds counts");
    assert.equal(run(file, text, typed).length, 1);
  });
});

function findings(file: string): readonly Finding[] {
  return createLint(new NodeSourceFiles())({ files: [file], severities: {}, followPackages: false }).findings;
}

function ownLine({ place, rule, message, fix, suggestions }: Finding, text: string): string {
  const at = `${place.start.line}:${place.start.column}-${place.end.line}:${place.end.column}`;
  const fixed = [...(fix ? [fix] : []), ...suggestions].map((each) => applied(text, each));
  return [at, `durable-toolkit/${rule}`, message, ...fixed].join(" | ");
}

function eslintLine(each: Linter.LintMessage): string {
  const at = `${each.line}:${each.column}-${each.endLine}:${each.endColumn}`;
  const text = sampleTexts.get(each.ruleId ?? "") ?? "";
  const fixes = [...(each.fix ? [each.fix] : []), ...(each.suggestions ?? []).map(({ fix }) => fix)];
  const fixed = fixes.map(({ range, text: put }) => text.slice(0, range[0]) + put + text.slice(range[1]));
  return [at, each.ruleId, each.message, ...fixed].join(" | ");
}

const sampleTexts = new Map(rulePages().map(({ rule, incorrect }) => [`durable-toolkit/${rule}`, incorrect]));

function applied(text: string, { edits }: CodeFix): string {
  return [...edits]
    .sort((one, other) => other.range.start - one.range.start)
    .reduce((now, { range, text: put }) => now.slice(0, range.start) + put + now.slice(range.end), text);
}

function expected({ message, place, suggestions }: Finding, text: string): RuleTester.TestCaseError {
  return {
    message,
    line: place.start.line,
    column: place.start.column,
    endLine: place.end.line,
    endColumn: place.end.column,
    ...(suggestions.length && {
      suggestions: suggestions.map((each) => ({ desc: each.title, output: applied(text, each) })),
    }),
  };
}

/** As ESLint does in one pass: fixes that do not touch. Null: there is none. */
function fixedOnce(text: string, found: readonly Finding[]): string | null {
  const edits = found.flatMap(({ fix }) => fix?.edits ?? []);
  return edits.length ? applied(text, { title: "", file: "", edits }) : null;
}

/** The tester makes suites of its own; here it runs inside a test. */
function runTester(name: string, rule: Rule.RuleModule, tests: Parameters<RuleTester["run"]>[2]): void {
  const now = (_title: string, test: () => void) => {
    test();
  };
  class Tester extends RuleTester {}
  Object.assign(Tester, { describe: now, it: now, itOnly: now });
  new Tester(typed).run(name, rule, tests);
}
