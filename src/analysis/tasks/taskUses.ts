import type { Binding } from "../../syntax/moduleBindings";
import { functionAround, isFunction, keyOf, methodOf, unwrap, wrapped } from "../../syntax/nodes";
import type { CallExpression, FunctionNode, MemberExpression, NewExpression, Node } from "../../syntax/nodes";
import type { DurableCode } from "../durableCode";
import type { ExpressionKinds } from "./expressionKinds";
import { isTaskMember } from "./taskNames";

/**
 * What becomes of a task: `used`, it is yielded or goes where nothing is known of it; `neutral`, it is only looked at;
 * the others are wrong. `list`: it is gone through, or has a method called that it lacks; generators have such methods.
 */
export type TaskUse = "used" | "neutral" | "dropped" | "value" | "list" | "returned" | "forEach";

/** One task, a list of them, or a member of such a list, which may be a list itself. */
type Shape = "task" | "tasks" | "member";

/** A name that is another name that is… */
const maximalDepth = 10;
const listMethods =
  /^(map|filter|concat|slice|flat|flatMap|shift|pop|splice|reverse|sort|toSorted|toReversed|at|find|values|entries)$/;
/** Rules about promises tell of them. */
const promiseMethods = /^(then|catch|finally)$/;
const loggers = /^(log|info|warn|error|debug|trace|verbose|stringify)$/;

/** Follows the tasks of one file from where they are made to where they are yielded. */
export class TaskUses {
  readonly #durable: DurableCode;
  readonly #kinds: ExpressionKinds;
  readonly #known = new Map<Binding, TaskUse>();

  constructor(durable: DurableCode, kinds: ExpressionKinds) {
    this.#durable = durable;
    this.#kinds = kinds;
  }

  of(task: Node): TaskUse {
    return this.#of(task, "task", 0);
  }

