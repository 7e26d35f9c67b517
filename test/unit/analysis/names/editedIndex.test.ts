import assert from "node:assert/strict";
import type { SourceFiles } from "../../../../src/base/ports";
import { createLintSession } from "../../../../src/analysis/lintSession";
import { parseFile } from "../../../../src/syntax/parse";
import { generateWorkspace } from "../../../support/generatedWorkspace";
import { memorySourceFiles } from "../../../support/memorySourceFiles";
import { composedApp, v3App, v4App } from "../../../support/namedApps";
import { randomNumbers, seed } from "../../../support/replayRandom";

const edits = Number(process.env["INDEX_EDITS"] ?? 150);
const workspaceSize = 24;
/** Tries to find an edit whose result parses. */
const tries = 40;

type Texts = Record<string, string>;
type Below = (below: number) => number;
/** A change of a text; undefined: of the file itself, which goes. */
type Edit = (text: string, other: string, below: Below) => string | undefined;

const words = /(["'`])[^"'`\n]*\1|[\w$]+/g;

function wordsOf(text: string): readonly RegExpExecArray[] {
  return [...text.matchAll(words)];
}

/** One of `all`; of none, nothing. */
function any<T>(all: readonly T[], below: Below): T | undefined {
  return all[below(all.length || 1)];
}

function lineOf(text: string, below: Below): string {
  return any(text.split("\n"), below) ?? "";
}

const kinds: readonly Edit[] = [
  function aWordIsAnother(text, other, below) {
    const [from, to] = [any(wordsOf(text), below), any(wordsOf(below(2) ? text : other), below)];
    return from && to ? text.slice(0, from.index) + to[0] + text.slice(from.index + from[0].length) : text;
  },
  function aWordIsAnotherEverywhere(text, other, below) {
    const [from, to] = [any(wordsOf(text), below)?.[0], any(wordsOf(other), below)?.[0]];
    return from === undefined || to === undefined ? text : text.replace(words, (each) => (each === from ? to : each));
  },
  function aLineMore(text, other, below) {
    const lines = text.split("\n");
    lines.splice(below(lines.length), 0, below(2) ? "// A comment." : lineOf(below(2) ? text : other, below));
    return lines.join("\n");
  },
  function aLineLess(text, _other, below) {
    const lines = text.split("\n");
    lines.splice(below(lines.length), 1);
    return lines.join("\n");
  },
  function goes() {
    return undefined;
  },
];

/** As a disk, also for files that come. */
function disk(texts: Texts): SourceFiles {
  return { ...memorySourceFiles(texts), list: (folder) => memorySourceFiles(texts).list(folder) };
}

function isWhole(file: string, text: string): boolean {
  return file.endsWith(".json") || parseFile(file, text)?.errors.length === 0;
}

/** Changes one file at random; undefined: no edit was found whose result parses. */
function edit(
  texts: Texts,
  original: Texts,
  below: Below,
): { readonly file: string; readonly what: string } | undefined {
  for (let count = 0; count < tries; count++) {
    const file = any(Object.keys(original), below) ?? "";
    if (file.endsWith("/host.json")) continue;
    // What went, or became something else, comes back now and then.
    const isBack = texts[file] === undefined || below(8) === 0;
    const kind = any(kinds, below);
    const other = texts[any(Object.keys(texts), below) ?? ""] ?? "";
    const text = isBack ? original[file] : kind?.(texts[file] ?? "", other, below);
    if (text === texts[file] || (text !== undefined && !isWhole(file, text))) continue;
    if (text === undefined) Reflect.deleteProperty(texts, file);
    else texts[file] = text;
    return { file, what: isBack ? "is back" : (kind?.name ?? "") };
  }
  return undefined;
}

describe("the function index after random edits", () => {
  const apps: Readonly<Record<string, readonly [root: string, texts: Texts]>> = {
    "model v4": ["/app", { ...v4App }],
    "model v3": ["/app", { ...v3App }],
    "names that are put together": ["/app", { ...composedApp }],
    "a large app": ["/workspace", { ...generateWorkspace(workspaceSize).files }],
  };
  for (const [name, [root, original]] of Object.entries(apps)) {
    it(`is what a new index is: ${name} (TEST_SEED=${seed})`, function () {
      this.timeout(300_000);
      const below = randomNumbers();
      const texts = { ...original };
      const session = createLintSession(disk(texts));
      session.names().functions(root);
      for (let done = 0; done < edits; done++) {
        const made = edit(texts, original, below);
        if (!made) continue;
        session.change([{ file: made.file }]);
        // Several edits before it is asked again are one change.
        if (below(5) === 0) continue;
        const expected = createLintSession(disk({ ...texts }))
          .names()
          .functions(root);
        assert.deepEqual(
          session.names().functions(root),
          expected,
          `seed ${seed}, edit ${done}: ${made.what}, ${made.file}`,
        );
      }
    });
  }
});
