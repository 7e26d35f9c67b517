import assert from "node:assert/strict";
import { blanked, changedStretch, linesAround } from "../../../src/syntax/edits";
import { parseFile } from "../../../src/syntax/parse";
import { randomNumbers, seed } from "../../support/replayRandom";

describe("edits of a text", () => {
  it("are the stretch in which two texts differ", () => {
    assert.deepEqual(changedStretch("const a = 1;", "const ab = 1;"), {
      before: { start: 7, end: 7 },
      after: { start: 7, end: 8 },
    });
    assert.deepEqual(changedStretch("same", "same"), { before: { start: 4, end: 4 }, after: { start: 4, end: 4 } });
    assert.deepEqual(changedStretch("", "new"), { before: { start: 0, end: 0 }, after: { start: 0, end: 3 } });
    // Both ends of the longer text are the shorter one: nothing counts twice.
    assert.deepEqual(changedStretch("aa", "aaa"), { before: { start: 2, end: 2 }, after: { start: 2, end: 3 } });
  });

  it(`put into the one text make the other (TEST_SEED=${seed})`, () => {
    const below = randomNumbers();
    const text = () => Array.from({ length: below(12) }, () => "ab\n"[below(3)]).join("");
    for (let count = 0; count < 500; count++) {
      const [one, other] = [text(), text()];
      const { before, after } = changedStretch(one, other);
      const made = one.slice(0, before.start) + other.slice(after.start, after.end) + one.slice(before.end);
      assert.equal(made, other, JSON.stringify([one, other]));
    }
  });

  it("touch whole lines, whatever ends them", () => {
    const text = "one\r\ntwo\nthree\rfour";
    const lines = (start: number, end: number) => {
      const around = linesAround(text, { start, end });
      return text.slice(around.start, around.end);
    };
    assert.equal(lines(6, 6), "two");
    assert.equal(lines(0, 0), "one");
    assert.equal(lines(7, 10), "two\nthree");
    assert.equal(lines(text.length, text.length), "four");
    assert.equal(blanked(text, { start: 1, end: 8 }), "o  \r\n   \nthree\rfour");
  });
});

describe("parsing what is damaged", () => {
  it("leaves out the edited line when that mends the file", () => {
    const whole = "const a = one();\nconst b = two();\n";
    const text = whole.replace("const b", "const x = ((\nconst b");
    const start = text.indexOf("const x");
    const found = parseFile("/a.ts", text, () => ({ start, end: start + 12 }));
    assert.ok(found && found.errors.length > 0);
    assert.deepEqual(starts(found), [0, text.indexOf("const b")]);
  });

  it("guesses when more than the edited line is damaged, and keeps what stands around", () => {
    const text = "one();\nif (x) {\n  two(\n}\nthree(]);\n";
    const found = parseFile("/a.js", text, () => ({ start: 17, end: 21 }));
    assert.ok(found && found.errors.length > 0);
    assert.equal(starts(found)[0], 0);
  });

  it("reads the rest of a file with half-typed type arguments", () => {
    const text = "const a = 1;\nconst list: Array<Promise<\nconst b = 2;\n";
    const found = parseFile("/a.ts", text);
    assert.ok(found && found.errors.length > 0);
    assert.equal(starts(found)[0], 0);
  });

  it("reads comments only where one may turn a rule off", () => {
    assert.equal(parseFile("/a.ts", "// hello\nf();")?.ast.comments, undefined);
    assert.equal(parseFile("/a.ts", "// durable-disable-line no-random\nf(); // b")?.ast.comments?.length, 2);
  });
});

function starts(found: ReturnType<typeof parseFile>): readonly number[] {
  return found?.ast.body.map(({ range }) => range[0]) ?? [];
}
