import type { CallExpression, MemberExpression, Node, NodeVisitor, NewExpression } from "../../syntax/nodes";
import type { Effect } from "../effects/effects";
import type { RuleContext } from "../rule";

export type EffectNode = CallExpression | NewExpression | MemberExpression;

/** Visits what has one of `effects`: calls, `new` and members that are read. */
export function visitEffects(
  context: RuleContext,
  effects: readonly Effect[],
  visit: (node: EffectNode) => void,
): NodeVisitor {
  const look = (node: EffectNode) => {
    const effect = context.durable.effectOf(node);
    if (effect && effects.includes(effect)) visit(node);
  };
  return { CallExpression: look, NewExpression: look, MemberExpression: look };
}

/** A call as its reader knows it, without its arguments; long ones cut. */
export function shortText(context: RuleContext, node: Node): string {
  const text = context.sourceCode.text.slice(node.range[0], node.range[1]).replace(/\s+/g, " ");
  const called =
    node.type === "MemberExpression" ? text : text.replace(/\(.*\)$/, (inner) => (inner === "()" ? inner : "(…)"));
  return called.length > 60 ? `${called.slice(0, 59)}…` : called;
}
