import type { ScopeManager, Variable } from "@typescript-eslint/scope-manager";
import { constructorOf } from "./classFields";
import { isClass, isFunction, keyOf, wrapped } from "./nodes";
import type { CallExpression, ClassNode, FunctionNode, Identifier, NewExpression, Node } from "./nodes";

/** Names may be written with escapes. */
const mentionsReplay = /replay|\\u/i;

/**
 * Keys of the functions, classes and variables of one file: the names on the way in, numbered where two are the same.
 * Those of variables begin with `$`.
 */
export class DeclarationKeys {
  /**
   * Statements of which is known whether they never run in a replay. Not a weak map of those who ask: what such a map
   * leads to outlives the collections of young objects, whole trees (measured on V8 13.6).
   */
  readonly guardedStatements = new Map<Node, boolean>();
  /** Statements → the parameter without which alone they run; likewise. */
  readonly omittedStatements = new Map<Node, number | undefined>();
  readonly #functions = new Map<Node, string>();
  /** Of classes without a written one. */
  readonly #constructors = new Map<ClassNode, string>();
  readonly #variables = new Map<Variable, string>();
  readonly #taken = new Map<string, number>();
  readonly #resolved = new Map<Node, Variable | null>();

  readonly #scopeManager: ScopeManager;
  /** Whether the file has a word that may tell replays from new runs. */
  readonly mentionsReplay: boolean;

  constructor(scopeManager: ScopeManager, text: string) {
    this.#scopeManager = scopeManager;
    this.mentionsReplay = mentionsReplay.test(text);
    for (const scope of scopeManager.scopes) {
      for (const reference of scope.references) this.#resolved.set(reference.identifier, reference.resolved);
    }
  }

  /** The variable that an identifier names; null: none of the file's; undefined: the identifier names no value. */
  variableOf(identifier: Node): Variable | null | undefined {
    return this.#resolved.get(identifier);
  }

  /** Identifiers that read a parameter of a function. */
  usesOf(node: FunctionNode, parameter: string): readonly Node[] {
    const variable = this.#scopeManager.getDeclaredVariables(node).find(({ name }) => name === parameter);
    return variable?.references.map(({ identifier }) => identifier) ?? [];
  }

  /** Parameters of a function, and its own name. */
  variablesOf(node: FunctionNode): readonly Variable[] {
    return this.#scopeManager.getDeclaredVariables(node);
  }

  /** A function reads its `arguments`. */
  readsArguments(node: FunctionNode): boolean {
    const scope = this.#scopeManager.acquire(node);
    return scope?.type === "function" && (scope.set.get("arguments")?.references.length ?? 0) > 0;
  }

  /** Whether a name means a parameter of a function at a node inside of it: no variable in between is called the same. */
  isVisible(parameter: string, { from, of }: { readonly from: Node; readonly of: FunctionNode }): boolean {
    const isDeclared = (each: Node) =>
      this.#scopeManager.nodeToScope.get(each)?.some(({ set }) => set.has(parameter)) ?? false;
    for (let at: Node | undefined = from; at && at !== of; at = at.parent) if (isDeclared(at)) return false;
    return true;
  }

  /** Variables that a declaration makes around it: of a function its name, not its parameters. */
  declaredBy(declaration: Node): readonly Variable[] {
    const variables = this.#scopeManager.getDeclaredVariables(declaration);
    return variables.filter(({ defs }) => defs.some(({ type, node }) => node === declaration && type !== "Parameter"));
  }

  /** Identifiers that read the variables of a declaration. */
  readsOf(declaration: Node): readonly Node[] {
    const variables = this.#scopeManager.getDeclaredVariables(declaration);
    return variables.flatMap(({ references }) => references.map(({ identifier }) => identifier));
  }

  /** `new` of the class that a function is the constructor of. */
  constructionsOf(node: FunctionNode): readonly NewExpression[] {
    const method = node.parent;
    const owner =
      method.type === "MethodDefinition" && method.kind === "constructor" ? method.parent.parent : undefined;
    if (!isClass(owner)) return [];
    return this.#scopeManager
      .getDeclaredVariables(owner)
      .flatMap(({ references }) => references)
      .flatMap(({ identifier: { parent } }) => (parent.type === "NewExpression" ? [parent] : []));
  }

