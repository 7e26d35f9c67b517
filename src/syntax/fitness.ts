import { isTypesOnly } from "./moduleFiles";

/** In UTF-16 units: what is larger is generated, or data. */
const largest = 1024 * 1024;
/** A text this long with lines this long on average was written by a program for programs. */
const minifiedLength = 20_000;
const minifiedLine = 1000;

/** By its name, a file with JavaScript or TypeScript that runs. */
export function isCodeFile(file: string): boolean {
  return /\.[cm]?[jt]sx?$/i.test(file) && !isTypesOnly(file);
}

/** Why a file is not read as code, worded for the user; undefined: it is. */
export function whyUnfit(file: string, text: string): string | undefined {
  if (isTypesOnly(file)) return "it declares types only";
  if (!isCodeFile(file)) return "it is neither JavaScript nor TypeScript";
  if (text.includes("\0")) return "it is not text";
  if (text.length > largest) return `it is larger than 1 MB (${(text.length / largest).toFixed(1)} MB)`;
  if (/\.min\.[cm]?js$/i.test(file) || isMinified(text)) return "it is minified";
  return undefined;
}

function isMinified(text: string): boolean {
  if (text.length < minifiedLength) return false;
  let lines = 1;
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) lines++;
  return text.length / lines > minifiedLine;
}
