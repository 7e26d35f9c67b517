import type { Variable } from "@typescript-eslint/scope-manager";
import type { TextRange } from "../base/sourcePlace";
import { declaredName, pathInPattern, type DeclarationKeys } from "./declarations";
import { isClass, isFunction, keyOf } from "./nodes";
import type { ClassElement, ClassNode, FunctionNode, Node } from "./nodes";
import type { ReferenceReader } from "./references";
import { optionalParametersOf } from "./omittedParameters";
import { guardedParametersOf } from "./replayGuards";
import { moduleKey, type CallSite, type ClassMember, type ClassSummary, type FunctionSummary } from "./summary";
import type { FunctionParameter, ParameterUse, Reference } from "./summary";

/** A function that is still being read. */
export interface OpenFunction extends FunctionSummary {
  parameterUses: readonly ParameterUse[];
  changesThis: boolean;
  parameters?: ReadonlyMap<string, FunctionParameter>;
  readonly calls: CallSite[];
  readonly returns: Reference[];
}

/** A call of which it is still being read when it runs. */
export type OpenCallSite = { -readonly [Part in keyof CallSite]: CallSite[Part] };

export function rangeOf(node: Node): TextRange {
  return { start: node.range[0], end: node.range[1] };
}

export function summarizeFunction(node: FunctionNode, key: string, keys: DeclarationKeys): OpenFunction {
  const name = readableName(node);
  return {
    key,
    ...(name !== undefined && { name }),
    range: rangeOf(node),
    outer: outerKey(node, keys),
    isGenerator: node.generator,
    isAsync: node.async,
    takesContext: takesContext(node, keys),
    guardedParameters: guardedParametersOf(node, keys),
    optionalParameters: optionalParametersOf(node, keys),
    parameterUses: [],
    changesThis: false,
    calls: [],
    returns: [],
  };
}

/** Parameters by the key of their variable; those that the function gives another value are no longer what was given. */
export function parametersOf(node: FunctionNode, keys: DeclarationKeys): ReadonlyMap<string, FunctionParameter> {
  const parameters = new Map<string, FunctionParameter>();
  const given = node.params.filter((each) => !(each.type === "Identifier" && each.name === "this"));
  for (const variable of keys.variablesOf(node)) {
    const [definition] = variable.defs;
    if (definition?.type !== "Parameter" || variable.references.some(isAssigned)) continue;
    const isCompared = variable.references.some(({ identifier }) => isComparison(identifier.parent));
    for (const [position, pattern] of given.entries()) {
      const path = pathInPattern(pattern, definition.name);
      if (path) parameters.set(keys.variableKey(variable), { position, path, ...(isCompared && { isCompared }) });
    }
  }
  return parameters;
}

function isAssigned(reference: Variable["references"][number]): boolean {
  return reference.isWrite() && reference.init !== true;
}

function isComparison(node: Node | undefined): boolean {
  return node?.type === "SwitchStatement" || (node?.type === "BinaryExpression" && /^[!=]==?$/.test(node.operator));
}

/** `PriceList.of` for methods. */
function readableName(node: FunctionNode): string | undefined {
  const name = declaredName(node);
  const element = node.parent;
  const owner =
    element.type === "MethodDefinition" || element.type === "PropertyDefinition" ? element.parent.parent : undefined;
  const className = isClass(owner) ? declaredName(owner) : undefined;
  return className === undefined || name === undefined ? name : `${className}.${name}`;
}

function outerKey(node: Node, keys: DeclarationKeys): string {
  for (let outer = node.parent; outer; outer = outer.parent) {
    if (isFunction(outer)) return keys.functionKey(outer);
  }
  return moduleKey;
}

const contextTypes = /^(OrchestrationContext|IOrchestrationFunctionContext|DurableOrchestrationContext)$/;
const handlerTypes = /^(OrchestrationHandler|OrchestratorFunction)$/;
/** Members of `context.df` that only entities have. */
const entityMembers =
  /^(getState|setState|entityName|entityKey|operationName|isNewlyConstructed|return|destructOnExit)$/;

/** The first parameter is that of an orchestrator: by its type, or by what is done with it. */
function takesContext(node: FunctionNode, keys: DeclarationKeys): boolean {
  const [first] = node.params;
  const { parent } = node;
  if (first?.type === "ObjectPattern") {
    return first.properties.some((property) => property.type === "Property" && keyOf(property) === "df");
  }
  const uses = first?.type === "Identifier" ? keys.usesOf(node, first.name) : [];
  if (uses.some(isOrchestratorUse)) return true;
  const typed = parent.type === "VariableDeclarator" ? typeNamed(parent.id, handlerTypes) : undefined;
  const type = typed ?? (first && typeNamed(first, contextTypes));
  return type !== undefined && isOfSdk(type, keys);
}

/** The type of a name is imported from the SDK; contexts of other packages are called the same, and have no `df`. */
function isOfSdk(type: Node, keys: DeclarationKeys): boolean {
  const [definition] = keys.variableOf(type)?.defs ?? [];
  if (!definition || definition.node.type === "TSImportEqualsDeclaration") return true;
  const declaration = definition.parent;
  return declaration?.type === "ImportDeclaration" && /^durable-functions(\/|$)/.test(declaration.source.value);
}

