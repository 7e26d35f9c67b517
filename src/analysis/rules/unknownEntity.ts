import { defineUnknownNameRule } from "../names/unknownName";

export const unknownEntity = defineUnknownNameRule(
  "entity",
  { id: "unknown-entity" },
  /^EntityId$/,
  (node, context) => {
    if (node.type !== "NewExpression") return undefined;
    const isEntityId = context.durable
      .valuesOf(node.callee)
      .some((value) => value.kind === "package" && value.module === "durable-functions" && value.path === "EntityId");
    return isEntityId ? node.arguments[0] : undefined;
  },
);
