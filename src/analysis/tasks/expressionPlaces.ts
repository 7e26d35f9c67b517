import type { Node } from "../../syntax/nodes";

/** Whether an expression may become a `yield` where it stands, without parentheses. */
export function isBare(place: Node): boolean {
  const { parent } = place;
  return (
    parent?.type === "ExpressionStatement" ||
    parent?.type === "ReturnStatement" ||
    (parent?.type === "VariableDeclarator" && parent.init === place) ||
    (parent?.type === "AssignmentExpression" && parent.right === place)
  );
}
