import { parse, parseTree, printParseErrorCode, type Node, type ParseError } from "jsonc-parser";
import { baseName } from "../base/paths";
import type { Problem } from "../base/parsed";
import type { SourceReader } from "../base/ports";
import { jsonTextOf, withPlainSpaces } from "./hostText";

export type JsonObject = Readonly<Record<string, unknown>>;

/** Reads a JSON file, comments allowed. Undefined when there is no file; what is broken in it becomes a problem. */
export async function readJsonFile(
  reader: SourceReader,
  file: string,
  problems: Problem[],
): Promise<JsonObject | undefined> {
  const text = await reader.read(file);
  if (text === undefined) return undefined;
  const errors: ParseError[] = [];
  const json: unknown = parse(jsonTextOf(file, text), errors, { allowTrailingComma: true });
  const [first] = errors;
  if (first) problems.push(invalidJson(file, lineAt(text, first.offset), printParseErrorCode(first.error)));
  else if (!isObject(json)) problems.push(invalidJson(file, 1, "an object was expected"));
  return isObject(json) ? json : {};
}

/** Undefined when a text is no JSON object. */
export function jsonObjectOf(text: string): JsonObject | undefined {
  const errors: ParseError[] = [];
  const json: unknown = parse(withPlainSpaces(text), errors);
  return isObject(json) && !errors.length ? json : undefined;
}

/** The syntax tree of a JSON text; its offsets are those of the text. */
export function jsonTreeOf(text: string): Node | undefined {
  return parseTree(withPlainSpaces(text));
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A member by its name in any case: .NET binds configuration without regard to case. */
export function memberOf(json: unknown, ...path: readonly string[]): unknown {
  let value = json;
  for (const name of path) {
    if (!isObject(value)) return undefined;
    const key = keyIn(value, name);
    value = key === undefined ? undefined : value[key];
  }
  return value;
}

/** How an object spells a member's name. */
export function keyIn(json: unknown, name: string): string | undefined {
  if (!isObject(json)) return undefined;
  return Object.hasOwn(json, name) ? name : Object.keys(json).find((key) => key.toLowerCase() === name.toLowerCase());
}

/** A member that is a text with something in it. */
export function textMember(json: unknown, ...path: readonly string[]): string | undefined {
  const value = memberOf(json, ...path);
  return typeof value === "string" && value !== "" ? value : undefined;
}

function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split("\n").length;
}

/** All others that problems are told of are tsconfig.json and what it extends. */
const hostFiles = new Set(["host.json", "local.settings.json", "function.json", "package.json"]);

function invalidJson(file: string, line: number, reason: string): Problem {
  const message = invalidJsonMessage(file, reason);
  return { code: "invalid-json", severity: "error", message, place: `${file}:${line}` };
}

/** @param reason what the parser says */
export function invalidJsonMessage(file: string, reason: string): string {
  const program = hostFiles.has(baseName(file)) ? "the Functions host" : "tsc";
  return `This is not valid JSON (${reason}): correct it, as ${program} cannot read it either.`;
}
