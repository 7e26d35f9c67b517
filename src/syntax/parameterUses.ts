import type { Variable } from "@typescript-eslint/scope-manager";
import { codeChildrenOf } from "./codeChildren";
import { pathInPattern, type DeclarationKeys } from "./declarations";
import { isClass, isInside, keyOf, methodOf, unwrap, wrapped } from "./nodes";
import type { CallExpression, ClassNode, FunctionNode, MemberExpression, NewExpression, Node } from "./nodes";
import type { Property } from "./nodes";
import { isLoggingOnly } from "./loggingCalls";
import { isReplayGuarded } from "./replayGuards";
import type { HandedTo, ParameterUse, Reference } from "./summary";

/** Names in a row, and variables that hold what others held. */
const maximalPath = 3;
const maximalDepth = 3;
/** Position of the function among the arguments of methods that call it: of lists, promises, texts, and of lodash. */
const callingMethods: readonly (readonly [position: number, methods: RegExp])[] = [
  [
    0,
    /^(map|flatMap|forEach|filter|find|findIndex|findLast|findLastIndex|some|every|reduce|reduceRight|sort|toSorted|then|catch|finally)$/,
  ],
  [1, /^(from|replace|replaceAll|times)$/],
];
/** As many arguments as such methods give. */
const givenByMethods = 3;
/** What is put away so is not called by it. */
const storing = /^(push|unshift|splice|set|add|fill|delete|has|includes|indexOf)$/;

/** Whether a method calls the function that it is given at a position: `values.map(…)`; and with how many arguments. */
export function argumentsGivenBy(call: CallExpression | NewExpression, index: number): number | undefined {
  const method = call.type === "CallExpression" ? methodOf(call) : undefined;
  if (method === undefined) return undefined;
  return callingMethods.some(([at, methods]) => at === index && methods.test(method)) ? givenByMethods : undefined;
}

/** Where a use begins: at a parameter, or at a part of it. */
interface Given {
  readonly position: number;
  readonly isRest?: true;
  readonly path: readonly string[];
  readonly field?: string;
}

/** What functions of one file do with the functions that they are given. */
export class ParameterUses {
  readonly #keys: DeclarationKeys;
  readonly #read: (node: Node) => Reference;
  readonly #fields = new Map<ClassNode, ReadonlyMap<string, readonly Node[]>>();
  #uses = new Map<string, ParameterUse>();

  constructor(keys: DeclarationKeys, read: (node: Node) => Reference) {
    this.#keys = keys;
    this.#read = read;
  }

  of(node: FunctionNode): readonly ParameterUse[] {
    if (!node.params.length && node.type === "ArrowFunctionExpression") return [];
    this.#uses = new Map();
    if (this.#keys.readsArguments(node)) this.#add({ position: 0, isRest: true, path: [] }, { kind: "kept" });
    if (!node.params.length) return [...this.#uses.values()];
    const variables = this.#keys.variablesOf(node);
    for (const [position, parameter] of node.params.entries()) {
      const isRest = parameter.type === "RestElement";
      if (isRest) {
        this.#add({ position, isRest, path: [] }, { kind: "kept" });
        continue;
      }
      for (const variable of variables) {
        const [definition] = variable.defs;
        const isPart = definition?.type === "Parameter" && isInside(definition.name, parameter);
        const path = isPart ? pathInPattern(parameter, definition.name) : undefined;
        if (path) this.#followVariable(variable, { position, path }, 0);
      }
      if (parameter.type === "TSParameterProperty") this.#followProperty(parameter.parameter, node, { position });
    }
    return [...this.#uses.values()];
  }

  #add(given: Given, use: Pick<ParameterUse, "kind" | "to" | "argumentCount">): void {
    const { to } = use;
    const key = [use.kind, given.position, ...given.path, "", to ? receiverText(to) : ""].join("\0");
    if (!this.#uses.has(key)) this.#uses.set(key, { ...given, ...use });
  }

  #followVariable(variable: Variable, given: Given, depth: number): void {
    for (const { identifier, init } of variable.references) if (init !== true) this.#follow(identifier, given, depth);
  }

  #followProperty(name: Node, node: FunctionNode, start: Pick<Given, "position">): void {
    const target = name.type === "AssignmentPattern" ? name.left : name;
    if (target.type === "Identifier") this.#followField(target.name, node, { ...start, path: [] }, 0);
  }

  /** What becomes of the value of an expression. */
  #follow(node: Node, given: Given, depth: number): void {
    const value = wrapped(node);
    const { parent } = value;
    if (!parent || depth > maximalDepth || given.path.length > maximalPath) return;
    switch (parent.type) {
      case "MemberExpression":
        if (parent.object === value) this.#followMember(parent, given, depth);
        return;
      case "CallExpression":
      case "NewExpression":
        return this.#followCall(parent, value, given);
      case "TaggedTemplateExpression":
        return this.#add(given, { kind: "called" });
      case "VariableDeclarator":
        for (const variable of this.#keys.declaredBy(parent)) {
          const path = parent.init === value ? pathInPattern(parent.id, variable.identifiers[0] ?? parent) : undefined;
          if (path) this.#followVariable(variable, { ...given, path: [...given.path, ...path] }, depth + 1);
        }
        return;
      case "AssignmentExpression":
        if (parent.right === value) this.#followStored(unwrap(parent.left), given, depth);
        return;
      case "LogicalExpression":
      case "AwaitExpression":
        return this.#follow(parent, given, depth);
      case "ConditionalExpression":
        if (parent.test !== value) this.#follow(parent, given, depth);
        return;
      case "Property":
        return this.#followPart(parent, given);
      case "ArrayExpression":
      case "SpreadElement":
      case "YieldExpression":
      case "SequenceExpression":
      case "ExportSpecifier":
      case "ClassDeclaration":
      case "ClassExpression":
        return this.#add(given, { kind: "kept" });
      default:
        return;
    }
  }

