import type { TextRange } from "../base/sourcePlace";
import { scan, type Token } from "./scanner";

export type FunctionKind = "orchestration" | "activity" | "entity" | "other";

/** A function that a file registers under a literal name. */
export interface Registration {
  readonly name: string;
  readonly kind: FunctionKind;
  /** 1-based line of the function: of its handler where that is declared apart in the same file, else of the call. */
  readonly line: number;
  /** Where the call has the name. */
  readonly nameRange: TextRange;
}

export interface FileFacts {
  readonly registrations: readonly Registration[];
  /** Relative modules that the file loads: `./order`, `../model.js`. */
  readonly imports: readonly string[];
}

const durableKinds: Readonly<Record<string, FunctionKind>> = {
  orchestration: "orchestration",
  activity: "activity",
  entity: "entity",
};

/** Methods of `app` in @azure/functions 4 that register a function. */
const otherTriggers = new Set(
  (
    "http get put post patch deleteRequest timer storageBlob storageQueue serviceBusQueue serviceBusTopic eventHub " +
    "eventGrid cosmosDB sql mySql warmup webPubSub generic mcpTool mcpResource"
  ).split(" "),
);

/**
 * Finds `df.app.orchestration("name", …)` and its kin in JavaScript or TypeScript, whatever `df` is called and also
 * after bundling. A name may be a literal or a constant of the same file that is one.
 */
export function readFileFacts(text: string): FileFacts {
  const tokens = scan(text);
  const constants = constantsOf(tokens);
  const declarations = declarationLines(tokens);
  const registrations: Registration[] = [];
  const imports = new Set<string>();
  tokens.forEach((token, index) => {
    if (token.kind !== "name") return;
    const registration = registrationAt(tokens, index, constants, declarations);
    if (registration) registrations.push(registration);
    const module = importAt(tokens, index);
    if (module?.startsWith(".")) imports.add(module);
  });
  return { registrations, imports: [...imports] };
}

/** Line of the orchestrator in a script of a function.json: of what `entryPoint` names, else of `df.orchestrator(…)`. */
export function orchestratorLine(text: string, entryPoint?: string): number | undefined {
  const tokens = scan(text);
  const named = entryPoint === undefined ? undefined : exportLine(tokens, entryPoint);
  return named ?? tokens.find((_, index) => isCallOf(tokens, index, "orchestrator"))?.line;
}

