import assert from "node:assert/strict";
import { Linter } from "../../../src/analysis/linter";
import { Program } from "../../../src/analysis/linker/program";
import { isCodeFile } from "../../../src/syntax/fitness";
import { parseFile } from "../../../src/syntax/parse";
import { generateWorkspace } from "../../support/generatedWorkspace";
import { memorySourceFiles } from "../../support/memorySourceFiles";

/** A linter of files in memory, and the files that were parsed since this was last asked. */
function watched(texts: Record<string, string>) {
  let parsed: string[] = [];
  const program = new Program(memorySourceFiles(texts), {
    parse: (file, text) => {
      parsed.push(file);
      return parseFile(file, text);
    },
  });
  const linter = new Linter(program);
  return {
    lint: () => linter.lint({ files: Object.keys(texts).filter(isCodeFile), severities: {} }),
    change: (file: string, text: string) => {
      texts[file] = text;
      program.changed([file]);
    },
    takeParsed: () => {
      const files = parsed.sort();
      parsed = [];
      return files;
    },
  };
}

describe("what a lint looks at", function () {
  this.timeout(30_000);
  const orchestrator = `import * as df from "durable-functions";
import { now } from "./time";
df.app.orchestration("order", function* () { return now(); });`;

  it("is what mentions something durable, and what an orchestrator leads to", () => {
    const { lint, takeParsed, change } = watched({
      "/app/order.js": orchestrator,
      "/app/time.js": "export const now = () => Date.now();",
      "/app/other.js": "export const luck = () => Math.random();",
    });
    assert.equal(lint().findings.length, 1);
    assert.deepEqual(takeParsed(), ["/app/order.js", "/app/time.js"]);
    change("/app/order.js", orchestrator.replace("now }", "luck as now }").replace("./time", "./other"));
    assert.deepEqual(
      lint().findings.map(({ rule }) => rule),
      ["no-random"],
    );
    change("/app/other.js", "export const luck = () => 4;");
    assert.deepEqual(lint().findings, []);
    change("/app/order.js", "export const order = 1;");
    assert.equal(lint().findings.length, 0);
  });

  it("is one file after a keystroke in it", () => {
    const workspace = generateWorkspace(60);
    const { lint, takeParsed, change } = watched({ ...workspace.files });
    lint();
    assert.ok(takeParsed().length > 30);
    const [helper = ""] = workspace.helpers;
    const text = workspace.files[helper] ?? "";
    change(helper, text.replace("let sum = order.amount;", "let sum = order.amount; sum += Date.now();"));
    lint();
    assert.deepEqual(takeParsed(), [helper]);
    change(helper, text);
    const again = lint();
    assert.deepEqual(again, watched({ ...workspace.files }).lint());
  });
});
