import assert from "node:assert/strict";
import { createLint } from "../../src/analysis/lint";
import { memorySourceFiles } from "./memorySourceFiles";

/**
 * The lines of a file that change when the first suggestion of its only finding of a rule is taken; undefined: there is
 * no suggestion.
 */
export function suggestedLines(code: string, rule: string): readonly string[] | undefined {
  const file = "/app/order.js";
  const { findings } = createLint(memorySourceFiles({ [file]: code }))({
    files: [file],
    severities: {},
    followPackages: false,
  });
  const [finding, ...others] = findings.filter((each) => each.rule === rule);
  assert.ok(finding && !others.length, `one finding of ${rule}, not ${others.length + (finding ? 1 : 0)}`);
  const [suggestion] = finding.suggestions;
  if (!suggestion) return undefined;
  let text = code;
  for (const edit of [...suggestion.edits].sort((one, other) => other.range.start - one.range.start)) {
    text = text.slice(0, edit.range.start) + edit.text + text.slice(edit.range.end);
  }
  const before = new Set(code.split("\n"));
  return text.split("\n").filter((line) => !before.has(line));
}

/** An orchestrator of model v4 with this body. */
export function orchestrator(body: string): string {
  return `const df = require("durable-functions");\ndf.app.orchestration("order", function* (context) {\n${body}\n});\n`;
}
