import type { Binding } from "../../syntax/moduleBindings";
import { isFunction, keyOf, methodOf, parentOf, unwrap } from "../../syntax/nodes";
import type { ArrayExpression, CallExpression, FunctionNode, Identifier, Node } from "../../syntax/nodes";
import { returnedExpressions } from "./returnedExpressions";
import type { DurableCode } from "../durableCode";
import type { Value } from "../linker/values";
import { isFireAndForget, joinsTasks, makesTask } from "./taskNames";

/** What an expression is to an orchestrator that would yield it. */
export type ExpressionKind =
  | { readonly kind: "task"; readonly name: string }
  /** An array that holds tasks. */
  | { readonly kind: "tasks" }
  /** Nothing: the call acts at once. */
  | { readonly kind: "fireAndForget"; readonly name: string }
  | { readonly kind: "generator"; readonly isAsync: boolean }
  | { readonly kind: "promise" }
  /** What a yielded task gave; of `Task.any` the task that won. */
  | { readonly kind: "result" | "winner" }
  /** A number, a text, an object, a function: for certain neither task nor promise. */
  | { readonly kind: "data" };

/** A name that stands for a name that stands for… */
const maximalDepth = 8;

const dataTypes = new Set<string>([
  "Literal",
  "TemplateLiteral",
  "ObjectExpression",
  "BinaryExpression",
  "UnaryExpression",
  "UpdateExpression",
  "ClassExpression",
  "ArrowFunctionExpression",
  "FunctionExpression",
  "ArrayExpression",
]);

/** Packages whose functions return promises. */
const promisePackages = /^(axios|node-fetch|cross-fetch|got|ky|superagent|undici|fs\/promises|timers\/promises)$/;

/** Tells what the expressions of one file are. */
export class ExpressionKinds {
  readonly #durable: DurableCode;
  readonly #known = new Map<Node, ExpressionKind | undefined>();

  constructor(durable: DurableCode) {
    this.#durable = durable;
  }

  /** Undefined: not known, or one thing here and another there. */
  of(node: Node): ExpressionKind | undefined {
    const leaves = this.leavesOf(node);
    const [first, ...others] = leaves.map((leaf) => this.#ofLeaf(leaf));
    return first && others.every((other) => other?.kind === first.kind) ? first : undefined;
  }

  /** The name of what makes a task: `callActivity`, `Task.all`, `payOrder`; undefined for other calls. */
  taskMadeBy(node: CallExpression): string | undefined {
    const kind = this.#ofLeaf(node);
    return kind?.kind === "task" ? kind.name : undefined;
  }

  /** The expressions that a value comes from: branches of conditions, what names were given. */
  leavesOf(node: Node, depth = 0): readonly Node[] {
    const inner = unwrap(node);
    if (depth > maximalDepth) return [inner];
    const through = (...next: readonly Node[]) => next.flatMap((each) => this.leavesOf(each, depth + 1));
    switch (inner.type) {
      case "ConditionalExpression":
        return through(inner.consequent, inner.alternate);
      case "LogicalExpression":
        return inner.operator === "&&" ? through(inner.right) : through(inner.left, inner.right);
      case "SequenceExpression":
        return through(...inner.expressions.slice(-1));
      case "Identifier": {
        const writes = this.writesOf(inner);
        return writes ? through(...writes) : [inner];
      }
      default:
        return [inner];
    }
  }

  /** All that a name was given; undefined when there is more than the code says. */
  writesOf(name: Identifier): readonly Node[] | undefined {
    const variable = this.variableOf(name);
    const [definition, ...others] = variable?.defs ?? [];
    if (!variable || !definition || others.length || definition.node.type !== "VariableDeclarator") return undefined;
    if (definition.node.id.type !== "Identifier") return undefined;
    const writes = variable.references.filter((each) => each.isWrite());
    if (!writes.length || writes.length > maximalDepth) return undefined;
    const values = writes.map(({ writeExpr, identifier }) =>
      isInitialized(identifier) || isPlainAssignment(identifier) ? writeExpr : undefined,
    );
    return values.every((value) => !!value) ? values : undefined;
  }

  variableOf(name: Node): Binding | undefined {
    return this.#durable.tree.keys.variableOf(name) ?? undefined;
  }

  #ofLeaf(leaf: Node): ExpressionKind | undefined {
    if (!this.#known.has(leaf)) {
      // Before it is read: a name may stand for itself.
      this.#known.set(leaf, undefined);
      this.#known.set(leaf, this.#read(leaf));
    }
    return this.#known.get(leaf);
  }

