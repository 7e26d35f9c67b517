import type { TextRange } from "../../base/sourcePlace";
import type { ParsedFile } from "../../syntax/parsedFile";
import { parentOf, type Node } from "../../syntax/nodes";
import type { CodeStyle } from "../style";
import type { Extractable } from "./extractable";
import { movedText } from "./movedText";
import type { MovedResult, MovedVariable } from "./movedVariables";
import { rangeOfAll } from "./selection";

/** An activity that an orchestrator's code was moved to, in pieces of text. */
export interface ExtractedActivity {
  /** Goes where the code was: `const total = yield context.df.callActivity("sumUp", lines);` */
  readonly call: { readonly range: TextRange; readonly text: string };
  /** Of the activity's function: `lines: Line[]`; empty when it takes nothing. */
  readonly parameter: string;
  /** Statements of the activity's function, each line indented so. */
  body(indent: string): string;
}

/** @param typeOf the type of a variable where the code itself does not state it; unknown ones become `any` */
export function extractActivity(
  { file, text }: Pick<ParsedFile, "file" | "text">,
  extracted: Extractable,
  name: string,
  style: CodeStyle,
  typeOf: (variable: string) => string | undefined = () => undefined,
): ExtractedActivity {
  const isTyped = /\.[cm]?tsx?$/.test(file);
  const annotated = (variable: MovedVariable) =>
    isTyped ? `${variable.name}: ${variable.type ?? typeOf(variable.name) ?? "any"}` : variable.name;
  const { code, variables, durable } = extracted;
  const args = [style.quote + name + style.quote, ...argumentOf(variables.inputs)];
  const call = `${durable}.callActivity(${args.join(", ")})`;
  const isExpression = code.kind === "expression";
  return {
    call: {
      range: rangeOfAll(code.nodes),
      text: isExpression
        ? yieldedAt(code.nodes[0], call)
        : callStatements({ text, extracted, name, call, style, isTyped }),
    },
    parameter: parameterOf(variables.inputs, annotated, isTyped),
    body: (indent) => (isExpression ? expressionBody : statementsBody)({ text, extracted, style, annotated, indent }),
  };
}

interface BodyParts {
  readonly text: string;
  readonly extracted: Extractable;
  readonly style: CodeStyle;
  readonly annotated: (variable: MovedVariable) => string;
  readonly indent: string;
}

function argumentOf(inputs: readonly MovedVariable[]): readonly string[] {
  const [only] = inputs;
  if (!only) return [];
  return [inputs.length === 1 ? only.name : `{ ${listed(inputs)} }`];
}

function parameterOf(inputs: readonly MovedVariable[], annotated: BodyParts["annotated"], isTyped: boolean): string {
  const [only] = inputs;
  if (!only) return "";
  if (inputs.length === 1) return annotated(only);
  const type = isTyped ? `: { ${inputs.map(annotated).join("; ")} }` : "";
  return `{ ${listed(inputs)} }${type}`;
}

function expressionBody({ text, extracted: { code }, style, indent }: BodyParts): string {
  const moved = movedText(text, rangeOfAll(code.nodes), code.nodes, indent).trimStart();
  return `${indent}return ${moved}${endOf(style)}`;
}

function statementsBody({ text, extracted: { code, variables }, style, annotated, indent }: BodyParts): string {
  const { results } = variables;
  const isInput = ({ name }: MovedVariable) => variables.inputs.some((each) => each.name === name);
  const assigned = results.filter((each) => each.declaredBy === undefined && !isInput(each));
  const value = results.length === 1 ? listed(results) : `{ ${listed(results)} }`;
  return [
    ...assigned.map((each) => `${indent}let ${annotated(each)}${endOf(style)}`),
    movedText(text, rangeOfAll(code.nodes), code.nodes, indent),
    ...(results.length ? [`${indent}return ${value}${endOf(style)}`] : []),
  ].join("\n");
}

interface CallParts {
  readonly text: string;
  readonly extracted: Extractable;
  readonly name: string;
  readonly call: string;
  readonly style: CodeStyle;
  readonly isTyped: boolean;
}

function callStatements({ text, extracted, name, call, style, isTyped }: CallParts): string {
  const { results } = extracted.variables;
  const { start, end } = rangeOfAll(extracted.code.nodes);
  const semicolon = text[end - 1] === ";" ? ";" : endOf(style);
  const [only] = results;
  if (!only) return `yield ${call}${semicolon}`;
  if (results.length === 1) {
    const type = isTyped && only.type !== undefined && only.declaredBy ? `: ${only.type}` : "";
    return `${only.declaredBy ? `${only.declaredBy} ` : ""}${only.name}${type} = yield ${call}${semicolon}`;
  }
  const word = wordFor(results);
  // Behind a line without a semicolon, a parenthesis would be a call.
  const apart = /[;{}:]\s*$/.test(text.slice(0, start)) ? "" : ";";
  if (word === "") return `${apart}({ ${listed(results)} } = yield ${call})${semicolon}`;
  if (word) return `${word} { ${listed(results)} } = yield ${call}${semicolon}`;
  const whole = unusedName(`${name.replace(/[^\w$]/g, "_")}Result`, text);
  const indent = indentAt(text, start);
  const parts = results.map(
    (each) => `${each.declaredBy ? `${each.declaredBy} ` : ""}${each.name} = ${whole}.${each.name}`,
  );
  return [`const ${whole} = yield ${call}`, ...parts].map((line) => line + semicolon).join(`\n${indent}`);
}

/** The word that declares all results, `""` when all are declared before; undefined: some are, some are not. */
function wordFor(results: readonly MovedResult[]): string | undefined {
  const words = new Set(results.map(({ declaredBy = "" }) => declaredBy));
  if (!words.has("") && !words.has("var")) return words.size === 1 ? [...words][0] : "let";
  if (words.size === 1 && words.has("var")) return "var";
  return words.size === 1 ? "" : undefined;
}

/** With a `yield` of its own, in parentheses where it is a part of something. */
function yieldedAt(node: Node, call: string): string {
  const parent = parentOf(node);
  const isYielded = parent?.type === "YieldExpression" && !parent.delegate;
  if (isYielded || parent?.type === "AwaitExpression") return call;
  const standsAlone =
    parent !== undefined && /^(?:VariableDeclarator|AssignmentExpression|ReturnStatement)$/.test(parent.type);
  return standsAlone ? `yield ${call}` : `(yield ${call})`;
}

function listed(variables: readonly MovedVariable[]): string {
  return variables.map(({ name }) => name).join(", ");
}

function unusedName(name: string, text: string): string {
  let number = 1;
  const numbered = () => (number === 1 ? name : `${name}${number}`);
  while (new RegExp(`(?<![\\w$])${numbered().replaceAll("$", "\\$")}(?![\\w$])`).test(text)) number++;
  return numbered();
}

function indentAt(text: string, offset: number): string {
  const start = text.lastIndexOf("\n", offset - 1) + 1;
  return /^[ \t]*/.exec(text.slice(start, offset))?.[0] ?? "";
}

function endOf({ semicolons }: CodeStyle): string {
  return semicolons ? ";" : "";
}
