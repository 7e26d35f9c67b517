import { keyOf, unwrap, wrapped, type Node } from "../../syntax/nodes";
import { defineRule, type RuleContext } from "../rule";
import { durableMembers } from "../sdk/durableTable";

export const noWrongContext = defineRule({
  meta: {
    type: "problem",
    docs: { id: "no-wrong-context", description: "Disallow the durable context of orchestrators outside of them" },
    severity: "error",
    scope: "everywhere",
    schema: [],
    messages: {
      missing: "The context of {{kind}} has no `df`: this fails when it runs. {{next}}",
      captured:
        "`{{object}}` belongs to the orchestrator around this {{kind}}, which runs at another time and place. Pass what it needs as input.",
    },
  },
  create: (context) => ({
    MemberExpression(node) {
      const member = keyOf(node);
      if (member === undefined || !Object.hasOwn(durableMembers, member) || !context.durable.isDurable(node.object))
        return;
      const use = context.durable.registered.contextUseAt(node);
      if (!use || isAskedFor(node.object, context)) return;
      const kind = use.kind === "activity" ? "an activity" : "a client function";
      const object = context.sourceCode.text.slice(...unwrap(node.object).range).slice(0, 40);
      const next =
        use.kind === "activity"
          ? "Do it in the orchestrator and pass the result as input."
          : "Use the durable client: `df.getClient(context)`.";
      if (use.isOwn) context.report({ node, messageId: "missing", data: { kind, next } });
      else
        context.report({
          node,
          messageId: "captured",
          data: { kind: use.kind === "activity" ? "activity" : "client function", object },
        });
    },
  }),
});

/** Somewhere the code asks whether its context has a `df`: `context.df?.isReplaying`, `if (!context.df) return`. */
function isAskedFor(durable: Node, { durable: { tree } }: RuleContext): boolean {
  const member = unwrap(durable);
  const base = member.type === "MemberExpression" ? unwrap(member.object) : undefined;
  const variable = base?.type === "Identifier" ? tree.keys.variableOf(base) : undefined;
  return variable?.references.some(({ identifier }) => isTest(identifier)) ?? false;
}

function isTest(context: Node): boolean {
  const { parent } = context;
  if (parent?.type === "BinaryExpression") return parent.operator === "in";
  if (parent?.type !== "MemberExpression" || keyOf(parent) !== "df") return false;
  const member = wrapped(parent);
  const outer = member.parent;
  switch (outer?.type) {
    case "MemberExpression":
      return outer.optional;
    case "LogicalExpression":
      return outer.left === member;
    case "IfStatement":
    case "ConditionalExpression":
      return outer.test === member;
    default:
      return outer?.type === "BinaryExpression" || (outer?.type === "UnaryExpression" && outer.operator !== "void");
  }
}
