import assert from "node:assert/strict";
import { Memo } from "../../../src/analysis/linker/memo";

describe("what is remembered of files", () => {
  it("forgets what is made from values that become others, whichever of two that hang together is looked at first", () => {
    let text = "one";
    const memo = new Memo();
    const source = () => (memo.read("a", "text"), text);
    const inner = () => memo.settled("a", "inner", () => source());
    const outer = () => memo.settled("a", "outer", () => source() + inner());
    const readers = () => [memo.get("b", "of outer", outer), memo.get("c", "of inner", inner)];
    assert.deepEqual(readers(), ["oneone", "one"]);
    text = "two";
    memo.changed("a", "text");
    memo.settle();
    assert.deepEqual(readers(), ["twotwo", "two"]);
    assert.deepEqual([...memo.takeForgotten()].sort(), ["a", "b", "c"]);
  });

  it("keeps what is made from values that stay as they are", () => {
    const memo = new Memo();
    let count = 0;
    const length = () => memo.settled("a", "length", () => (memo.read("a", "text"), 3));
    const reader = () => memo.get("b", "reader", () => length() + count++);
    reader();
    memo.changed("a", "text");
    memo.settle();
    assert.equal(reader(), 3);
    assert.deepEqual([...memo.takeForgotten()], []);
  });
});