  #followMember(member: MemberExpression, given: Given, depth: number): void {
    const name = keyOf(member);
    const call = wrapped(member).parent;
    const isCallee = call?.type === "CallExpression" && unwrap(call.callee) === member;
    if (name === undefined) return this.#add(given, { kind: "kept" });
    if (!isCallee || !/^(call|apply|bind)$/.test(name))
      return this.#follow(member, { ...given, path: [...given.path, name] }, depth);
    if (name === "bind") return this.#follow(call, given, depth);
    if (!isReplayGuarded(call, this.#keys)) this.#add(given, { kind: "called" });
  }

  #followCall(call: CallExpression | NewExpression, value: Node, given: Given): void {
    if (isReplayGuarded(call, this.#keys)) return;
    const isCalled = call.callee === value;
    // What only a log shows is no use; a function that is given and called `log` may be any.
    const isLog = call.type === "CallExpression" && isLoggingOnly(call, this.#keys);
    if (isLog && (!isCalled || given.path.length)) return;
    if (isCalled) return this.#add(given, { kind: "called", argumentCount: call.arguments.length });
    const index = call.arguments.findIndex((each) => each === value);
    const argumentCount = argumentsGivenBy(call, index);
    if (argumentCount !== undefined) return this.#add(given, { kind: "called", argumentCount });
    const callee = unwrap(call.callee);
    if (callee.type === "MemberExpression" && storing.test(keyOf(callee) ?? ""))
      return this.#followStored(unwrap(callee.object), given, maximalDepth);
    this.#add(given, { kind: "handed", to: { callee: this.#read(call.callee), index, path: [] } });
  }

  /** `{ now }`, in the arguments of a call or elsewhere. */
  #followPart(property: Property, given: Given): void {
    const name = keyOf(property);
    const call = property.parent.type === "ObjectExpression" ? wrapped(property.parent).parent : undefined;
    const index = call?.type === "CallExpression" ? call.arguments.findIndex((each) => each === property.parent) : -1;
    if (name === undefined || call?.type !== "CallExpression" || index < 0) return this.#add(given, { kind: "kept" });
    this.#add(given, { kind: "handed", to: { callee: this.#read(call.callee), index, path: [name] } });
  }

  /** It is put into a variable, a field or a collection: what is not read from there is not called. */
  #followStored(place: Node, given: Given, depth: number): void {
    let root = place;
    const path: Node[] = [];
    while (root.type === "MemberExpression") {
      path.push(root);
      root = unwrap(root.object);
    }
    const field = root.type === "ThisExpression" ? path.at(-1) : undefined;
    if (field?.type === "MemberExpression") {
      const name = keyOf(field);
      if (name === undefined) return this.#add(given, { kind: "kept" });
      const isWhole = path.length === 1 && depth < maximalDepth;
      if (isWhole) return this.#followField(name, field, given, depth);
      if (this.#fieldUses(name, field).some((each) => !isStoring(each))) this.#add(given, { kind: "kept" });
      return;
    }
    const variable = root.type === "Identifier" ? this.#keys.variableOf(root) : undefined;
    if (!variable || isSeenElsewhere(variable)) return this.#add(given, { kind: "kept" });
    if (root === place && depth < maximalDepth) return this.#followVariable(variable, given, depth + 1);
    if (variable.references.some(({ identifier, init }) => !init && !isStoring(identifier)))
      this.#add(given, { kind: "kept" });
  }

  #followField(name: string, from: Node, given: Given, depth: number): void {
    for (const each of this.#fieldUses(name, from))
      if (!isStoring(each)) this.#follow(each, { ...given, field: name }, depth + 1);
  }

  /** `this.name` in a class, wherever it is. */
  #fieldUses(name: string, from: Node): readonly Node[] {
    let owner: Node | undefined = from;
    while (owner && !isClass(owner)) owner = owner.parent;
    if (!owner) return [];
    const known = this.#fields.get(owner) ?? fieldsIn(owner);
    this.#fields.set(owner, known);
    return known.get(name) ?? [];
  }
}

/** Most receivers are called by a plain name. */
function receiverText({ callee, index, path }: HandedTo): string {
  return callee.kind === "variable" ? [callee.key, index, ...path].join("\0") : JSON.stringify([callee, index, path]);
}

function fieldsIn({ body }: ClassNode): ReadonlyMap<string, readonly Node[]> {
  const fields = new Map<string, Node[]>();
  const look = (node: Node) => {
    if (node.type === "MemberExpression" && node.object.type === "ThisExpression") {
      const name = keyOf(node) ?? "";
      fields.set(name, [...(fields.get(name) ?? []), node]);
    }
    for (const child of codeChildrenOf(node)) look(child);
  };
  look(body);
  return fields;
}

/** The node is only the place where something is put: `handlers.push(…)`, `handlers[name] = …`, `handler = …`. */
function isStoring(node: Node): boolean {
  let place = wrapped(node);
  while (place.parent?.type === "MemberExpression" && place.parent.object === place) {
    const member = place.parent;
    const call = wrapped(member).parent;
    if (call?.type === "CallExpression" && unwrap(call.callee) === member) return storing.test(keyOf(member) ?? "");
    place = wrapped(member);
  }
  return place.parent?.type === "AssignmentExpression" && place.parent.left === place;
}

/** Parameters, imports and exports: others see what they hold. */
function isSeenElsewhere({ defs: [definition] }: Variable): boolean {
  if (definition?.type !== "Variable") return true;
  return definition.parent.parent.type === "ExportNamedDeclaration";
}
