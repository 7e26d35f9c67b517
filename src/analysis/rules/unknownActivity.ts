import { defineUnknownNameRule } from "../names/unknownName";

const methods = /^callActivity(WithRetry)?$/;

export const unknownActivity = defineUnknownNameRule(
  "activity",
  { id: "unknown-activity", aka: "DURABLE2003" },
  (context, node) => {
    if (node.type !== "CallExpression" || !methods.test(context.durable.durableCallName(node) ?? "")) return undefined;
    return node.arguments[0];
  },
);