  #read(leaf: Node): ExpressionKind | undefined {
    switch (leaf.type) {
      case "YieldExpression":
        return leaf.delegate || !leaf.argument ? undefined : this.#yielded(leaf.argument);
      case "CallExpression":
        return this.#ofCall(leaf);
      case "NewExpression":
        return ofValues(this.#durable.valuesOf(leaf));
      case "ArrayExpression":
        return { kind: this.elementsOf(leaf).some((each) => this.#isTaskElement(each)) ? "tasks" : "data" };
      case "Identifier":
        return this.#ofName(leaf);
      default:
        return dataTypes.has(leaf.type) ? { kind: "data" } : undefined;
    }
  }

  /** Its elements, and what is pushed to it when it has a name. */
  elementsOf(array: ArrayExpression): readonly Node[] {
    const own = array.elements.filter((each) => each !== null);
    const declarator = parentOf(array);
    const name = declarator?.type === "VariableDeclarator" ? declarator.id : undefined;
    const variable = name && this.#durable.tree.scopeManager.getDeclaredVariables(declarator ?? array);
    const uses = variable?.length === 1 ? variable[0]?.references : [];
    return [...own, ...(uses ?? []).flatMap(({ identifier }) => pushedTo(identifier))];
  }

  #isTaskElement(element: Node): boolean {
    if (element.type === "SpreadElement") return this.of(element.argument)?.kind === "tasks";
    return this.leavesOf(element).some((leaf) => this.#ofLeaf(leaf)?.kind === "task");
  }

  #yielded(argument: Node): ExpressionKind | undefined {
    const kind = this.of(argument);
    if (kind?.kind !== "task") return undefined;
    return { kind: kind.name === "Task.any" ? "winner" : "result" };
  }

  #ofName(leaf: Identifier): ExpressionKind | undefined {
    const variable = this.variableOf(leaf);
    if (leaf.name === "undefined" && !variable?.defs.length) return { kind: "data" };
    const [definition] = variable?.defs ?? [];
    return definition?.type === "FunctionName" || definition?.type === "ClassName" ? { kind: "data" } : undefined;
  }

  #ofCall(call: CallExpression): ExpressionKind | undefined {
    const durable = this.#ofDurableCall(call);
    if (durable) return durable;
    const method = methodOf(call);
    if (isThen(call, method)) return { kind: "promise" };
    if (this.#isListOfTasks(call, method)) return { kind: "tasks" };
    return this.#ofCallee(call);
  }

