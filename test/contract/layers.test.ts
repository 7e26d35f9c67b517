import assert from "node:assert/strict";
import { findCycles } from "./cycles";
import { importsOf, readSource, sourceFiles } from "./imports";
import { forbiddenWords, importProblem } from "./layerRules";

const files = sourceFiles();

describe("the layers of src/", () => {
  it("import only what the table allows", () => {
    const problems = files.flatMap((file) => importsOf(file)).map(importProblem);
    assert.deepEqual(problems.filter(Boolean), []);
  });

  it("take time, chance and the process from outside where they are pure", () => {
    assert.deepEqual(
      files.flatMap((file) => forbiddenWords(file, readSource(file))),
      [],
    );
  });

  it("hold no cycle between files", () => {
    const graph = new Map(
      files.map((file) => [file, importsOf(file).flatMap((one) => (one.ours ? [one.target] : []))]),
    );
    assert.deepEqual(findCycles(graph), []);
  });
});

describe("the test of the layers", () => {
  const problemsOf = (file: string, text: string) => importsOf(file, text).map(importProblem).filter(Boolean);

  it("names file, line and rule of a forbidden import", () => {
    assert.deepEqual(problemsOf("history/rows.ts", `\nimport type { Clock } from "../storage/keys";`), [
      "src/history/rows.ts:2 imports storage/keys.ts: history may import base",
    ]);
  });

  it("sees dynamic imports, re-exports, import types and require", () => {
    const text = `export * from "node:fs"; void import("vscode"); type A = import("node:os").A; require("azurite");`;
    assert.equal(problemsOf("history/rows.ts", text).length, 4);
  });

  it("tells types from values where the table does", () => {
    const protocol = "@vscode/debugprotocol";
    assert.equal(problemsOf("debugger/session.ts", `import type { DebugProtocol } from "${protocol}";`).length, 0);
    assert.equal(problemsOf("debugger/session.ts", `import { DebugProtocol } from "${protocol}";`).length, 1);
  });

  it("finds impure words in code, not in comments and texts", () => {
    const text = `// Date.now()\nconst text = "Math.random";\nconst now = Date.now();`;
    assert.deepEqual(forbiddenWords("history/rows.ts", text), [
      "src/history/rows.ts:3 uses \\bDate\\.now\\b: history receives it from outside",
    ]);
  });

  it("finds a cycle and names its files", () => {
    const graph = new Map([
      ["a.ts", ["b.ts"]],
      ["b.ts", ["c.ts"]],
      ["c.ts", ["b.ts"]],
    ]);
    assert.deepEqual(findCycles(graph), ["b.ts → c.ts → b.ts"]);
  });
});
