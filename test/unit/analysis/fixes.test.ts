import assert from "node:assert/strict";
import type { CodeFix, Finding } from "../../../src/analysis/finding";
import { createLint } from "../../../src/analysis/lint";
import { parseFile } from "../../../src/syntax/parse";
import { memorySourceFiles } from "../../support/memorySourceFiles";
import { rulePages } from "../../support/rulePages";

const file = "/app/order.js";

describe("fixes", () => {
  for (const { rule, incorrect, sdk } of rulePages()) {
    const found = findings(incorrect, sdk);
    const fixes = found.flatMap((finding) => [...(finding.fix ? [finding.fix] : []), ...finding.suggestions]);
    if (fixes.length === 0) continue;
    it(`of ${rule} mend what they are for, and nothing else changes`, () => {
      for (const finding of found) {
        for (const fix of [...(finding.fix ? [finding.fix] : []), ...finding.suggestions])
          checkFix(incorrect, sdk, finding, fix);
      }
    });
  }
});

function checkFix(text: string, sdk: string | undefined, finding: Finding, fix: CodeFix): void {
  const mended = applied(text, fix);
  assert.deepEqual(parseFile(file, mended)?.errors, [], `${fix.title}: still parses\n${mended}`);
  const before = linesOf(text, sdk);
  const after = linesOf(mended, sdk);
  const [gone] = linesIn([finding]);
  const others = before.filter((each) => each !== gone);
  const same = before.length - others.length;
  assert.ok(after.filter((each) => each === gone).length < same, `${fix.title}: is gone\n${mended}`);
  const isNew = after.filter((each) => !before.includes(each));
  assert.deepEqual(isNew, [], `${fix.title}: brings nothing new\n${mended}`);
}

/** Findings without their places, which an edit moves. */
function linesOf(text: string, sdk: string | undefined): readonly string[] {
  return linesIn(findings(text, sdk));
}

function linesIn(found: readonly Finding[]): readonly string[] {
  return found.map(({ rule, message }) => `${rule}: ${message}`);
}

function findings(text: string, sdk: string | undefined): readonly Finding[] {
  const installed = {
    "/app/host.json": "{}",
    "/app/node_modules/durable-functions/package.json": JSON.stringify({ version: sdk }),
  };
  const lint = createLint(memorySourceFiles({ [file]: text, ...(sdk !== undefined && installed) }));
  return lint({ files: [file], severities: {}, followPackages: false }).findings;
}

function applied(text: string, { edits }: CodeFix): string {
  return [...edits]
    .sort((one, other) => other.range.start - one.range.start)
    .reduce((now, { range, text: put }) => now.slice(0, range.start) + put + now.slice(range.end), text);
}
