import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createOnigScanner, createOnigString, loadWASM } from "vscode-oniguruma";
import { INITIAL, parseRawGrammar, Registry } from "vscode-textmate";
import type { IGrammar, StateStack } from "vscode-textmate";

/** Scope names of the editor's own grammars that ours are injected into. */
export type BaseScope = "source.json" | "source.js" | "source.ts" | "source.tsx";

export interface Token {
  readonly text: string;
  /** 0-based columns; `end` is exclusive. */
  readonly start: number;
  readonly end: number;
  readonly scopes: readonly string[];
}

export interface TokenisedText {
  readonly lines: readonly (readonly Token[])[];
  /** How many rules are open after the last line; 1 when all have ended. */
  readonly depth: number;
}

const fromRoot = (...names: string[]): string => join(process.cwd(), ...names);
const editorGrammar = (name: string): string => fromRoot("node_modules", "tm-grammars", "grammars", `${name}.json`);

const grammarFiles: Readonly<Record<string, string>> = {
  "source.json": editorGrammar("json"),
  "source.js": editorGrammar("javascript"),
  "source.ts": editorGrammar("typescript"),
  "source.tsx": editorGrammar("tsx"),
  "durable-history.injection": fromRoot("syntaxes", "durable-history.tmLanguage.json"),
  "durable-calls.injection": fromRoot("syntaxes", "durable-calls.tmLanguage.json"),
};

let engine: ReturnType<typeof loadEngine> | undefined;
const grammars = new Map<string, Promise<IGrammar>>();

async function loadEngine() {
  await loadWASM(readFileSync(fromRoot("node_modules", "vscode-oniguruma", "release", "onig.wasm")));
  return { createOnigScanner, createOnigString };
}

/** Splits a text into tokens as the editor does: its grammar for the scope, and ours injected into it unless told not to. */
export async function tokenise(scope: BaseScope, text: string, injected = true): Promise<TokenisedText> {
  const key = `${scope} ${injected}`;
  const loading = grammars.get(key) ?? loadGrammar(scope, injected);
  grammars.set(key, loading);
  const grammar = await loading;
  let state: StateStack = INITIAL;
  const lines = text.split("\n").map((line) => {
    const { tokens, ruleStack } = grammar.tokenizeLine(line, state);
    state = ruleStack;
    return tokens.map(({ startIndex: start, endIndex, scopes }) => {
      const end = Math.min(endIndex, line.length);
      return { text: line.slice(start, end), start, end, scopes };
    });
  });
  return { lines, depth: state.depth };
}

async function loadGrammar(scope: BaseScope, injected: boolean): Promise<IGrammar> {
  engine ??= loadEngine();
  const injection = scope === "source.json" ? "durable-history.injection" : "durable-calls.injection";
  const registry = new Registry({
    onigLib: engine,
    loadGrammar: (name) => Promise.resolve(readGrammar(name)),
    getInjections: (name) => (injected && name === scope ? [injection] : undefined),
  });
  const grammar = await registry.loadGrammar(scope);
  assert.ok(grammar, `There is no grammar for ${scope}.`);
  return grammar;
}

function readGrammar(scope: string) {
  const file = grammarFiles[scope];
  return file === undefined ? null : parseRawGrammar(readFileSync(file, "utf8"), file);
}

const markLine = /^\s*\/\/ *(\^+) (-?)([\w.-]+)$/;

/**
 * Checks marks under the lines of a sample: `// ^^^^ scope` says that exactly the text above the carets has the scope,
 * `// ^^^^ -scope` that none of it has.
 */
export async function check(scope: BaseScope, sample: string): Promise<void> {
  const lines = sample.split("\n");
  const code = lines.filter((line) => !markLine.test(line));
  const tokenised = await tokenise(scope, code.join("\n"));
  let row = -1;
  let marks = 0;
  for (const line of lines) {
    const [, carets, not, wanted] = markLine.exec(line) ?? [];
    if (carets === undefined || wanted === undefined) {
      row++;
      continue;
    }
    marks++;
    const start = line.indexOf("^");
    const tokens = tokenised.lines[row] ?? [];
    if (not) assertAbsent(tokens, start, start + carets.length, wanted);
    else assertMarked(tokens, start, start + carets.length, wanted, code[row] ?? "");
  }
  assert.ok(marks > 0, "The sample has no marks.");
}

function assertMarked(tokens: readonly Token[], start: number, end: number, wanted: string, line: string): void {
  const having = tokens.filter((token) => token.scopes.includes(wanted) && token.start < end && token.end > start);
  const text = having.map((token) => token.text).join("");
  const scopes = tokens
    .filter((token) => token.start < end && token.end > start)
    .map((token) => token.scopes.join(" "));
  assert.equal(text, line.slice(start, end), `${wanted} in \`${line.trim()}\`; there is: ${scopes.join(" | ")}`);
}

function assertAbsent(tokens: readonly Token[], start: number, end: number, unwanted: string): void {
  const having = tokens.filter((token) => token.scopes.includes(unwanted) && token.start < end && token.end > start);
  assert.deepEqual(
    having.map((token) => token.text),
    [],
    `${unwanted} must not be there`,
  );
}
