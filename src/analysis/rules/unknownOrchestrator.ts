import { methodOf } from "../../syntax/nodes";
import { defineUnknownNameRule } from "../names/unknownName";

const methods = /^(callSubOrchestrator(WithRetry)?|startNew)$/;

export const unknownOrchestrator = defineUnknownNameRule(
  "orchestration",
  { id: "unknown-orchestrator", aka: "DURABLE2004" },
  methods,
  (node, context) => {
    if (node.type !== "CallExpression") return undefined;
    const isSub = methods.test(context.durable.durableCallName(node) ?? "");
    // Only durable clients have a method of this name.
    return isSub || methodOf(node) === "startNew" ? node.arguments[0] : undefined;
  },
);