function isOrchestratorUse(identifier: Node): boolean {
  const member = identifier.parent;
  if (member?.type !== "MemberExpression" || member.object !== identifier || keyOf(member) !== "df") return false;
  const use = member.parent;
  return !(use.type === "MemberExpression" && use.object === member && entityMembers.test(keyOf(use) ?? ""));
}

/** What the type of a declaration is imported by, when it has one of these names: `df` of `df.OrchestrationContext`. */
function typeNamed(node: Node, names: RegExp): Node | undefined {
  const annotation = (node as { typeAnnotation?: { typeAnnotation?: Node } }).typeAnnotation?.typeAnnotation;
  if (annotation?.type !== "TSTypeReference") return undefined;
  const { typeName } = annotation;
  if (typeName.type === "Identifier") return names.test(typeName.name) ? typeName : undefined;
  return typeName.type === "TSQualifiedName" && names.test(typeName.right.name) ? typeName.left : undefined;
}

/** The constructor of a class that has none written, but whose fields have values that are computed; with its parent's. */
export function summarizeFields(node: ClassNode, keys: DeclarationKeys, references: ReferenceReader): OpenFunction {
  const { superClass } = node;
  const name = declaredName(node);
  const inParent: CallSite[] = superClass
    ? [{ kind: "new", callee: references.read(superClass), range: rangeOf(superClass) }]
    : [];
  return {
    key: keys.constructorKey(node),
    ...(name !== undefined && { name: `${name}.constructor` }),
    range: rangeOf(node),
    outer: outerKey(node, keys),
    ...{ isGenerator: false, isAsync: false, takesContext: false, guardedParameters: [], optionalParameters: [] },
    ...{ parameterUses: [], changesThis: false, calls: inParent, returns: [] },
  };
}

/** @param constructorKey of the constructor, where `new` runs code of the class itself */
export function summarizeClass(
  node: ClassNode,
  key: string,
  references: ReferenceReader,
  constructorKey?: string,
): ClassSummary {
  const members = new Map<string, ClassMember>();
  const statics = new Map<string, ClassMember>();
  for (const element of node.body.body) {
    const name = nameOfElement(element);
    const member = name === undefined ? undefined : memberOf(element, references);
    if (name === undefined || !member) continue;
    if (element.type === "MethodDefinition" && element.kind === "constructor") {
      addParameterProperties(element.value, members, references);
      addAssignedProperties(element.value, members, references);
    } else (isStatic(element) ? statics : members).set(name, member);
  }
  const name = declaredName(node);
  return {
    key,
    ...(name !== undefined && { name }),
    members,
    statics,
    ...(node.superClass && { parent: references.read(node.superClass) }),
    ...(constructorKey !== undefined && { constructorKey }),
  };
}

function nameOfElement(element: ClassElement): string | undefined {
  return element.type === "MethodDefinition" || element.type === "PropertyDefinition" ? keyOf(element) : undefined;
}

function isStatic(element: ClassElement): boolean {
  return "static" in element && element.static;
}

function memberOf(element: ClassElement, references: ReferenceReader): ClassMember | undefined {
  if (element.type === "MethodDefinition") {
    if (element.kind === "set" || !isFunction(element.value)) return undefined;
    return { kind: element.kind === "get" ? "getter" : "value", reference: references.read(element.value) };
  }
  if (element.type !== "PropertyDefinition") return undefined;
  return { kind: "value", reference: element.value ? references.read(element.value) : references.ofType(element) };
}

/** `constructor(private readonly prices: PriceList)`. */
function addParameterProperties(node: Node, members: Map<string, ClassMember>, references: ReferenceReader): void {
  if (!isFunction(node)) return;
  for (const parameter of node.params) {
    if (parameter.type !== "TSParameterProperty") continue;
    const inner = parameter.parameter;
    const target = inner.type === "AssignmentPattern" ? inner.left : inner;
    members.set(target.name, { kind: "value", reference: references.ofType(target) });
  }
}

/** `this.prices = new PriceList()` in a constructor; what a class declares of its members says more. */
function addAssignedProperties(node: Node, members: Map<string, ClassMember>, references: ReferenceReader): void {
  if (!isFunction(node) || node.body.type !== "BlockStatement") return;
  for (const statement of node.body.body) {
    const assigned = statement.type === "ExpressionStatement" ? statement.expression : undefined;
    if (assigned?.type !== "AssignmentExpression" || assigned.left.type !== "MemberExpression") continue;
    const name = keyOf(assigned.left);
    if (name === undefined || assigned.left.object.type !== "ThisExpression") continue;
    const reference = references.read(assigned.right);
    if (reference.kind !== "unknown" && !hasKnown(members, name)) members.set(name, { kind: "value", reference });
  }
}

function hasKnown(members: ReadonlyMap<string, ClassMember>, name: string): boolean {
  return (members.get(name)?.reference.kind ?? "unknown") !== "unknown";
}
