import assert from "node:assert/strict";
import { pathOfFrame, readStackFrame } from "../../../src/instrument/stackFrame";

describe("a line of a stack text", () => {
  const lines: readonly (readonly [line: string, name: string, row: number, column: number])[] = [
    ["    at run (/app/src/chain.js:5:29)", "/app/src/chain.js", 5, 29],
    ["    at /app/src/chain.js:5:29", "/app/src/chain.js", 5, 29],
    ["    at async file:///app/chain.mjs:7:1", "file:///app/chain.mjs", 7, 1],
    ["    at Object.<anonymous> (/my app (old)/a b.js:1:2)", "/my app (old)/a b.js", 1, 2],
    ["    at C:\\my app\\a.js:1:2", "C:\\my app\\a.js", 1, 2],
    ["/app/src/chain.js:5:29", "/app/src/chain.js", 5, 29],
  ];
  for (const [line, name, row, column] of lines)
    it(`names its place: ${line.trim()}`, () => {
      const frame = readStackFrame(line);
      assert.deepEqual([frame?.name, frame?.row, frame?.column], [name, row, column]);
      assert.equal(frame && `${frame.head}${frame.name}:${row}:${column}${frame.tail}`, line);
    });

  it("names none where there is none", () => {
    for (const line of ["", "Error: no", "    at new Promise (<anonymous>)", "    at run (/app/chain.js)", ":1:2"])
      assert.equal(readStackFrame(line), undefined, line);
  });

  it("is read in no time when it is a message of megabytes", () => {
    for (const text of ["y", "y:1:2 ", "(", "at ", ":1", " "])
      assert.equal(readStackFrame(`${text.repeat(2_000_000 / text.length)}.`), undefined);
  });

  it("has the path of a file address", () => {
    assert.equal(pathOfFrame("file:///my%20app/a%23b.mjs"), "/my app/a#b.mjs");
    assert.equal(pathOfFrame("file:///100%/a.mjs"), "/100%/a.mjs");
    assert.equal(pathOfFrame("/my%20app/a.js"), "/my%20app/a.js");
  });
});
