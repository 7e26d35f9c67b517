import { keyOf, unwrap } from "../../syntax/nodes";
import { defineRule } from "../rule";
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
      if (!use) return;
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
