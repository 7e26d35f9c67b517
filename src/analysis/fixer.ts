import type { Fixer } from "./rule";

/** Makes edits for nodes, under the names of ESLint's fixer. */
export const fixer: Fixer = {
  replaceText: ({ range }, text) => ({ range: { start: range[0], end: range[1] }, text }),
  insertTextBefore: ({ range }, text) => ({ range: { start: range[0], end: range[0] }, text }),
  insertTextAfter: ({ range }, text) => ({ range: { start: range[1], end: range[1] }, text }),
};