  #of(task: Node, shape: Shape, depth: number): TaskUse {
    const node = wrapped(task);
    const { parent } = node;
    if (!parent || depth > maximalDepth) return "used";
    const further = (next: Node) => this.#of(next, shape, depth + 1);
    switch (parent.type) {
      case "ExpressionStatement":
        return "dropped";
      case "UnaryExpression":
        return parent.operator === "void" ? "dropped" : parent.operator === "typeof" ? "neutral" : "value";
      case "BinaryExpression":
        return /^([=!]==?|instanceof|in)$/.test(parent.operator) ? "neutral" : "value";
      case "TemplateLiteral":
        return "value";
      case "SequenceExpression":
        return parent.expressions.at(-1) === node ? further(parent) : "dropped";
      case "ConditionalExpression":
        return parent.test === node ? "value" : further(parent);
      case "LogicalExpression":
        return parent.left === node && parent.operator === "&&" ? "neutral" : further(parent);
      case "IfStatement":
      case "WhileStatement":
      case "DoWhileStatement":
      case "SwitchStatement":
        return "value";
      case "ReturnStatement":
        return this.#ofReturned(functionAround(parent), depth);
      case "ArrowFunctionExpression":
        return parent.body === node ? this.#ofReturned(parent, depth) : "used";
      case "ForOfStatement":
      case "SpreadElement":
        return shape === "task" ? "list" : "used";
      case "ArrayExpression":
        return this.#of(parent, "tasks", depth + 1);
      case "Property":
        return this.#ofMember(parent.parent);
      case "VariableDeclarator":
        return this.#ofDeclared(parent.id, shape, depth);
      case "AssignmentExpression":
        return this.#ofAssigned(parent.left, parent, shape, depth);
      case "MemberExpression":
        // A task that was just made has no result, and nobody else has it in hand.
        if (depth === 0 && parent.object === node && keyOf(parent) === "result") return "value";
        return parent.object === node ? this.#ofRead(parent, shape, depth) : "used";
      case "CallExpression":
      case "NewExpression":
        return parent.callee === node ? "value" : this.#ofArgument(parent, node, depth);
      default:
        return "used";
    }
  }

  /** What other functions than orchestrators return is looked at where they are called. */
  #ofReturned(around: FunctionNode | undefined, depth: number): TaskUse {
    if (!around) return "used";
    const call = wrapped(around).parent;
    const isCallback = call?.type === "CallExpression" && call.callee !== around;
    if (isCallback) {
      const method = methodOf(call);
      if (method === "forEach") return "forEach";
      if (method === "map" || method === "flatMap") return this.#of(call, "tasks", depth + 1);
    }
    return this.#durable.isOrchestrator(around) ? "returned" : "used";
  }

  /** `{ paid: task }` as the input of an activity is data; elsewhere somebody may read it. */
  #ofMember(object: Node): TaskUse {
    const { parent } = wrapped(object);
    return parent?.type === "CallExpression" && this.#isInput(parent, wrapped(object)) ? "value" : "used";
  }

  #isInput(call: CallExpression, argument: Node): boolean {
    const name = this.#durable.durableCallName(call);
    return (
      name !== undefined &&
      /^call|^signal|^continue|^setCustom/.test(name) &&
      call.arguments.some((each) => each === argument)
    );
  }

  #ofDeclared(target: Node, shape: Shape, depth: number): TaskUse {
    if (target.type === "Identifier") {
      const variable = this.#durable.tree.scopeManager
        .getDeclaredVariables(target.parent)
        .find(({ name }) => name === target.name);
      return variable ? this.#ofVariable(variable, shape, depth) : "used";
    }
    if (shape === "tasks") return "used";
    if (target.type !== "ObjectPattern") return "value";
    const names = target.properties.map((each) => (each.type === "Property" ? keyOf(each) : undefined));
    return names.every((name) => name !== undefined && isTaskMember(name)) ? "neutral" : "value";
  }

  #ofAssigned(target: Node, assignment: Node, shape: Shape, depth: number): TaskUse {
    const variable = target.type === "Identifier" ? this.#kinds.variableOf(target) : undefined;
    if (!variable) return "used";
    const use = this.#ofVariable(variable, shape, depth);
    if (use === "used" || wrapped(assignment).parent?.type === "ExpressionStatement") return use;
    return this.#of(assignment, shape, depth + 1);
  }

  #ofVariable(variable: Binding, shape: Shape, depth: number): TaskUse {
    const known = this.#known.get(variable);
    if (known) return known;
    // While it is looked at: a name may be given to itself.
    this.#known.set(variable, "used");
    const reads = variable.references.filter((each) => each.isRead()).map(({ identifier }) => identifier);
    const uses = reads.map((each) => this.#of(each, shape, depth + 1));
    const use = strongest(isSeenOutside(variable) ? ["used"] : uses.length ? uses : ["dropped"]);
    this.#known.set(variable, use);
    return use;
  }

  #ofRead(member: MemberExpression, shape: Shape, depth: number): TaskUse {
    const name = keyOf(member);
    const outer = wrapped(member).parent;
    if (outer?.type === "AssignmentExpression" && outer.left === member) return "neutral";
    const isCalled = outer?.type === "CallExpression" && unwrap(outer.callee) === member;
    if (isCalled) return this.#ofMethod(outer, name ?? "", shape, depth);
    if (shape === "tasks") return name === "length" ? "neutral" : this.#of(member, "member", depth + 1);
    return name !== undefined && isTaskMember(name) ? "neutral" : "value";
  }

  #ofMethod(call: CallExpression, name: string, shape: Shape, depth: number): TaskUse {
    if (name === "cancel") return "neutral";
    if (shape === "task") return name === "" || isTaskMember(name) || promiseMethods.test(name) ? "used" : "list";
    if (/^(push|unshift|indexOf|includes)$/.test(name)) return "neutral";
    if (shape === "member" || !listMethods.test(name)) return "used";
    const callback = call.arguments[0] && unwrap(call.arguments[0]);
    if (isFunction(callback) && this.#usesElements(callback, depth)) return "used";
    return this.#of(call, "tasks", depth + 1);
  }

  /** The callback of `map` and its like does more than to look at the tasks. */
  #usesElements(callback: FunctionNode, depth: number): boolean {
    const [first] = callback.params;
    if (first?.type !== "Identifier") return callback.params.length > 0;
    const variable = this.#durable.tree.scopeManager
      .getDeclaredVariables(callback)
      .find(({ name }) => name === first.name);
    return !!variable && this.#ofVariable(variable, "member", depth) === "used";
  }

  #ofArgument(call: CallExpression | NewExpression, argument: Node, depth: number): TaskUse {
    if (call.type === "NewExpression") return "used";
    const method = methodOf(call) ?? "";
    if (this.#isInput(call, argument) || loggers.test(method)) return "value";
    if (!/^(push|unshift|add|set)$/.test(method)) return "used";
    const callee = unwrap(call.callee);
    const list = callee.type === "MemberExpression" ? unwrap(callee.object) : undefined;
    const variable = list?.type === "Identifier" ? this.#kinds.variableOf(list) : undefined;
    return variable && isListOfThisFile(variable) ? this.#ofVariable(variable, "tasks", depth) : "used";
  }
}

function isListOfThisFile(variable: Binding): boolean {
  return variable.defs.length === 1 && variable.defs[0]?.type === "Variable";
}

function isSeenOutside(variable: Binding): boolean {
  const [definition] = variable.defs;
  return (
    variable.scope.type === "module" ||
    variable.scope.type === "global" ||
    (definition?.type === "Parameter" && variable.references.length === 0)
  );
}

/** A task that is used anywhere is used; else the worst that is done with it. */
function strongest(uses: readonly TaskUse[]): TaskUse {
  const order: readonly TaskUse[] = ["used", "list", "value", "returned", "forEach", "dropped", "neutral"];
  const found = order.find((each) => uses.includes(each)) ?? "used";
  return found === "neutral" ? "dropped" : found;
}
