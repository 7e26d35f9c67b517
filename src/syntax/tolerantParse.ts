import { astConverter } from "@typescript-eslint/typescript-estree/use-at-your-own-risk";
import ts from "typescript";
import type { TextRange } from "../base/sourcePlace";
import { directiveWord } from "./durableWords";
import { blanked, linesAround } from "./edits";
import { completeNodes } from "./nodes";
import { withScopes, type ParsedFile, type Tree } from "./parsedFile";

/** A stretch of so many lines that was edited may be left out to read the rest; a longer one is the work at hand. */
const maximalBlankedLines = 2;
/** So many places of damage are tried, one after the other, where nothing can be made of the whole text. */
const maximalTries = 4;

/** As `parseFile`, with TypeScript's parser whatever the text is. */
export function parseTolerantly(
  file: string,
  text: string,
  edited?: () => TextRange | undefined,
): ParsedFile | undefined {
  try {
    const guessed = read(file, text);
    const errors = guessed.parseDiagnostics.map(({ start }) => start ?? 0);
    const stretch = errors.length > 0 ? edited?.() : undefined;
    const whole = stretch && withoutLines(file, text, stretch);
    const found = convert(whole ?? guessed) ?? convertWithout(file, text, errors);
    return found && { file, text, errors, ...found };
  } catch (error) {
    // Of the stack: code that is nested deeper than anybody writes.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** Undefined when the text is damaged elsewhere too. */
function withoutLines(file: string, text: string, edited: TextRange): Guessed | undefined {
  const lines = linesAround(text, edited);
  if (text.slice(lines.start, lines.end).split("\n").length > maximalBlankedLines) return undefined;
  const rest = read(file, blanked(text, lines));
  return rest.parseDiagnostics.length ? undefined : rest;
}

/** Half-typed type arguments, `Promise<`, are more than the converter can take (design page analysis 1.4). */
function convertWithout(file: string, text: string, errors: readonly number[]): Tree | undefined {
  for (const error of errors.slice(0, maximalTries)) {
    let start = error;
    for (let tries = 0; tries < maximalTries; tries++) {
      // An error is found where the next word begins, which may be lines behind the damage.
      start = linesAround(text, { start: Math.max(text.slice(0, start).trimEnd().length - 1, 0), end: error }).start;
      const found = convert(read(file, blanked(text, { start, end: linesAround(text, { start, end: error }).end })));
      if (found) return found;
    }
  }
  return undefined;
}

/** A syntax tree with its errors, which TypeScript keeps to itself. */
type Guessed = ts.SourceFile & { parseDiagnostics: readonly { readonly start?: number }[] };

function read(file: string, text: string): Guessed {
  const options = {
    languageVersion: ts.ScriptTarget.Latest,
    jsDocParsingMode: ts.JSDocParsingMode.ParseNone,
  };
  return ts.createSourceFile(file, text, options, true, scriptKindOf(file)) as Guessed;
}

const anyPlace = { line: 0, character: 0 };

const settings = {
  allowInvalidAST: true,
  errorOnUnknownASTType: false,
  loc: true,
  range: true,
  suppressDeprecatedPropertyWarnings: true,
};

/** The converter is made for well-formed trees; on some guessed ones it throws. */
function convert(guessed: Guessed): Tree | undefined {
  // It also throws on the first error it is told.
  guessed.parseDiagnostics = [];
  try {
    // Comments cost a fifth of the time: they are looked for only where one may speak to us.
    const comment = guessed.text.includes(directiveWord);
    // Only of comments anybody asks for the line.
    if (!comment) guessed.getLineAndCharacterOfPosition = () => anyPlace;
    const { estree } = astConverter(guessed, { ...settings, comment } as Parameters<typeof astConverter>[1], false);
    completeNodes(estree);
    return withScopes(estree);
  } catch {
    return undefined;
  }
}

function scriptKindOf(file: string): ts.ScriptKind {
  if (/\.tsx$/i.test(file)) return ts.ScriptKind.TSX;
  if (/\.[cm]?ts$/i.test(file)) return ts.ScriptKind.TS;
  // Types and JSX in .js files are kept, not refused: the file may be half-way to TypeScript.
  return ts.ScriptKind.JSX;
}
