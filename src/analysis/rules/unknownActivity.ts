import { defineUnknownNameRule } from "../names/unknownName";

const methods = /^callActivity(WithRetry)?$/;

export const unknownActivity = defineUnknownNameRule(
  "activity",
  { id: "unknown-activity", aka: "DURABLE2003" },
  methods,
  (node, context) => {
    if (node.type !== "CallExpression" || !methods.test(context.durable.durableCallName(node) ?? "")) return undefined;
    return node.arguments[0];
  },
);
