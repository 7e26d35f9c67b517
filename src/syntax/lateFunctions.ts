import type { ScopeManager } from "@typescript-eslint/scope-manager";
import { functionAround, parentOf, unwrap, wrapped } from "./nodes";
import type { FunctionNode, Node } from "./nodes";
import { mayRegister } from "./registrationCalls";

/** Functions that call each other. */
const maximalDepth = 6;

/**
 * Whether a function runs only where a registered one does: after the module has loaded, and in a process that runs
 * this function at all. False for what is exported or handed on: who calls it is not seen from here.
 */
export function runsLate(node: FunctionNode, scopeManager: ScopeManager, depth = 0): boolean {
  if (depth > maximalDepth) return false;
  if (isHandler(node)) return true;
  const named = nameOf(node);
  if (!named) return isArgument(node) && isInLateFunction(node, scopeManager, depth);
  if (isExported(named)) return false;
  const [variable] = scopeManager.getDeclaredVariables(named);
  const uses = variable?.references.filter((each) => each.isRead()).map(({ identifier }) => identifier) ?? [];
  return (
    uses.length > 0 &&
    uses.every((use) => isHandler(use) || (isCalled(use) && isInLateFunction(use, scopeManager, depth)))
  );
}

/** The declaration that gives a function its name. */
function nameOf(node: FunctionNode): Node | undefined {
  if (node.type === "FunctionDeclaration") return node;
  const around = parentOf(node);
  return around?.type === "VariableDeclarator" ? around : undefined;
}

function isInLateFunction(node: Node, scopeManager: ScopeManager, depth: number): boolean {
  const around = functionAround(node);
  return !!around && runsLate(around, scopeManager, depth + 1);
}

function isExported(declaration: Node): boolean {
  const statement: Node = declaration.type === "VariableDeclarator" ? declaration.parent : declaration;
  return (statement.parent?.type ?? "").startsWith("Export");
}

function isCalled(use: Node): boolean {
  const around = parentOf(use);
  return around?.type === "CallExpression" && unwrap(around.callee) === use;
}

function isArgument(node: Node): boolean {
  const around = parentOf(node);
  return around?.type === "CallExpression" && around.callee !== wrapped(node);
}

/** `app.http("start", { handler })`, `df.app.orchestration("order", order)`. */
function isHandler(node: Node): boolean {
  const around = parentOf(node);
  if (around?.type === "CallExpression") return around.callee !== wrapped(node) && mayRegister(around);
  if (around?.type !== "Property" || around.value !== wrapped(node)) return false;
  const options = around.parent;
  const call = options.type === "ObjectExpression" ? parentOf(options) : undefined;
  return call?.type === "CallExpression" && mayRegister(call);
}
