import assert from "node:assert/strict";
import { createLint } from "../../src/analysis/lint";
import type { Finding } from "../../src/analysis/finding";
import { memorySourceFiles } from "./memorySourceFiles";

/** A mark of a test: under the code it stands for, with the rule and, after an arrow, the text that the fix puts there. */
const mark = /^\s*\/\/ *(\^+) ([\w-]+)(?: -> (.*))?$/;

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
  const found = findings.map((finding) => lineOf(files, finding)).sort();
  assert.deepEqual(
    found,
    Object.entries(files)
      .flatMap(([file, text]) => marksOf(file, text))
      .sort(),
  );
  return findings;
}

function marksOf(file: string, text: string): readonly string[] {
  const lines = text.split("\n");
  let code = 0;
  return lines.flatMap((line, index) => {
    const [, carets, rule, fixed] = mark.exec(line) ?? [];
    if (carets === undefined || rule === undefined) {
      code = index;
      return [];
    }
    const column = line.indexOf("^") + 1;
    return [
      `${file}:${code + 1}:${column}-${column + carets.length} ${rule}${fixed === undefined ? "" : ` -> ${fixed}`}`,
    ];
  });
}

function lineOf(files: Readonly<Record<string, string>>, { place, rule, fix, chain }: Finding): string {
  assert.ok(place.file in files);
  const fixed = fix && !chain.length ? ` -> ${fix.edits.map(({ text }) => text).join("")}` : "";
  return `${place.file}:${place.start.line}:${place.start.column}-${place.end.column} ${rule}${fixed}`;
}
