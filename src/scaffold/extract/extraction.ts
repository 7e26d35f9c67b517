import type { TextRange } from "../../base/sourcePlace";
import { declaredIn, ownTypesIn } from "../../syntax/declaredNames";
import { methodOf, unwrap } from "../../syntax/nodes";
import type { ParsedFile } from "../../syntax/parsedFile";
import { isKnownType, isStorableType } from "../../syntax/typeTexts";
import type { CodeStyle } from "../style";
import { codeAround } from "./codeAround";
import { extractable, type NotExtractable } from "./extractable";
import { extractActivity } from "./extractActivity";
import { importOf, namedInTypes, requires } from "./moduleNames";
import { refusedTypes } from "./refusedVariables";
import { nodesIn } from "./selection";

export interface ExtractionRequest {
  readonly selection: TextRange;
  /** The selection is a piece of what is meant: its statement, or what is waited for there. */
  readonly isPiece?: true;
  /** Of the activity. */
  readonly name: string;
  readonly style: CodeStyle;
  /** Of the lines of its function. */
  readonly indent: string;
  /** Types of variables that the code does not state, by name. */
  readonly types: Readonly<Record<string, string>>;
}

/** An activity made of an orchestrator's code, as plain data. */
export interface Extraction {
  readonly kind: "extracted";
  /** What was extracted. */
  readonly selection: TextRange;
  readonly call: { readonly range: TextRange; readonly text: string };
  readonly parameter: string;
  readonly body: string;
  /** Variables whose types the code does not state, and where they are used first. */
  readonly untyped: readonly { readonly name: string; readonly offset: number }[];
  /** What registers functions in the file: `df.app`; undefined where the SDK is not imported. */
  readonly registrar?: string;
  /** Declarations with which the file imports what the moved code uses. */
  readonly imports: readonly string[];
  /** What the moved code uses of this file itself. */
  readonly ofFile: readonly string[];
}

/** Undefined where nobody would expect an activity: outside of orchestrators. */
export function extraction(file: ParsedFile, request: ExtractionRequest): Extraction | NotExtractable | undefined {
  const { selection: asked, isPiece } = request;
  const selections = isPiece ? codeAround(file.ast, asked) : [asked];
  const selection = selections.find((each) => extractable(file, each)?.kind === "extractable") ?? asked;
  const found = extractable(file, selection);
  if (found?.kind !== "extractable") return found;
  const { name, style, indent } = request;
  const own = ownTypesIn(file);
  const isStorable = (variable: string) => isStorableType(request.types[variable] ?? "", (type) => own.has(type));
  const reason = refusedTypes(found.variables, isStorable);
  if (reason !== undefined) return { kind: "refused", reason };
  const types = writableTypes(request.types, file);
  const activity = extractActivity(file, found, name, style, (variable) => types[variable]);
  const { inputs, results, ofModule: used } = found.variables;
  const registrar = registrarOf(file);
  const stated = [...inputs, ...results].map((each) => each.type ?? types[each.name] ?? "");
  const ofModule = [...new Set([...used, ...namedInTypes(stated, file)])];
  const imports = ofModule.map((variable) => importOf(variable, file, style));
  const untyped = [...inputs, ...results];
  return {
    kind: "extracted",
    selection,
    call: activity.call,
    parameter: activity.parameter,
    body: activity.body(indent),
    untyped: untyped
      .filter(({ type }) => type === undefined)
      .map(({ name: variable, offset }) => ({ name: variable, offset })),
    ...(registrar !== undefined && { registrar }),
    imports: [...new Set(imports.filter((text) => text !== undefined))],
    ofFile: ofModule.filter((_, index) => imports[index] === undefined).map((variable) => variable.name),
  };
}

/** Types whose names are known in the file; an editor also knows those of values that come from elsewhere. */
function writableTypes(types: ExtractionRequest["types"], file: ParsedFile): ExtractionRequest["types"] {
  const declared = new Set(declaredIn(file).map(({ name }) => name));
  return Object.fromEntries(
    Object.entries(types).filter(([, type]) => isKnownType(type, (name) => declared.has(name))),
  );
}

function registrarOf({ ast, text }: ParsedFile): string | undefined {
  let sdk: string | undefined;
  for (const node of nodesIn([ast])) {
    if (node.type === "CallExpression" && methodOf(node) === "orchestration") {
      const callee = unwrap(node.callee);
      if (callee.type === "MemberExpression") return text.slice(...callee.object.range);
    }
    if (node.type === "ImportDeclaration" && node.source.value === "durable-functions")
      sdk = node.specifiers.find(({ type }) => type !== "ImportSpecifier")?.local.name;
    if (node.type === "VariableDeclarator" && node.init && requires(node.init) && node.id.type === "Identifier")
      if (text.slice(...node.init.range).includes("durable-functions")) sdk = node.id.name;
  }
  return sdk === undefined ? undefined : `${sdk}.app`;
}
