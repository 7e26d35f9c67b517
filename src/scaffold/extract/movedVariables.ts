import type { Reference, Variable } from "@typescript-eslint/scope-manager";
import { innerNamesIn, ownTypesIn } from "../../syntax/declaredNames";
import { isInside, unwrap, type Node } from "../../syntax/nodes";
import type { ParsedFile } from "../../syntax/parsedFile";
import { isKnownType, isStorableType } from "../../syntax/typeTexts";
import { changedVariables } from "./changes";
import { isInsideAny } from "./selection";
import { isStorable } from "./storable";
import { usesIn } from "./variableUses";

/** A variable that goes into the moved code, or comes out of it. */
export interface MovedVariable {
  readonly name: string;
  /** Text of its type, where the code states or shows it. */
  readonly type?: string;
  /** Of its first use in the moved code. */
  readonly offset: number;
}

export interface MovedResult extends MovedVariable {
  /** The word of its declaration, when that moves too; undefined: it is declared before, and assigned here. */
  readonly declaredBy?: "const" | "let" | "var";
}

/** What code takes from the functions around it, and what it leaves there. Names of one list are there once. */
export interface MovedVariables {
  /** In the order of their first use. */
  readonly inputs: readonly MovedVariable[];
  readonly results: readonly MovedResult[];
  /** Of the file: what it imports or declares outside of all functions. */
  readonly ofModule: readonly Variable[];
  /** Functions, dates, types and the like of the functions around: no activity can be handed them. */
  readonly unmovable: readonly string[];
  /** Such things that the code makes, and that are used outside of it. */
  readonly unreturnable: readonly string[];
  /** What the code changes in place: an activity would change its copy. */
  readonly changed: readonly string[];
  /** Declared in the code and outside of it. */
  readonly redeclared: readonly string[];
}

/** @param context name of the orchestrator's context */
export function movedVariables(
  nodes: readonly Node[],
  { scopeManager, text }: Pick<ParsedFile, "scopeManager" | "text">,
  context: string,
): MovedVariables {
  const uses = usesIn(nodes, scopeManager);
  const own = scopeManager.variables.filter((each) => isOwn(each, nodes));
  const leaving = own.filter((each) => isUsedOutside(each, nodes));
  const foreign = uses.filter(({ variable }) => !own.includes(variable));
  const local = foreign.filter(({ variable }) => isLocal(variable));
  const read = local.filter(({ reference }) => !isOverwritten(reference, nodes));
  const assigned = local.filter(({ reference, variable }) => reference.isWrite() && isKept(variable, nodes));
  const changed = [...changedVariables(nodes, uses, (each) => own.includes(each))];
  const typeOf = typesOf({ scopeManager, text });
  const isLive = (each: Variable) => !isStorable(each, context) || !typeOf.isStorable(each);
  const moved = (each: Variable, offset?: number) => ({ ...movedVariable(each, offset), ...typeOf.written(each) });
  const declared = leaving.map((each) => ({ ...moved(each), ...declarationOf(each) }));
  return {
    inputs: firstOf(read.map(({ variable, offset }) => moved(variable, offset))),
    results: firstOf([...assigned.map(({ variable, offset }) => moved(variable, offset)), ...declared]).toSorted(
      (one, other) => one.offset - other.offset,
    ),
    ofModule: [...new Set(foreign.map(({ variable }) => variable).filter((each) => !isLocal(each)))],
    unmovable: local
      .map(({ variable }) => variable)
      .filter(isLive)
      .map(nameOf),
    unreturnable: [...leaving, ...assigned.map(({ variable }) => variable)].filter(isLive).map(nameOf),
    changed: changed.filter((each) => isLocal(each) && !own.includes(each)).map(nameOf),
    redeclared: own.filter(({ defs }) => defs.some(({ name }) => !isInsideAny(name, nodes))).map(nameOf),
  };
}

function isOwn({ defs }: Variable, nodes: readonly Node[]): boolean {
  return defs.some(({ name }) => isInsideAny(name, nodes));
}

/** Of a function; the module's own are there for an activity too. */
function isLocal({ scope }: Variable): boolean {
  return scope.type !== "global" && scope.type !== "module";
}

/** `total = …` that runs in any case: what the variable was before does not matter. */
function isOverwritten(reference: Reference, nodes: readonly Node[]): boolean {
  const { parent } = reference.identifier;
  if (reference.isRead() || parent.type !== "AssignmentExpression") return false;
  return parent.parent.type === "ExpressionStatement" && nodes.includes(parent.parent);
}

/** What is assigned to a variable in the code is read somewhere else, or when a loop comes by again. */
function isKept(variable: Variable, nodes: readonly Node[]): boolean {
  if (isUsedOutside(variable, nodes)) return true;
  const [node] = nodes;
  const declaration = variable.defs[0]?.name;
  for (let outer = node?.parent; outer && declaration && !isInside(declaration, outer); outer = outer.parent)
    if (/^(?:For|While|DoWhile)/.test(outer.type)) return true;
  return false;
}

function isUsedOutside({ references }: Variable, nodes: readonly Node[]): boolean {
  return references.some(({ identifier, init }) => !init && !isInsideAny(identifier, nodes));
}

function declarationOf({ defs: [definition] }: Variable): Pick<MovedResult, "declaredBy"> {
  const list = definition?.parent;
  const kind = list?.type === "VariableDeclaration" ? list.kind : "const";
  return { declaredBy: kind === "let" || kind === "var" ? kind : "const" };
}

function movedVariable(variable: Variable, offset?: number): MovedVariable {
  return { name: variable.name, offset: offset ?? variable.defs[0]?.name.range[0] ?? 0 };
}

/** Types as the code of a file states them; those that a function has for itself are no use outside of it. */
function typesOf(file: Pick<ParsedFile, "scopeManager" | "text">) {
  const [own, inner] = [ownTypesIn(file), innerNamesIn(file)];
  return {
    isStorable: (variable: Variable) =>
      isStorableType(typeOf(variable, file.text).type ?? "", (name) => own.has(name) || inner.types.has(name)),
    written: (variable: Variable): Pick<MovedVariable, "type"> => {
      const { type } = typeOf(variable, file.text);
      // A type may also be that of a variable.
      const unknown = /\btypeof\b/.test(type ?? "") ? inner.all : inner.types;
      return type !== undefined && isKnownType(type, (name) => !unknown.has(name)) ? { type } : {};
    },
  };
}

/** From the annotation, or from a literal that it begins with. */
function typeOf({ defs: [definition] }: Variable, text: string): Pick<MovedVariable, "type"> {
  const name = definition?.name;
  const annotation = name?.type === "Identifier" ? name.typeAnnotation?.typeAnnotation : undefined;
  if (annotation) return { type: text.slice(...annotation.range) };
  const isWhole = definition?.node.type === "VariableDeclarator" && definition.node.id === name;
  const start = isWhole && definition.node.init ? unwrap(definition.node.init) : undefined;
  const value = start?.type === "Literal" ? typeof start.value : start?.type === "TemplateLiteral" ? "string" : "";
  return ["string", "number", "boolean"].includes(value) ? { type: value } : {};
}

function firstOf<T extends MovedVariable>(variables: readonly T[]): readonly T[] {
  return variables.filter(({ name }, index) => variables.findIndex((other) => other.name === name) === index);
}

function nameOf({ name }: Variable): string {
  return name;
}
