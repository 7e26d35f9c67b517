import assert from "node:assert/strict";
import type { CodeFix, Finding } from "../../src/analysis/finding";
import { createLint } from "../../src/analysis/lint";
import { parseFile } from "../../src/syntax/parse";
import { memorySourceFiles } from "./memorySourceFiles";

/** Code by absolute path. */
export type CodeFiles = Readonly<Record<string, string>>;

/**
 * Applies every fix and every suggestion of these findings, one at a time: what it is for is gone, nothing new appears,
 * and the code still parses.
 * @param asked the files to lint
 * @returns the number of fixes
 */
export function checkFixes(files: CodeFiles, asked: readonly string[], findings: readonly Finding[]): number {
  const before = linesIn(findings);
  let count = 0;
  for (const finding of findings) {
    for (const fix of [...(finding.fix ? [finding.fix] : []), ...finding.suggestions]) {
      checkFix(files, asked, finding, fix, before);
      count++;
    }
  }
  return count;
}

function checkFix(
  files: CodeFiles,
  asked: readonly string[],
  finding: Finding,
  fix: CodeFix,
  before: readonly string[],
): void {
  const text = files[fix.file] ?? assert.fail(`${fix.title}: edits a file that is there`);
  const mended = applied(text, fix);
  const wasWhole = parseFile(fix.file, text)?.errors.length === 0;
  if (wasWhole) assert.deepEqual(parseFile(fix.file, mended)?.errors, [], `${fix.title}: still parses\n${mended}`);
  const after = linesIn(findingsIn({ ...files, [fix.file]: mended }, asked));
  const [gone] = linesIn([finding]);
  const same = (lines: readonly string[]) => lines.filter((each) => each === gone).length;
  assert.ok(same(after) < same(before), `${fix.title}: ${gone} is gone\n${mended}`);
  const isNew = after.filter((each) => !before.includes(each));
  assert.deepEqual(isNew, [], `${fix.title}: brings nothing new\n${mended}`);
}

/** Findings without their places, which an edit moves. */
function linesIn(findings: readonly Finding[]): readonly string[] {
  return findings.map(({ rule, message }) => `${rule}: ${message}`);
}

export function findingsIn(files: CodeFiles, asked: readonly string[]): readonly Finding[] {
  return createLint(memorySourceFiles(files))({ files: asked, severities: {}, followPackages: false }).findings;
}

/** The text of a file after a fix. */
export function applied(text: string, { edits }: CodeFix): string {
  return [...edits]
    .sort((one, other) => other.range.start - one.range.start)
    .reduce((now, { range, text: put }) => now.slice(0, range.start) + put + now.slice(range.end), text);
}
