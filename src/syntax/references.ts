import type { Variable } from "@typescript-eslint/scope-manager";
import { pathInPattern, type DeclarationKeys } from "./declarations";
import { isClass, isFunction, keyOf, moduleOf, unwrap } from "./nodes";
import type { TextRange } from "../base/sourcePlace";
import type {
  AssignmentExpression,
  BinaryExpression,
  CallExpression,
  ClassNode,
  FunctionNode,
  NewExpression,
} from "./nodes";
import type { MemberExpression, Node, TemplateLiteral } from "./nodes";
import { readElementParameter, readLoopVariable, readObjectCall } from "./loopReferences";
import { readEnum, readList, readNamespace, readObject } from "./objectReferences";
import { unknownReference, type Reference } from "./summary";

/** Deeper expressions stand for nothing: no code that people write, but minified code nests without end. */
const maximalDepth = 14;
/** Of a variable that is written in many places, the first few say enough. */
const maximalWrites = 4;

/** Methods of `df.app` that return what is registered. */
const registeringMethods = new Set(["orchestration", "activity", "entity"]);

/** What containers of services are asked by: inversify, tsyringe, typedi, Nest, Angular. */
const containerMethod = /^(get|getAsync|resolve|inject)$/;

/** Told of every function and class that a reference leads to, so that the summary holds it. */
export interface Declarations {
  functionAt(node: FunctionNode): string;
  classAt(node: ClassNode): string;
}

/** Reads what expressions of one file stand for. */
export class ReferenceReader {
  readonly variables = new Map<string, Reference>();
  /** Where texts that were read are written. */
  readonly literals = new Map<Reference, TextRange>();
  readonly #keys: DeclarationKeys;
  readonly #declarations: Declarations;
  /** Of whole expressions: the same are asked for again and again. */
  readonly #known = new Map<Node, Reference>();

  constructor(keys: DeclarationKeys, declarations: Declarations) {
    this.#keys = keys;
    this.#declarations = declarations;
  }

  read(node: Node): Reference {
    const known = this.#known.get(node);
    if (known) return known;
    const reference = this.#read(node, 0);
    this.#known.set(node, reference);
    return reference;
  }