/** Of the function, where it is declared under a name; else of `exports.name = …`, or `name: …` of what is exported. */
function exportLine(tokens: readonly Token[], name: string): number | undefined {
  const declarations = declarationLines(tokens);
  if (declarations.has(name)) return declarations.get(name);
  const index = tokens.findIndex((_, at) => isExportOf(tokens, at, name));
  if (index < 0) return undefined;
  const from = isCallOf(tokens, index + 4, "orchestrator") ? index + 6 : index + 2;
  const isAlone = tokens[from]?.kind === "name" && !/^[.(]$/.test(tokens[from + 1]?.text ?? "");
  return (isAlone ? declarations.get(tokens[from]?.text ?? "") : undefined) ?? tokens[index]?.line;
}

/** True at the `name` of `exports.name = …` and of `{ name: …`. */
function isExportOf(tokens: readonly Token[], index: number, name: string): boolean {
  if (!isName(tokens[index], name)) return false;
  const isMember = isName(tokens[index - 2], "exports") && isPunctuator(tokens[index - 1], ".");
  return isMember ? isPunctuator(tokens[index + 1], "=") : isPunctuator(tokens[index + 1], ":");
}

function isCallOf(tokens: readonly Token[], index: number, name: string): boolean {
  return isName(tokens[index], name) && isPunctuator(tokens[index + 1], "(");
}

function registrationAt(
  tokens: readonly Token[],
  index: number,
  constants: ReadonlyMap<string, string>,
  declarations: ReadonlyMap<string, number>,
): Registration | undefined {
  // Bundlers may number the import of @azure/functions.
  if (!/^app\d*$/.test(tokens[index]?.text ?? "") || !isPunctuator(tokens[index + 1], ".")) return undefined;
  const isClient = isName(tokens[index + 2], "client") && isPunctuator(tokens[index + 3], ".");
  const at = isClient ? index + 4 : index + 2;
  const method = tokens[at];
  const open = afterTypeArguments(tokens, at + 1);
  if (method?.kind !== "name" || !isPunctuator(tokens[open], "(")) return undefined;
  const kind = isClient
    ? "other"
    : (durableKinds[method.text] ?? (otherTriggers.has(method.text) ? "other" : undefined));
  // What tsc makes of an exported constant: `exports.NAME`.
  const isExported = isName(tokens[open + 1], "exports") && isPunctuator(tokens[open + 2], ".");
  const nameIndex = isExported ? open + 3 : open + 1;
  const name = nameAt(tokens, nameIndex, constants);
  if (!kind || name === undefined) return undefined;
  const handler = handlerAt(tokens, nameIndex + 1);
  const declared = handler === undefined ? undefined : declarations.get(handler);
  const { line = 1 } = tokens[index] ?? {};
  const { start = 0, end = 0 } = tokens[nameIndex] ?? {};
  return { name, kind, line: declared ?? line, nameRange: { start, end } };
}

/** The index behind `<number>` of `df.app.entity<number>(…)`; the given one where there is no such thing. */
function afterTypeArguments(tokens: readonly Token[], index: number): number {
  let depth = 0;
  for (let at = index; at < tokens.length; at++) {
    if (isPunctuator(tokens[at], "<")) depth++;
    else if (isPunctuator(tokens[at], ">")) depth--;
    if (depth === 0) return at === index ? index : at + 1;
  }
  return index;
}

/** The handler after the name of a function when it is an identifier: `, pay)` or `, { handler: pay`. */
function handlerAt(tokens: readonly Token[], index: number): string | undefined {
  if (!isPunctuator(tokens[index], ",")) return undefined;
  const isOptions = isPunctuator(tokens[index + 1], "{") && isName(tokens[index + 2], "handler");
  const at = isOptions ? index + 4 : index + 1;
  const after = tokens[at + 1];
  const ends = isPunctuator(after, ")") || isPunctuator(after, ",") || isPunctuator(after, "}");
  return tokens[at]?.kind === "name" && ends ? tokens[at].text : undefined;
}

/** Lines of `function name`, `function* name` and `const name`. */
function declarationLines(tokens: readonly Token[]): ReadonlyMap<string, number> {
  const lines = new Map<string, number>();
  tokens.forEach((token, index) => {
    const isFunction = isName(token, "function");
    if (!isFunction && !isName(token, "const") && !isName(token, "let") && !isName(token, "var")) return;
    const name = tokens[isFunction && isPunctuator(tokens[index + 1], "*") ? index + 2 : index + 1];
    if (name?.kind === "name" && !lines.has(name.text)) lines.set(name.text, token.line);
  });
  return lines;
}

function nameAt(tokens: readonly Token[], index: number, constants: ReadonlyMap<string, string>): string | undefined {
  const token = tokens[index];
  const next = tokens[index + 1];
  if (!token || !(isPunctuator(next, ",") || isPunctuator(next, ")"))) return undefined;
  if (token.kind === "string") return token.text;
  return token.kind === "name" ? constants.get(token.text) : undefined;
}

/** `const name = "literal"` or `exports.name = "literal"`; a name that is given twice stands for nothing. */
function constantsOf(tokens: readonly Token[]): ReadonlyMap<string, string> {
  const constants = new Map<string, string>();
  const twice = new Set<string>();
  tokens.forEach((token, index) => {
    const isExport = isName(token, "exports") && isPunctuator(tokens[index + 1], ".");
    if (!isExport && !isName(token, "const") && !isName(token, "var") && !isName(token, "let")) return;
    const [name, equals, value] = tokens.slice(index + (isExport ? 2 : 1), index + (isExport ? 5 : 4));
    if (name?.kind !== "name" || !isPunctuator(equals, "=") || value?.kind !== "string") return;
    if (constants.has(name.text)) twice.add(name.text);
    constants.set(name.text, value.text);
  });
  for (const name of twice) constants.delete(name);
  return constants;
}

function importAt(tokens: readonly Token[], index: number): string | undefined {
  const name = tokens[index]?.text;
  if (name !== "require" && name !== "import" && name !== "from") return undefined;
  const module = isPunctuator(tokens[index + 1], "(") ? tokens[index + 2] : tokens[index + 1];
  return module?.kind === "string" ? module.text : undefined;
}

function isPunctuator(token: Token | undefined, text: string): boolean {
  return token?.kind === "punctuator" && token.text === text;
}

function isName(token: Token | undefined, text: string): boolean {
  return token?.kind === "name" && token.text === text;
}
