import type { TextRange } from "../../base/sourcePlace";
import type { ParsedFile } from "../../syntax/parse";
import { parentOf, type Node } from "../../syntax/nodes";
import type { CodeStyle } from "../style";
import type { Extractable } from "./extractable";
import { movedText } from "./movedText";
import type { MovedResult, MovedVariable } from "./movedVariables";
import { rangeOfAll } from "./selection";

/** An activity that an orchestrator's code was moved to, as two pieces of text. */
export interface ExtractedActivity {
  /** Goes where the code was: `const total = yield context.df.callActivity("sumUp", lines);` */
  readonly call: { readonly range: TextRange; readonly text: string };
  /** The activity's function: `async (lines: Line[]) => { … }`. */
  readonly handler: string;
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
  const { code, variables } = extracted;
  const call = `${extracted.durable}.callActivity(${[style.quote + name + style.quote, ...argumentOf(variables.inputs)].join(", ")})`;
  const body = code.kind === "expression" ? expressionBody : statementsBody;
  const parameter = parameterOf(variables.inputs, annotated, isTyped);
  const lines = body({ text, extracted, style, annotated });
  return {
    call:
      code.kind === "expression"
        ? { range: rangeOfAll(code.nodes), text: yieldedAt(code.nodes[0], call) }
        : { range: rangeOfAll(code.nodes), text: callStatements({ text, extracted, name, call, style, isTyped }) },
    handler: `async (${parameter}) => {\n${lines}\n}`,
  };
}

interface BodyParts {
  readonly text: string;
  readonly extracted: Extractable;
  readonly style: CodeStyle;
  readonly annotated: (variable: MovedVariable) => string;
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

function expressionBody({ text, extracted: { code }, style }: BodyParts): string {
  const moved = movedText(text, rangeOfAll(code.nodes), code.nodes, style.indent).trimStart();
  return `${style.indent}return ${moved}${endOf(style)}`;
}

function statementsBody({ text, extracted: { code, variables }, style, annotated }: BodyParts): string {
  const { indent } = style;
  const semicolon = endOf(style);
  const isInput = ({ name }: MovedVariable) => variables.inputs.some((each) => each.name === name);
  const assigned = variables.results.filter((each) => each.declaredBy === undefined && !isInput(each));
  const value = variables.results.length === 1 ? listed(variables.results) : `{ ${listed(variables.results)} }`;
  return [
    ...assigned.map((each) => `${indent}let ${annotated(each)}${semicolon}`),
    movedText(text, rangeOfAll(code.nodes), code.nodes, indent),
    ...(variables.results.length ? [`${indent}return ${value}${semicolon}`] : []),
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
  const semicolon = endOf(style);
  const [only] = results;
  if (!only) return `yield ${call}${semicolon}`;
  if (results.length === 1) {
    const type = isTyped && only.type !== undefined && only.declaredBy ? `: ${only.type}` : "";
    return `${only.declaredBy ? `${only.declaredBy} ` : ""}${only.name}${type} = yield ${call}${semicolon}`;
  }
  const word = wordFor(results);
  if (word === "") return `({ ${listed(results)} } = yield ${call})${semicolon}`;
  if (word) return `${word} { ${listed(results)} } = yield ${call}${semicolon}`;
  const whole = `${name.replace(/[^\w$]/g, "_")}Result`;
  const indent = indentAt(text, rangeOfAll(extracted.code.nodes).start);
  const parts = results.map(
    (each) => `${each.declaredBy ? `${each.declaredBy} ` : ""}${each.name} = ${whole}.${each.name}`,
  );
  return [`const ${whole} = yield ${call}`, ...parts].map((line) => line + semicolon).join(`\n${indent}`);
}

/** The word that declares all results, `""` when all are declared before; undefined: some are, some are not. */
function wordFor(results: readonly MovedResult[]): string | undefined {
  const words = new Set(results.map(({ declaredBy = "" }) => declaredBy));
  if (!words.has("")) return words.size === 1 ? [...words][0] : "let";
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

function indentAt(text: string, offset: number): string {
  const start = text.lastIndexOf("\n", offset - 1) + 1;
  return /^[ \t]*/.exec(text.slice(start, offset))?.[0] ?? "";
}

function endOf({ semicolons }: CodeStyle): string {
  return semicolons ? ";" : "";
}
