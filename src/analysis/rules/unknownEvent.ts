import { methodOf } from "../../syntax/nodes";
import { defineUnknownNameRule } from "../names/unknownName";

export const unknownEvent = defineUnknownNameRule("events", { id: "unknown-event" }, /^raiseEvent$/, (node) =>
  // Only durable clients have a method of this name with a name in the second place.
  node.type === "CallExpression" && methodOf(node) === "raiseEvent" ? node.arguments[1] : undefined,
);
