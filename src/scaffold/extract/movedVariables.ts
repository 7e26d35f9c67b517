import type { Reference, ScopeManager, Variable } from "@typescript-eslint/scope-manager";
import { isFunction, isInside, unwrap, type FunctionNode, type Node } from "../../syntax/nodes";
import { isInsideAny } from "./selection";

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

/** What code takes from the function around it, and what it leaves there. */
export interface MovedVariables {
  /** In the order of their first use. */
  readonly inputs: readonly MovedVariable[];
  readonly results: readonly MovedResult[];
  /** Of the file: what it imports or declares outside of all functions. */
  readonly ofModule: readonly Variable[];
  /** Functions, classes and types of the function around: no activity can be handed them. */
  readonly unmovable: readonly string[];
}

/** @param nodes code inside of `around`, whose text is `text` */
export function movedVariables(
  nodes: readonly Node[],
  around: FunctionNode,
  scopeManager: ScopeManager,
  text: string,
): MovedVariables {
  const inputs = new Map<Variable, MovedVariable>();
  const results = new Map<Variable, MovedResult>();
  const ofModule = new Set<Variable>();
  const unmovable = new Set<string>();
  for (const reference of referencesIn(nodes, scopeManager)) {
    const variable = reference.resolved;
    const [definition] = variable?.defs ?? [];
    if (!variable || !definition) continue;
    const isOwn = isInsideAny(definition.name, nodes);
    if (!isOwn && !isInside(definition.name, around)) ofModule.add(variable);
    else if (!isOwn && isCode(definition)) unmovable.add(variable.name);
    else {
      const offset = reference.identifier.range[0];
      const moved = { name: variable.name, offset, ...typeOf(variable, text) };
      if (!isOwn && !isAssigned(reference)) inputs.set(variable, inputs.get(variable) ?? moved);
      if (isOwn ? isUsedOutside(variable, nodes) : reference.isWrite() && isUsedOutside(variable, nodes))
        results.set(variable, { ...moved, ...(isOwn && declarationOf(definition)) });
    }
  }
  return {
    inputs: [...inputs.values()],
    results: [...results.values()],
    ofModule: [...ofModule],
    unmovable: [...unmovable],
  };
}

function referencesIn(nodes: readonly Node[], scopeManager: ScopeManager): readonly Reference[] {
  return scopeManager.scopes
    .flatMap(({ references }) => references)
    .filter(({ identifier }) => isInsideAny(identifier, nodes))
    .sort((one, other) => one.identifier.range[0] - other.identifier.range[0]);
}

type Definition = Variable["defs"][number];

const codeDefinitions = new Set<string>(["FunctionName", "ClassName", "Type", "TSEnumName"]);

/** Of these an activity cannot be handed a copy. */
function isCode({ type, node }: Definition): boolean {
  if (codeDefinitions.has(type)) return true;
  return node.type === "VariableDeclarator" && !!node.init && isFunction(unwrap(node.init));
}

/** `total = …`: what the variable was before does not matter. */
function isAssigned(reference: Reference): boolean {
  const { parent } = reference.identifier;
  const isStatement = parent.type === "AssignmentExpression" && parent.parent.type === "ExpressionStatement";
  return !reference.isRead() && isStatement;
}

function isUsedOutside({ references }: Variable, nodes: readonly Node[]): boolean {
  return references.some(({ identifier, init }) => !init && !isInsideAny(identifier, nodes));
}

function declarationOf({ parent }: Definition): Pick<MovedResult, "declaredBy"> {
  const isList = parent?.type === "VariableDeclaration";
  const kind = isList ? parent.kind : "const";
  return { declaredBy: kind === "let" || kind === "var" ? kind : "const" };
}

/** From the annotation, or from a literal that it begins with. */
function typeOf({ defs: [definition] }: Variable, text: string): Pick<MovedVariable, "type"> {
  const name = definition?.name;
  const annotation = name?.type === "Identifier" ? name.typeAnnotation?.typeAnnotation : undefined;
  if (annotation) return { type: text.slice(...annotation.range) };
  const start = definition?.node.type === "VariableDeclarator" ? definition.node.init : undefined;
  const value = start?.type === "Literal" ? typeof start.value : start?.type === "TemplateLiteral" ? "string" : "";
  return ["string", "number", "boolean"].includes(value) ? { type: value } : {};
}
