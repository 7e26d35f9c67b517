import type { ParsedFile } from "../../syntax/parsedFile";
import type { TextRange } from "../../base/sourcePlace";
import {
  childrenOf,
  functionAround,
  isFunction,
  keyOf,
  methodOf,
  type FunctionNode,
  type Node,
  type ObjectPattern,
} from "../../syntax/nodes";
import { movedVariables, type MovedVariables } from "./movedVariables";
import { refusedResults, refusedVariables } from "./refusedVariables";
import { refusedSyntax } from "./refusals";
import { refusedContext, refusedStanding } from "./standing";
import { rangeOfAll, selectedCode, type SelectedCode } from "./selection";

/** Code of an orchestrator that can become an activity. */
export interface Extractable {
  readonly kind: "extractable";
  readonly code: SelectedCode;
  readonly orchestrator: FunctionNode;
  /** The orchestrator's durable context: `context.df`. */
  readonly durable: string;
  readonly variables: MovedVariables;
}

/** Why a selection cannot become an activity, and what to select instead. */
export interface NotExtractable {
  readonly kind: "refused";
  readonly reason: string;
}

/** Looks at a selection; undefined where nobody would expect an activity: outside of orchestrators. */
export function extractable(file: ParsedFile, selection: TextRange): Extractable | NotExtractable | undefined {
  const { ast, text, errors } = file;
  const inside = functionAt(ast, selection);
  const orchestrator = inside && generatorAround(inside);
  const durable = orchestrator && durableContextOf(orchestrator, text);
  if (!orchestrator || durable === undefined) return undefined;
  if (errors.length) return refused("The file has a syntax error: correct it first.");
  const code = selectedCode(ast, text, selection);
  if (!code) return refused("Select whole statements, or one expression.");
  if (code.nodes.some((node) => functionAround(node) !== orchestrator))
    return refused("The selection is in a function inside the orchestrator, where no activity can be called.");
  const syntax = refusedSyntax(code.nodes, orchestrator);
  if (syntax !== undefined) return refused(syntax);
  const [context = ""] = durable.split(".");
  const variables = movedVariables(code.nodes, file, context);
  const place = { code, orchestrator, context };
  const reason =
    refusedStanding(place) ??
    refusedVariables(variables, context) ??
    refusedResults(place, variables.results) ??
    refusedContext(place, file);
  return reason === undefined ? { kind: "extractable", code, orchestrator, durable, variables } : refused(reason);
}

function refused(reason: string): NotExtractable {
  return { kind: "refused", reason };
}

/** The innermost function that holds the whole selection. */
function functionAt(program: Node, selection: TextRange): FunctionNode | undefined {
  const { start, end } = rangeOfAll([program]);
  if (selection.start < start || selection.end > end) return undefined;
  let found: FunctionNode | undefined;
  const visit = (node: Node) => {
    if (node.range[0] > selection.start || node.range[1] < selection.end) return;
    if (isFunction(node)) found = node;
    for (const child of childrenOf(node)) visit(child);
  };
  visit(program);
  return found;
}

function generatorAround(node: FunctionNode): FunctionNode | undefined {
  let around: FunctionNode | undefined = node;
  while (around && !around.generator) around = functionAround(around);
  return around;
}

/** `context.df` of a generator that is registered as an orchestrator, or that uses its first parameter as one does. */
function durableContextOf({ params: [first], body, parent }: FunctionNode, text: string): string | undefined {
  if (first?.type === "ObjectPattern") return durableIn(first);
  if (first?.type !== "Identifier") return undefined;
  const type = first.typeAnnotation ? text.slice(...first.typeAnnotation.range) : "";
  const isRegistered = parent.type === "CallExpression" && registrations.has(methodOf(parent) ?? "");
  const isDurable =
    isRegistered || type.includes("Orchestration") || text.slice(...body.range).includes(`${first.name}.df`);
  return isDurable ? `${first.name}.df` : undefined;
}

/** `({ df: durable })`: the name that the durable context has. */
function durableIn({ properties }: ObjectPattern): string | undefined {
  for (const each of properties)
    if (each.type === "Property" && keyOf(each) === "df")
      return each.value.type === "Identifier" ? each.value.name : undefined;
  return undefined;
}

const registrations: ReadonlySet<string> = new Set(["orchestration", "orchestrator"]);