  functionKey(node: FunctionNode | ClassNode): string {
    const known = this.#functions.get(node);
    if (known !== undefined) return known;
    const key = this.#unique(`${this.#keyAround(node)}${declaredName(node) ?? "~"}`);
    this.#functions.set(node, key);
    return key;
  }

  /** Of the constructor of a class, written or not. */
  constructorKey(node: ClassNode): string {
    const written = constructorOf(node);
    if (written) return this.functionKey(written);
    const known = this.#constructors.get(node) ?? this.#unique(`${this.functionKey(node)}/constructor`);
    this.#constructors.set(node, known);
    return known;
  }

  variableKey(variable: Variable): string {
    const known = this.#variables.get(variable);
    if (known !== undefined) return known;
    const [definition] = variable.defs;
    const key = this.#unique(`$${definition ? this.#keyAround(definition.name) : ""}${variable.name}`);
    this.#variables.set(variable, key);
    return key;
  }

  #keyAround(node: Node): string {
    for (let outer = node.parent; outer; outer = outer.parent) {
      if (isFunction(outer) || isClass(outer)) return `${this.functionKey(outer)}/`;
    }
    return "";
  }

  #unique(key: string): string {
    const count = (this.#taken.get(key) ?? 0) + 1;
    this.#taken.set(key, count);
    return count === 1 ? key : `${key}#${count}`;
  }
}

/** The name a reader gives a function or class: its own, or that of what it is assigned to. */
export function declaredName(node: FunctionNode | ClassNode): string | undefined {
  if (node.id) return node.id.name;
  const value = wrapped(node);
  const { parent } = value;
  if (parent?.type === "CallExpression" && isNamingCall(parent, value)) return declaredNameOfValue(parent);
  return declaredNameOfValue(value);
}

/** `const handler = df.orchestrator(function* () {})`: the call is another name of the function. */
function isNamingCall(call: CallExpression, argument: Node): boolean {
  return call.parent.type === "VariableDeclarator" && call.arguments[0] === argument;
}

function declaredNameOfValue(value: Node): string | undefined {
  const parent = value.parent;
  switch (parent?.type) {
    case "VariableDeclarator":
      return parent.id.type === "Identifier" ? parent.id.name : undefined;
    case "MethodDefinition":
    case "PropertyDefinition":
    case "Property":
      return parent.value === value ? keyOf(parent) : undefined;
    case "AssignmentExpression":
      return parent.right === value ? assignedName(parent.left) : undefined;
    case "AssignmentPattern":
      return parent.right === value && parent.left.type === "Identifier" ? parent.left.name : undefined;
    case "ExportDefaultDeclaration":
      return "default";
    default:
      return undefined;
  }
}

function assignedName(target: Node): string | undefined {
  if (target.type === "Identifier") return target.name;
  return target.type === "MemberExpression" ? keyOf(target) : undefined;
}

/** Names on the way from a pattern to one of its identifiers: `{ a: [, x] }` → `a`, `1`; undefined when computed. */
export function pathInPattern(pattern: Node | null, identifier: Identifier | Node): readonly string[] | undefined {
  if (!pattern) return undefined;
  if (pattern === identifier) return [];
  switch (pattern.type) {
    case "AssignmentPattern":
      return pathInPattern(pattern.left, identifier);
    case "RestElement":
      return pathInPattern(pattern.argument, identifier);
    case "TSParameterProperty":
      return pathInPattern(pattern.parameter, identifier);
    case "ObjectPattern":
      return pathInProperties(pattern.properties, identifier);
    case "ArrayPattern":
      return pathInElements(pattern.elements, identifier);
    default:
      return undefined;
  }
}

function pathInProperties(properties: readonly Node[], identifier: Node): readonly string[] | undefined {
  for (const property of properties) {
    if (property.type === "RestElement") {
      if (property.argument === identifier) return [];
      continue;
    }
    if (property.type !== "Property") continue;
    const path = pathInPattern(property.value, identifier);
    const key = keyOf(property);
    if (path) return key === undefined ? undefined : [key, ...path];
  }
  return undefined;
}

function pathInElements(elements: readonly (Node | null)[], identifier: Node): readonly string[] | undefined {
  for (const [index, element] of elements.entries()) {
    const path = pathInPattern(element, identifier);
    if (path) return element?.type === "RestElement" ? path : [String(index), ...path];
  }
  return undefined;
}
