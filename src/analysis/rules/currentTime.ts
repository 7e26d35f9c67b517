import { unwrap, type Node } from "../../syntax/nodes";
import type { RuleContext } from "../rule";

/** Aliases of aliases. */
const maximalDepth = 4;

/** `context.df.currentUtcDateTime`, or where a variable got it from. */
export function currentTimeOf(node: Node, context: RuleContext, depth = 0): Node | undefined {
  if (node.type === "MemberExpression")
    return context.durable.durableMemberName(node) === "currentUtcDateTime" ? node : undefined;
  if (node.type !== "Identifier" || depth > maximalDepth) return undefined;
  const variable = context.durable.tree.keys.variableOf(node);
  const [definition] = variable?.defs ?? [];
  const declarator = definition?.node;
  if (declarator?.type !== "VariableDeclarator" || declarator.id.type !== "Identifier" || !declarator.init)
    return undefined;
  const isAssigned = variable?.references.some((each) => each.isWrite() && each.init !== true);
  return isAssigned ? undefined : currentTimeOf(unwrap(declarator.init), context, depth + 1);
}
