import type { TextRange } from "../base/sourcePlace";
import { withScopes, type ParsedFile, type Tree } from "./parsedFile";
import type * as tolerantParse from "./tolerantParse";
import { parseWellFormed } from "./wellFormed";

/**
 * Reads JavaScript or TypeScript, also while it is being typed: what is damaged is guessed, the rest stays as it is.
 * Undefined when nothing can be made of the text.
 * @param edited asked when the text is damaged: what was changed since it was well-formed. When leaving out those lines
 * mends it, it is read without them
 */
export function parseFile(file: string, text: string, edited?: () => TextRange | undefined): ParsedFile | undefined {
  const tree = wellFormedTree(file, text);
  return tree ? { file, text, errors: [], ...tree } : tolerantParser().parseTolerantly(file, text, edited);
}

/** Loads what damaged code is read with, which takes TypeScript's parser: a sixth of a second and 40 MB. */
export function tolerantParser(): typeof tolerantParse {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- at once, and only where some code is damaged
  return require("./tolerantParse") as typeof tolerantParse;
}

function wellFormedTree(file: string, text: string): Tree | undefined {
  const ast = parseWellFormed(file, text);
  try {
    return ast && withScopes(ast);
  } catch {
    return undefined;
  }
}
