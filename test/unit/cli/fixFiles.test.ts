import assert from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import type { Finding, LintResult } from "../../../src/analysis/finding";
import { LineIndex } from "../../../src/base/lineIndex";
import { fixFiles } from "../../../src/cli/lintFix";
import { NodeSourceFiles } from "../../../src/node/sourceFiles";

describe("fixFiles", () => {
  let folder = "";
  let file = "";

  beforeEach(() => {
    folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "toolkit-fix-files-")));
    file = path.join(folder, "order.js");
  });

  afterEach(() => fs.rmSync(folder, { recursive: true }));

  /** A finding whose fix puts `put` in place of each of these stretches of a file. */
  const finding = (where: string, put: string, ...ranges: readonly (readonly [number, number])[]): Finding => {
    const place = new LineIndex("").place(where, { start: 0, end: 0 });
    const edits = ranges.map(([start, end]) => ({ range: { start, end }, text: put }));
    const fix = { title: "Put it there", file: where, edits };
    return { rule: "some", severity: "warning", message: "", place, sink: place, chain: [], fix, suggestions: [] };
  };
  const result = (...findings: readonly Finding[]): LintResult => ({
    findings,
    leftOut: [],
    damaged: [],
    fileCount: 1,
  });
  const fix = (lint: () => LintResult) => fixFiles([file], new NodeSourceFiles(), lint);
  const text = () => fs.readFileSync(file, "utf8");

  it("applies of fixes that overlap or touch the first alone, the others in the next round", () => {
    fs.writeFileSync(file, "abcdef");
    const rounds = [
      result(finding(file, "Y", [2, 5]), finding(file, "X", [0, 3]), finding(file, "Z", [5, 6])),
      result(finding(file, "W", [1, 2])),
      result(),
    ];
    const fixed = fix(() => rounds.shift() ?? assert.fail("lints no more than it must"));
    // abcdef → XdeZ → XWeZ
    assert.deepEqual([text(), fixed.fixCount, fixed.fileCount], ["XWeZ", 3, 1]);
  });

  it("applies all edits of a fix or none of them", () => {
    fs.writeFileSync(file, "abcdef");
    const rounds = [result(finding(file, "X", [0, 1]), finding(file, "Y", [0, 1], [5, 6])), result()];
    fix(() => rounds.shift() ?? assert.fail());
    assert.equal(text(), "Xbcdef");
  });

  it("makes the same fix of two findings once", () => {
    fs.writeFileSync(file, "ab");
    const rounds = [result(finding(file, "X", [0, 1]), finding(file, "X", [0, 1])), result()];
    assert.equal(fix(() => rounds.shift() ?? assert.fail()).fixCount, 1);
    assert.equal(text(), "Xb");
  });

  it("stops after ten rounds where fixes bring up fixes", () => {
    fs.writeFileSync(file, "");
    const fixed = fix(() => result(finding(file, "x", [0, 0])));
    assert.deepEqual([text(), fixed.fixCount, fixed.result.findings.length], ["x".repeat(10), 10, 1]);
  });

  it("writes no file but those that it was given", () => {
    const other = path.join(folder, "other.js");
    fs.writeFileSync(file, "a");
    fs.writeFileSync(other, "b");
    const fixed = fix(() => result(finding(other, "X", [0, 1])));
    assert.deepEqual([text(), fs.readFileSync(other, "utf8"), fixed.fixCount], ["a", "b", 0]);
  });
});
