import assert from "node:assert/strict";
import { plainText } from "../../../src/extension/plainText";

describe("messages in the editor", () => {
  it("show code without marks, and put words that are code in quotes", () => {
    const texts = [
      "`Date.now()` gives a new value on each replay. Use `context.df.currentUtcDateTime`.",
      "`total` is declared nowhere. Declare it with `let`.",
      "Remove `yield`",
      "There is no rule `no-wal-clock`. Did you mean `no-wall-clock`?",
      "A lone ` stays.",
    ];
    assert.deepEqual(texts.map(plainText), [
      "Date.now() gives a new value on each replay. Use context.df.currentUtcDateTime.",
      "'total' is declared nowhere. Declare it with 'let'.",
      "Remove 'yield'",
      "There is no rule 'no-wal-clock'. Did you mean 'no-wall-clock'?",
      "A lone ` stays.",
    ]);
  });
});
