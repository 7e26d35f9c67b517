import { analyze, type ScopeManager } from "@typescript-eslint/scope-manager";
import { astConverter } from "@typescript-eslint/typescript-estree/use-at-your-own-risk";
import ts from "typescript";
import { childrenOf, type Node, type Program } from "./nodes";

/** What was read of a file's text, and where that did not parse. */
export interface ParsedFile {
  readonly file: string;
  readonly text: string;
  readonly ast: Program;
  readonly scopeManager: ScopeManager;
  /** Offset of each syntax error; empty: the text is well-formed. */
  readonly errors: readonly number[];
}

/**
 * Reads JavaScript or TypeScript, also while it is being typed: what is damaged is guessed, the rest stays as it is.
 * Undefined when nothing can be made of the text (design page analysis 1.4: half-typed type arguments).
 */
export function parseFile(file: string, text: string): ParsedFile | undefined {
  try {
    const { ast, errors } = parseTolerantly(file, text);
    setParents(ast);
    const scopeManager = analyze(ast, { sourceType: "module", lib: [], globalReturn: false });
    return { file, text, ast, scopeManager, errors };
  } catch {
    // The converter is made for well-formed trees; on some guessed ones it throws.
    return undefined;
  }
}

function parseTolerantly(file: string, text: string): { readonly ast: Program; readonly errors: readonly number[] } {
  const options = {
    languageVersion: ts.ScriptTarget.Latest,
    jsDocParsingMode: ts.JSDocParsingMode.ParseNone,
  };
  const sourceFile = ts.createSourceFile(file, text, options, true, scriptKindOf(file));
  const damaged = sourceFile as unknown as { parseDiagnostics: readonly { readonly start?: number }[] };
  const errors = damaged.parseDiagnostics.map(({ start }) => start ?? 0);
  // The converter throws on the first error it is told.
  damaged.parseDiagnostics = [];
  const settings = {
    allowInvalidAST: true,
    comment: true,
    errorOnUnknownASTType: false,
    loc: true,
    range: true,
    suppressDeprecatedPropertyWarnings: true,
  };
  const { estree } = astConverter(sourceFile, settings as Parameters<typeof astConverter>[1], false);
  return { ast: estree, errors };
}

function scriptKindOf(file: string): ts.ScriptKind {
  if (/\.tsx$/i.test(file)) return ts.ScriptKind.TSX;
  if (/\.[cm]?ts$/i.test(file)) return ts.ScriptKind.TS;
  // Types and JSX in .js files are kept, not refused: the file may be half-way to TypeScript.
  return ts.ScriptKind.JSX;
}

function setParents(root: Node): void {
  const stack: Node[] = [root];
  for (let node = stack.pop(); node; node = stack.pop()) {
    for (const child of childrenOf(node)) {
      (child as { parent?: Node }).parent = node;
      stack.push(child);
    }
  }
}
