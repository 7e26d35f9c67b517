import { isInside, type AwaitExpression, type FunctionNode, type Node } from "../../syntax/nodes";

/**
 * Text of an async function as a generator that yields what it awaited. Undefined for what needs more than that: methods,
 * arrow functions without a block, functions with a type for what they return.
 */
export function asGenerator(
  source: string,
  node: FunctionNode,
  awaits: readonly AwaitExpression[],
): string | undefined {
  if (node.body.type !== "BlockStatement" || node.returnType || !isPlain(source, node)) return undefined;
  if (awaits.some((each) => awaits.some((other) => other !== each && isInside(each, other)))) return undefined;
  const head = source.slice(node.range[0], node.body.range[0]).replace(/^async\s*/, "");
  const isArrow = node.type === "ArrowFunctionExpression";
  const newHead = isArrow ? `function* ${head.replace(/=>\s*$/, "")}` : head.replace(/^function\s*\*?/, "function*");
  return newHead + bodyOf(source, node.body, awaits);
}

/** A method has its `async` before its name, which is not part of the function. */
function isPlain(source: string, node: FunctionNode): boolean {
  return source.startsWith("async", node.range[0]) && !/^(MethodDefinition|Property)$/.test(methodParent(node));
}

function methodParent({ parent }: FunctionNode): string {
  if (parent.type === "Property") return parent.method ? parent.type : "";
  return parent.type;
}

function bodyOf(source: string, body: Node, awaits: readonly AwaitExpression[]): string {
  let at = body.range[0];
  let text = "";
  for (const each of awaits) {
    text += source.slice(at, each.range[0]) + yieldText(source, each);
    at = each.range[1];
  }
  return text + source.slice(at, body.range[1]);
}

/** `await task` as `yield task`, in parentheses where `yield` binds less. */
export function yieldText(source: string, node: AwaitExpression): string {
  const text = `yield${source.slice(node.range[0] + "await".length, node.range[1])}`;
  const standsAlone = /^(ExpressionStatement|VariableDeclarator|ReturnStatement|AssignmentExpression)$/;
  return standsAlone.test(node.parent.type) ? text : `(${text})`;
}
