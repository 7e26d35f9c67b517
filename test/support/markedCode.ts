import assert from "node:assert/strict";
import { createLint } from "../../src/analysis/lint";
import type { CodeFix, Finding } from "../../src/analysis/finding";
import { eslintLines, findingLine } from "./eslintRun";
import { checkFixes } from "./mendedCode";
import { memorySourceFiles } from "./memorySourceFiles";

/**
 * A mark of a test: under the code it stands for, with the rule and, after an arrow, the text that the fix puts there;
 * after a question mark, the text of a suggestion that is asked for.
 */
const mark = /^\s*\/\/ *(\^+) ([\w-]+)(?: -> (.*?))?(?: \? (.*))?$/;

/**
 * Lints files whose comments say what is to be found: `// ^^^^ no-wall-clock -> fixed text` under a line marks range,
 * rule and fix. What is marked and what is found must be equal. A finding is marked where it is counted: in the
 * orchestrator.
 */
export function checkMarks(files: Readonly<Record<string, string>>): readonly Finding[] {
  const { findings } = createLint(memorySourceFiles(files))({
    files: Object.keys(files),
    severities: {},
    followPackages: false,
  });
  const marks = Object.entries(files).flatMap(([file, text]) => marksOf(file, text));
  const found = findings.map((finding) => lineOf(files, finding, marks));
  assert.deepEqual(found.sort(), marks.sort());
  checkFixes(files, Object.keys(files), findings);
  checkInEslint(files);
  return findings;
}

/** ESLint finds the same in each file: texts, places, fixes and suggestions. It looks at no file that does not parse. */
function checkInEslint(files: Readonly<Record<string, string>>): void {
  const inEslint = eslintLines(files);
  const lint = createLint(memorySourceFiles(files));
  for (const [file, lines] of inEslint) {
    const { findings } = lint({ files: [file], severities: {}, followPackages: false });
    const own = findings.filter(({ place }) => place.file === file).map((each) => findingLine(each, files));
    assert.deepEqual([...lines].sort(), own.sort(), `${file}: ESLint finds the same`);
  }
}

function marksOf(file: string, text: string): readonly string[] {
  const lines = text.split("\n");
  let code = 0;
  return lines.flatMap((line, index) => {
    const [, carets, rule, fixed, suggested] = mark.exec(line) ?? [];
    if (carets === undefined || rule === undefined) {
      code = index;
      return [];
    }
    const column = line.indexOf("^") + 1;
    const texts = `${fixed === undefined ? "" : ` -> ${fixed}`}${suggested === undefined ? "" : ` ? ${suggested}`}`;
    return [`${file}:${code + 1}:${column}-${column + carets.length} ${rule}${texts}`];
  });
}

/** A finding as its mark would be; of suggestions, that which a mark asks for. */
function lineOf(files: Readonly<Record<string, string>>, finding: Finding, marks: readonly string[]): string {
  const { place, rule, fix, chain, suggestions } = finding;
  assert.ok(place.file in files);
  const fixed = fix && !chain.length ? ` -> ${textOf(fix)}` : "";
  const line = `${place.file}:${place.start.line}:${place.start.column}-${place.end.column} ${rule}${fixed}`;
  const asked = suggestions.map((each) => `${line} ? ${textOf(each)}`).find((each) => marks.includes(each));
  return asked ?? line;
}

function textOf({ edits }: CodeFix): string {
  return edits.map(({ text }) => text).join("");
}