  #ofDurableCall(call: CallExpression): ExpressionKind | undefined {
    const name = this.#durable.durableCallName(call);
    if (name !== undefined && makesTask(name)) return { kind: "task", name };
    if (name !== undefined && isFireAndForget(name)) return { kind: "fireAndForget", name };
    const callee = unwrap(call.callee);
    if (callee.type !== "MemberExpression") return undefined;
    const join = keyOf(callee);
    const object = unwrap(callee.object);
    if (join === undefined || !joinsTasks(join) || object.type !== "MemberExpression") return undefined;
    return this.#durable.durableMemberName(object) === "Task" ? { kind: "task", name: `Task.${join}` } : undefined;
  }

  #isListOfTasks(call: CallExpression, method: string | undefined): boolean {
    const callee = unwrap(call.callee);
    if (callee.type !== "MemberExpression") return false;
    if (method === "map" || method === "flatMap") return this.#callbackMakesTasks(call.arguments[0]);
    return /^(filter|slice|concat|reverse|flat)$/.test(method ?? "") && this.of(callee.object)?.kind === "tasks";
  }

  #callbackMakesTasks(argument: Node | undefined): boolean {
    const callback = argument && this.functionOf(argument);
    if (!callback || callback.generator || callback.async) return false;
    return returnedExpressions(callback).some((each) => /^tasks?$/.test(this.of(each)?.kind ?? ""));
  }

  /** A function that is written here, or that a name of this file stands for. */
  functionOf(node: Node): FunctionNode | undefined {
    const inner = unwrap(node);
    if (isFunction(inner)) return inner;
    if (inner.type !== "Identifier") return undefined;
    const [definition] = this.variableOf(inner)?.defs ?? [];
    if (definition?.type === "FunctionName" && isFunction(definition.node)) return definition.node;
    const [value, ...others] = this.writesOf(inner) ?? [];
    return value && !others.length && isFunction(unwrap(value)) ? (unwrap(value) as FunctionNode) : undefined;
  }

  #ofCallee(call: CallExpression): ExpressionKind | undefined {
    const kind = ofValues(this.#durable.valuesOf(call));
    if (kind?.kind === "task") return { kind: "task", name: nameOfCallee(call) };
    if (kind?.kind !== "generator") return kind;
    const callees = this.#durable.valuesOf(call.callee).map((value) => this.#durable.functionOf(value));
    return { kind: "generator", isAsync: callees.some((each) => each?.isAsync) };
  }
}

function pushedTo(identifier: Node): readonly Node[] {
  const member = identifier.parent;
  const call = member?.parent;
  if (member?.type !== "MemberExpression" || call?.type !== "CallExpression" || call.callee !== member) return [];
  return /^(push|unshift)$/.test(keyOf(member) ?? "") ? call.arguments : [];
}

/** Not the name of a loop, which takes what is in a list. */
function isInitialized({ parent }: Node): boolean {
  return parent?.type === "VariableDeclarator" && parent.init !== null;
}

function isPlainAssignment(identifier: Node): boolean {
  const { parent } = identifier;
  return parent?.type === "AssignmentExpression" && parent.left === identifier && parent.operator === "=";
}

function isThen(call: CallExpression, method: string | undefined): boolean {
  return /^(then|catch|finally)$/.test(method ?? "") && call.arguments.length > 0;
}

function nameOfCallee({ callee }: CallExpression): string {
  const inner = unwrap(callee);
  if (inner.type === "Identifier") return inner.name;
  if (inner.type !== "MemberExpression") return "the call";
  const object = unwrap(inner.object);
  if (keyOf(inner) === "withRetry" && object.type === "CallExpression") return nameOfCallee(object);
  return keyOf(inner) ?? "the call";
}

/** What all of some values are. */
function ofValues(values: readonly Value[]): ExpressionKind | undefined {
  const [first] = values;
  if (!first) return undefined;
  if (values.every(({ kind }) => kind === "task")) return { kind: "task", name: "" };
  if (values.every(({ kind }) => kind === "generator")) return { kind: "generator", isAsync: false };
  const isMixed = values.some(({ kind }) => kind === "task" || kind === "generator");
  if (isPromise(first) && !isMixed) return { kind: "promise" };
  return values.every(isData) ? { kind: "data" } : undefined;
}

function isPromise(value: Value): boolean {
  if (value.kind === "promise") return true;
  if (value.kind === "global") return /^Promise(#|\.\w+\(\))$|^fetch\(\)$/.test(value.path);
  return value.kind === "package" && promisePackages.test(value.module) && isCallOfPackage(value.path);
}

/** `axios.get()`, not `axios.create()`. */
function isCallOfPackage(path: string): boolean {
  return path.endsWith("()") && !/(^|\.)(create|extend|agent)\(\)$/.test(path);
}

function isData(value: Value): boolean {
  return value.kind === "global" && /^(Date|Error|Map|Set|RegExp|URL|TypeError|RangeError|Array)#$/.test(value.path);
}