  #read(node: Node, depth: number): Reference {
    const inner = unwrap(node);
    if (depth > maximalDepth) return unknownReference;
    return inner === node ? this.#readValue(inner, depth) : this.#orOfType(this.#readValue(inner, depth), castOf(node));
  }

  #readValue(inner: Node, depth: number): Reference {
    if (isFunction(inner)) return { kind: "function", key: this.#declarations.functionAt(inner) };
    if (isClass(inner)) return { kind: "class", key: this.#declarations.classAt(inner) };
    return this.#readExpression(inner, depth + 1);
  }

  #readExpression(node: Node, depth: number): Reference {
    switch (node.type) {
      case "Identifier":
        return this.#readIdentifier(node);
      case "Literal":
        return typeof node.value === "string" ? this.#readText(node, node.value) : unknownReference;
      case "TemplateLiteral":
        return this.#readTemplate(node, depth);
      case "ThisExpression":
        return this.#ofClassAround(node, "this");
      case "Super":
        return this.#ofClassAround(node, "super");
      case "MemberExpression":
        return this.#readMember(node, depth);
      case "NewExpression":
        return this.#readNew(node, depth);
      case "CallExpression":
        return this.#readCall(node, depth);
      case "ImportExpression":
        return imported(moduleOf(node.source), "*");
      case "ObjectExpression":
        return readObject(node.properties, (each) => this.#read(each, depth));
      case "ArrayExpression":
        return readList(node.elements, (each) => this.#read(each, depth));
      case "BinaryExpression":
        return this.#readSum(node, depth);
      case "ConditionalExpression":
        return either([this.#read(node.consequent, depth), this.#read(node.alternate, depth)]);
      case "LogicalExpression":
        return either([this.#read(node.left, depth), this.#read(node.right, depth)]);
      case "AwaitExpression":
        return awaited(this.#read(node.argument, depth));
      case "SequenceExpression": {
        const last = node.expressions.at(-1);
        return last ? this.#read(last, depth) : unknownReference;
      }
      case "AssignmentExpression":
        return this.#readAssignment(node, depth);
      default:
        return unknownReference;
    }
  }

  /** `shared ??= new Store()`. */
  #readAssignment({ operator, left, right }: AssignmentExpression, depth: number): Reference {
    if (operator === "??=" || operator === "||=") return either([this.#read(left, depth), this.#read(right, depth)]);
    return operator === "=" ? this.#read(right, depth) : unknownReference;
  }

  #readText(node: Node, value: string): Reference {
    const reference: Reference = { kind: "string", value };
    this.literals.set(reference, { start: node.range[0], end: node.range[1] });
    return reference;
  }

  #readTemplate(node: TemplateLiteral, depth: number): Reference {
    const { quasis, expressions } = node;
    const texts = quasis.map(({ value }) => value.cooked);
    const [only] = texts;
    if (!expressions.length) return typeof only === "string" ? this.#readText(node, only) : unknownReference;
    const parts = texts.flatMap((text, index) => {
      const code = expressions[index];
      return [{ kind: "string", value: text ?? "" } as const, ...(code ? [this.#readPart(code, depth)] : [])];
    });
    return textOf(parts);
  }

  /** `prefix + "Fix"`. */
  #readSum({ operator, left, right }: BinaryExpression, depth: number): Reference {
    return operator === "+" ? textOf([this.#readPart(left, depth), this.#readPart(right, depth)]) : unknownReference;
  }

  #readPart(node: Node, depth: number): Reference {
    const value = unwrap(node);
    const isNumber = value.type === "Literal" && typeof value.value === "number";
    return isNumber ? { kind: "string", value: value.raw } : this.#read(value, depth);
  }

  #readMember(node: MemberExpression, depth: number): Reference {
    const object = this.#read(node.object, depth);
    const name = keyOf(node);
    if (name !== undefined) return memberOf(object, name);
    const key = object.kind === "unknown" ? object : this.#read(node.property, depth);
    return key.kind === "unknown" ? key : { kind: "at", object, key };
  }

  #readNew({ callee, arguments: [first] }: NewExpression, depth: number): Reference {
    const of = this.#read(callee, depth);
    const isCollection = of.kind === "global" && (of.name === "Map" || of.name === "Set");
    return { kind: "instance", of, ...(isCollection && first && { items: this.#read(first, depth) }), ...bare(first) };
  }

  #readIdentifier(node: Node & { readonly name: string }): Reference {
    const variable = this.#keys.variableOf(node);
    if (variable === undefined) return unknownReference;
    if (!variable?.defs.length) return { kind: "global", name: node.name };
    return this.variable(variable);
  }

  variable(variable: Variable): Reference {
    const key = this.#keys.variableKey(variable);
    if (!this.variables.has(key)) {
      // Before it is read: a variable may be part of its own definition.
      this.variables.set(key, unknownReference);
      this.variables.set(key, this.#readVariable(variable));
    }
    return { kind: "variable", key };
  }

  #readVariable(variable: Variable): Reference {
    const writes = variable.references.filter((reference) => reference.isWrite() && reference.init !== true);
    const values = writes
      .slice(0, maximalWrites)
      .map(({ writeExpr, identifier }) => (writeExpr ? this.#readWrite(writeExpr, identifier) : unknownReference));
    return either([this.#readDefinition(variable), ...values]);
  }

  /** `({ a } = make())`: the value that one name takes. */
  #readWrite(value: Node, identifier: Node): Reference {
    const target = assignmentAround(identifier);
    const path = target ? pathInPattern(target, identifier) : [];
    return path ? path.reduce(memberOf, this.read(value)) : unknownReference;
  }

  #readDefinition(variable: Variable): Reference {
    const [definition] = variable.defs;
    if (!definition) return unknownReference;
    const { node, name } = definition;
    switch (node.type) {
      case "ImportSpecifier":
        return importOf(node.parent, node.imported.type === "Identifier" ? node.imported.name : node.imported.value);
      case "ImportDefaultSpecifier":
        return importOf(node.parent, "default");
      case "ImportNamespaceSpecifier":
        return importOf(node.parent, "*");
      case "TSImportEqualsDeclaration":
        return this.#readImportEquals(node.moduleReference);
      case "VariableDeclarator": {
        const path = pathInPattern(node.id, name);
        const value = node.init ? this.read(node.init) : readLoopVariable(node, (each) => this.read(each));
        return value && path ? this.#orOfType(path.reduce(memberOf, value), typeOf(name)) : this.ofType(name);
      }
      case "TSEnumDeclaration":
        return readEnum(node.body.members, (each) => this.read(each));
      case "TSEnumMember":
        return node.initializer ? this.read(node.initializer) : unknownReference;
      case "TSModuleDeclaration":
        return this.#readNamespace(variable);
      default:
        if (isFunction(node) && definition.type === "FunctionName") return this.read(node);
        if (isClass(node)) return this.read(node);
        return isFunction(node) ? this.#readParameter(node, name) : this.ofType(name);
    }
  }

  #readNamespace({ defs }: Variable): Reference {
    const declarations = defs.map(({ node }) => node);
    return readNamespace(declarations, (each) =>
      this.#keys.declaredBy(each).map((variable) => [variable.name, this.variable(variable)]),
    );
  }

  /** By its type; of a constructor without types, what this file gives to it; in `list.forEach(…)` an element. */
  #readParameter(node: FunctionNode, name: Node): Reference {
    const element = readElementParameter(node, name, (each) => this.read(each));
    if (element) return element.path.reduce(memberOf, element.each);
    const typed = this.ofType(name);
    const index = node.params.findIndex((each) => each === name);
    if (typed.kind !== "unknown" || index < 0) return typed;
    const given = this.#keys.constructionsOf(node).flatMap((each) => each.arguments[index] ?? []);
    return either(given.slice(0, maximalWrites).map((each) => this.read(each)));
  }

  /** What a type annotation says of a name: `prices: PriceList` is an object of that class. */
  ofType(name: Node): Reference {
    return this.#instanceOfType(typeOf(name));
  }

  #instanceOfType(type: Node | undefined): Reference {
    if (type?.type !== "TSTypeReference" || type.typeName.type !== "Identifier") return unknownReference;
    const variable = this.#keys.variableOf(type.typeName);
    return variable?.defs.length ? { kind: "instance", of: this.variable(variable) } : unknownReference;
  }

  /** What a variable holds may be known by its type alone: `context.services as Services`. */
  #orOfType(value: Reference, type: Node | undefined): Reference {
    return type && isHeld(value) ? either([value, this.#instanceOfType(type)]) : value;
  }

  #readImportEquals(source: Node): Reference {
    if (source.type !== "TSExternalModuleReference") return this.read(source);
    return imported(moduleOf(source.expression), "require");
  }

  #readCall(node: CallExpression, depth: number): Reference {
    const module = requiredModule(node);
    if (module !== undefined) return { kind: "import", module, name: "require" };
    const [first] = node.arguments;
    if (first && isModuleHelper(node)) return this.#read(first, depth);
    const ofObject = readObjectCall(node, (each) => this.#read(each, depth));
    if (ofObject) return ofObject;
    const functions = node.arguments
      .map(unwrap)
      .filter((argument) => isFunction(argument) || argument.type === "Identifier")
      .map((argument) => this.#read(argument, depth))
      .filter(({ kind }) => kind !== "unknown" && kind !== "global");
    const made = this.#madeByContainer(node, depth);
    if (made) return made;
    const callee = this.#read(node.callee, depth);
    const mayRegister = callee.kind === "member" && registeringMethods.has(callee.name);
    const name = mayRegister && first ? { name: this.#read(first, depth) } : undefined;
    return { kind: "call", callee, functions, ...name, ...bare(first) };
  }

  /** `container.resolve(PriceList)`, `inject<PriceList>(key)`: an object of a class that is named. */
  #madeByContainer(node: CallExpression, depth: number): Reference | undefined {
    if (!containerMethod.test(nameOf(node.callee) ?? "")) return undefined;
    const [type] = node.typeArguments?.params ?? [];
    const typed = this.#instanceOfType(type);
    const [first] = node.arguments;
    const isClassName = first?.type === "Identifier" && /^[A-Z]\w*[a-z]/.test(first.name);
    if (typed.kind !== "unknown" || !isClassName) return typed.kind === "unknown" ? undefined : typed;
    return this.#keys.variableOf(first)?.defs.length ? { kind: "instance", of: this.#read(first, depth) } : undefined;
  }

  /** `this` means the class around only where no plain function stands between. */
  #ofClassAround(node: Node, kind: "this" | "super"): Reference {
    for (let outer = node.parent; outer; outer = outer.parent) {
      if (isClass(outer)) return { kind, classKey: this.#declarations.classAt(outer) };
      const method = outer.parent?.type === "MethodDefinition" ? outer.parent : undefined;
      const isMethod = method?.value === outer;
      if (isMethod && method.static && kind === "this")
        return { kind: "class", key: this.#declarations.classAt(method.parent.parent) };
      if (isFunction(outer) && outer.type !== "ArrowFunctionExpression" && !isMethod) return unknownReference;
    }
    return unknownReference;
  }
}

/** `resolve` of `container.resolve`, and of `resolve`. */
function nameOf(callee: Node): string | undefined {
  const called = unwrap(callee);
  if (called.type === "Identifier") return called.name;
  return called.type === "MemberExpression" ? keyOf(called) : undefined;
}

/** A variable, or a member of what it holds. */
function isHeld(reference: Reference): boolean {
  let root = reference;
  while (root.kind === "member") root = root.object;
  return root.kind === "variable";
}

/** The type of a declared name. */
function typeOf(name: Node): Node | undefined {
  return (name as { typeAnnotation?: { typeAnnotation?: Node } }).typeAnnotation?.typeAnnotation;
}

/** The outermost type that an expression is cast to. */
function castOf(node: Node): Node | undefined {
  return node.type === "TSAsExpression" || node.type === "TSTypeAssertion" ? node.typeAnnotation : undefined;
}

export function memberOf(object: Reference, name: string): Reference {
  return object.kind === "unknown" ? object : { kind: "member", object, name };
}

/** Of sums of numbers and of what nothing is known of, nothing is known. */
function textOf(parts: readonly Reference[]): Reference {
  return parts.some(({ kind }) => notInTexts.has(kind)) ? unknownReference : { kind: "text", parts };
}

const notInTexts = new Set<Reference["kind"]>(
  "unknown global function class this super object listed".split(" ") as Reference["kind"][],
);

function awaited(of: Reference): Reference {
  return of.kind === "unknown" || of.kind === "import" ? of : { kind: "awaited", of };
}

/** `require("x")` and what compilers make of `import x = require("x")`. */
export function requiredModule(node: CallExpression): string | undefined {
  const callee = unwrap(node.callee);
  const [module] = node.arguments;
  const isRequire = callee.type === "Identifier" && callee.name === "require";
  return isRequire && module?.type === "Literal" && typeof module.value === "string" ? module.value : undefined;
}

/** Functions that compilers put around `require`. */
function isModuleHelper({ callee }: CallExpression): boolean {
  const name = callee.type === "MemberExpression" ? keyOf(callee) : callee.type === "Identifier" ? callee.name : "";
  return /^_*(importStar|importDefault|toESM|interopRequire(Default|Wildcard))$/.test(name ?? "");
}

/** What a module gives under a name; of a module that is not named yet, nothing is known. */
export function imported(module: string | undefined, name: string): Reference {
  return module === undefined ? unknownReference : { kind: "import", module, name };
}

function importOf(declaration: Node | undefined, name: string): Reference {
  return declaration?.type === "ImportDeclaration" ? imported(moduleOf(declaration.source), name) : unknownReference;
}

/** The pattern on the left of the assignment that an identifier is part of. */
function assignmentAround(identifier: Node): Node | undefined {
  for (let node: Node | undefined = identifier; node; node = node.parent) {
    if (node.parent?.type === "AssignmentExpression") return node.parent.left === node ? node : undefined;
    if (/Statement$|Declaration$/.test(node.type)) return undefined;
  }
  return undefined;
}

function either(references: readonly Reference[]): Reference {
  const known = references.filter(({ kind }) => kind !== "unknown");
  const [only] = known;
  if (!only) return unknownReference;
  return known.length === 1 ? only : { kind: "either", of: known };
}

function bare(first: Node | undefined): { readonly withoutArguments: true } | undefined {
  return first ? undefined : { withoutArguments: true };
}
