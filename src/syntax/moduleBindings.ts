import type { ScopeManager, Variable } from "@typescript-eslint/scope-manager";
import { runsLate } from "./lateFunctions";
import { functionAround, isFunction, keyOf, parentOf, unwrap, wrapped } from "./nodes";
import type { FunctionNode, Node } from "./nodes";
import { requiredModule } from "./references";
import { leaves } from "./replayGuards";

export type Binding = Variable;

/** A change of a module's variable, or of what it holds, made by a function. */
export interface BindingChange {
  readonly binding: Binding;
  /** The assignment, update, call or `delete`. */
  readonly node: Node;
  readonly by: FunctionNode;
  /** `assign`: the variable; `mutate`: the object that it holds. */
  readonly kind: "assign" | "mutate";
}

const arrayMethod = /^(push|pop|shift|unshift|splice|sort|reverse|fill|copyWithin)$/;
const collectionMethod = /^(set|add|delete|clear)$/;
/** Functions of such names set things up: who calls them late is not seen from here. */
const settingUp = /^(register|add|define|set|configure|init|initialize|use|setup|reset|clear|load|mock)(?![a-z])/;

/** Variables of the module itself, imports among them, and its classes by the name that they have inside. */
export function isOfModule({ scope, defs }: Binding): boolean {
  const outer = scope.type === "class" && defs[0]?.node === scope.block ? scope.upper : scope;
  return defs.length > 0 && (outer.type === "module" || outer.type === "global");
}

export function isImported({ defs }: Binding): boolean {
  return defs[0]?.type === "ImportBinding";
}

/** Changes of the variables of a module that its functions make; what the module does while it loads is none. */
export function changesIn(scopeManager: ScopeManager): readonly BindingChange[] {
  return variablesOfModule(scopeManager).flatMap(changesOf);
}

function variablesOfModule({ scopes }: ScopeManager): readonly Binding[] {
  const variables = scopes.flatMap((scope) => (/^(module|global|class)$/.test(scope.type) ? scope.variables : []));
  return variables.filter(isOfModule);
}

/** Variables of a module that are set where they are declared. */
export function constantsOf(scopeManager: ScopeManager): readonly Binding[] {
  return variablesOfModule(scopeManager).filter(({ defs: [definition] }) => {
    const value = definition?.node.type === "VariableDeclarator" ? definition.node.init : undefined;
    return !!value && value.type !== "Literal" && !isFunction(value);
  });
}

function changesOf(binding: Binding): readonly BindingChange[] {
  return binding.references.flatMap((reference): readonly BindingChange[] => {
    const { identifier } = reference;
    const isAssigned = reference.isWrite() && reference.init !== true;
    const node = isAssigned ? assignmentAround(identifier) : mutationBy(identifier, () => valueOf(binding));
    const by = node && functionAround(identifier);
    if (!by || (binding.defs[0]?.type === "ClassName" && isMemberMadeOnce(node))) return [];
    return [{ binding, node, by, kind: isAssigned ? "assign" : "mutate" }];
  });
}

/** Variables that read otherwise in a later replay: functions change them, and not only to set them up while loading. */
export function changedBindings(changes: readonly BindingChange[], scopeManager: ScopeManager): ReadonlySet<Binding> {
  const later = changes.filter(
    (change) =>
      (!isMadeOnce(change) && !settingUp.test(nameOf(change.by)) && hasFirstValue(change)) ||
      (change.kind === "assign" && runsLate(change.by, scopeManager)),
  );
  return new Set(later.map(({ binding }) => binding));
}

/** `let logger;` that a function assigns is handed in; `let count = 0;` is state. */
function hasFirstValue({ binding, kind }: BindingChange): boolean {
  const [definition] = binding.defs;
  if (definition?.node.type !== "VariableDeclarator") return false;
  const { init } = definition.node;
  if (kind === "mutate") return init !== null;
  const isEmpty = !init || (init.type === "Literal" && init.value === null);
  return !isEmpty && !(init.type === "Identifier" && init.name === "undefined");
}

function nameOf(node: FunctionNode): string {
  if (node.id) return node.id.name;
  const { parent } = node;
  return parent.type === "VariableDeclarator" && parent.id.type === "Identifier" ? parent.id.name : "";
}

/** `if (!client) client = …`, `client ??= …`: made once, when it is first needed. */
export function isMadeOnce({ node, binding }: Pick<BindingChange, "node" | "binding">): boolean {
  if (node.type !== "AssignmentExpression" || isYielded(node.right)) return false;
  if (node.operator === "??=" || node.operator === "||=") return true;
  const right = unwrap(node.right);
  if (right.type === "LogicalExpression" && names(right.left, binding)) return true;
  for (let at: Node = node; at.parent && !isFunction(at.parent); at = at.parent) {
    const parent: Node = at.parent;
    if (parent.type === "IfStatement" && parent.test !== at && names(parent.test, binding)) return true;
    if (parent.type === "LogicalExpression" && parent.right === at && names(parent.left, binding)) return true;
  }
  return false;
}

