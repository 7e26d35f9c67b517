import { analyze, type ScopeManager } from "@typescript-eslint/scope-manager";
import type { Program } from "./nodes";

/** The syntax tree of a file, and what its names stand for. */
export interface Tree {
  readonly ast: Program;
  readonly scopeManager: ScopeManager;
}

/** What was read of a file's text, and where that did not parse. */
export interface ParsedFile extends Tree {
  readonly file: string;
  readonly text: string;
  /** Offset of each syntax error; empty: the text is well-formed. */
  readonly errors: readonly number[];
}

export function withScopes(ast: Program): Tree {
  return { ast, scopeManager: analyze(ast, { sourceType: "module", lib: [], globalReturn: false }) };
}
