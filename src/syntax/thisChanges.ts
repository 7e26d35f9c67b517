import { mutationBy } from "./moduleBindings";
import { constructorOf } from "./classFields";
import { isFunction, keyOf, unwrap } from "./nodes";
import type { FunctionNode, Node } from "./nodes";

/**
 * The method in which `this` is changed (`this.count++`, `this.lines.push(line)`), when a method does it; undefined when
 * nothing is changed, when a constructor does it, and for what is made once.
 */
export function changeOfThis(node: Node): { readonly method?: FunctionNode } | undefined {
  const change = mutationBy(node, (target) => valueOfField(node, target));
  if (!change || isMadeOnce(change)) return undefined;
  const method = methodAround(node);
  if (method?.parent.type !== "MethodDefinition") return {};
  return method.parent.kind === "constructor" ? undefined : { method };
}

/** What the class declares, or its constructor sets, of the field in `this.seen.add`. */
function valueOfField(self: Node, target: Node): Node | undefined {
  const field = target.type === "MemberExpression" ? unwrap(target.object) : undefined;
  const name = field?.type === "MemberExpression" && unwrap(field.object) === self ? keyOf(field) : undefined;
  const body = name === undefined ? undefined : methodAround(self)?.parent.parent;
  if (body?.type !== "ClassBody") return undefined;
  const declared = body.body.find((each) => each.type === "PropertyDefinition" && keyOf(each) === name);
  if (declared?.type === "PropertyDefinition" && declared.value) return declared.value;
  const statements = constructorOf(body.parent)?.body;
  return statements?.type === "BlockStatement" ? assignedTo(name, statements.body) : undefined;
}

function assignedTo(name: string | undefined, statements: readonly Node[]): Node | undefined {
  for (const statement of statements) {
    const assigned = statement.type === "ExpressionStatement" ? statement.expression : undefined;
    if (assigned?.type !== "AssignmentExpression" || assigned.left.type !== "MemberExpression") continue;
    if (assigned.left.object.type === "ThisExpression" && keyOf(assigned.left) === name) return assigned.right;
  }
  return undefined;
}

/** The method that a `this` is of; arrow functions keep it. */
function methodAround(node: Node): FunctionNode | undefined {
  for (let outer = node.parent; outer; outer = outer.parent) {
    if (isFunction(outer) && outer.type !== "ArrowFunctionExpression") return outer;
  }
  return undefined;
}

/** `this.client ??= …` and `if (!this.client) this.client = …`. */
function isMadeOnce(change: Node): boolean {
  if (change.type !== "AssignmentExpression") return false;
  if (change.operator === "??=" || change.operator === "||=") return true;
  const statement = change.parent;
  const around = statement.parent?.type === "BlockStatement" ? statement.parent.parent : statement.parent;
  return around?.type === "IfStatement" && around.test.type === "UnaryExpression" && around.test.operator === "!";
}
