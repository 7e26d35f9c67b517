import { codeChildrenOf } from "../../syntax/codeChildren";
import { isFunction, type FunctionNode, type Node } from "../../syntax/nodes";

/** What a function returns, as written: the body of an arrow function, the arguments of `return`. */
export function returnedExpressions(node: FunctionNode): readonly Node[] {
  if (node.body.type !== "BlockStatement") return [node.body];
  return [...ownNodesOf(node)].flatMap((each) =>
    each.type === "ReturnStatement" && each.argument ? [each.argument] : [],
  );
}

/** The nodes that run when a function runs, in the order of the text: those of functions inside it do not. */
export function* ownNodesOf(node: Node): Generator<Node> {
  for (const child of codeChildrenOf(node)) {
    yield child;
    if (!isFunction(child)) yield* ownNodesOf(child);
  }
}
