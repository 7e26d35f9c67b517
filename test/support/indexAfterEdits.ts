import assert from "node:assert/strict";
import { createLintSession } from "../../src/analysis/lintSession";
import { memorySourceFiles } from "./memorySourceFiles";

export type TextEdits = readonly (readonly [file: string, from: string, to: string])[];

/** Asserts that the functions of `/app` are, after each edit in turn, those of an index from nothing. */
export function assertIndexAfterEdits(app: Readonly<Record<string, string>>, edits: TextEdits): void {
  const texts = { ...app };
  const session = createLintSession(memorySourceFiles({ ...texts }));
  session.names().functions("/app");
  for (const [file, from, to] of edits) {
    const text = (texts[file] ?? "").replace(from, to);
    assert.notEqual(text, texts[file], from);
    texts[file] = text;
    session.change([{ file, text }]);
    const anew = createLintSession(memorySourceFiles({ ...texts }));
    assert.deepEqual(session.names().functions("/app"), anew.names().functions("/app"), from);
  }
}