/** `if (!Store.shared) Store.shared = …`, `if (Store.shared) return …; Store.shared = …`: of a class that has one object. */
function isMemberMadeOnce(node: Node): boolean {
  if (node.type !== "AssignmentExpression" || isYielded(node.right)) return false;
  if (node.operator === "??=" || node.operator === "||=") return true;
  const target = pathOf(node.left);
  const asks = (test: Node) => target !== undefined && testedPath(test) === target;
  for (let at: Node = node; at.parent && !isFunction(at.parent); at = at.parent) {
    const parent: Node = at.parent;
    if (parent.type === "IfStatement" && parent.test !== at && asks(parent.test)) return true;
    if (parent.type !== "BlockStatement") continue;
    const before = parent.body.filter((each) => each.range[1] <= at.range[0]);
    if (before.some((each) => each.type === "IfStatement" && asks(each.test) && leaves(each.consequent))) return true;
  }
  return false;
}

/** `Store.shared` of `!Store.shared`, `Store.shared === undefined` and `Store.shared`. */
function testedPath(test: Node): string | undefined {
  const value = unwrap(test);
  if (value.type === "UnaryExpression" && value.operator === "!") return pathOf(value.argument);
  if (value.type === "BinaryExpression" && /^[!=]==?$/.test(value.operator)) return pathOf(value.left);
  return pathOf(value);
}

function pathOf(node: Node): string | undefined {
  const value = unwrap(node);
  if (value.type === "Identifier") return value.name;
  const object = value.type === "MemberExpression" ? pathOf(value.object) : undefined;
  return value.type === "MemberExpression" && object !== undefined ? `${object}.${keyOf(value) ?? ""}` : undefined;
}

function names({ range: [start, end] }: Node, { references }: Binding): boolean {
  return references.some(({ identifier: { range } }) => range[0] >= start && range[1] <= end);
}

function isYielded(node: Node): boolean {
  return /^(Yield|Await)Expression$/.test(unwrap(node).type);
}

function assignmentAround(identifier: Node): Node {
  for (let at = identifier; at.parent; at = at.parent) {
    if (/^(AssignmentExpression|UpdateExpression)$/.test(at.parent.type)) return at.parent;
    if (at.parent.type.endsWith("Statement")) break;
  }
  return identifier;
}

/** `state.count++`, `delete state.a`, `list.push(…)`, `Object.assign(state, …)`. */
export function mutationBy(root: Node, valueOf: (target: Node) => Node | undefined): Node | undefined {
  const first = parentOf(root);
  if (first?.type === "CallExpression") return isObjectAssign(first, wrapped(root)) ? first : undefined;
  const target = memberChain(root);
  if (target?.type !== "MemberExpression") return undefined;
  const around = parentOf(target);
  switch (around?.type) {
    case "AssignmentExpression":
      return unwrap(around.left) === target ? around : undefined;
    case "UpdateExpression":
      return around;
    case "UnaryExpression":
      return around.operator === "delete" ? around : undefined;
    case "CallExpression":
      return unwrap(around.callee) === target && mutates(keyOf(target) ?? "", valueOf(target)) ? around : undefined;
    default:
      return undefined;
  }
}

/** The longest `a.b.c` that begins with a node. */
function memberChain(root: Node): Node | undefined {
  let target: Node = root;
  for (;;) {
    const parent: Node | undefined = parentOf(target);
    if (parent?.type !== "MemberExpression") return target;
    if (unwrap(parent.object) !== target) return undefined;
    target = parent;
  }
}

function isObjectAssign(call: Node, argument: Node): boolean {
  if (call.type !== "CallExpression" || call.arguments[0] !== argument) return false;
  const callee = unwrap(call.callee);
  if (callee.type !== "MemberExpression" || keyOf(callee) !== "assign") return false;
  const object = unwrap(callee.object);
  return object.type === "Identifier" && object.name === "Object";
}

/** What a variable of the module is declared with. */
function valueOf({ defs: [definition] }: Binding): Node | undefined {
  return definition?.node.type === "VariableDeclarator" ? (definition.node.init ?? undefined) : undefined;
}

/** Methods of arrays tell by their name; `set` and `add` are many things, unless of a collection that is seen. */
function mutates(method: string, held: Node | undefined): boolean {
  const value = held && unwrap(held);
  if (arrayMethod.test(method)) return value?.type !== "CallExpression" || requiredModule(value) !== undefined;
  if (value?.type !== "NewExpression" || !collectionMethod.test(method)) return false;
  const made = unwrap(value.callee);
  return made.type === "Identifier" && /^(Map|Set|WeakMap|WeakSet)$/.test(made.name);
}
