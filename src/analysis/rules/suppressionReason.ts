import { defineRule } from "../rule";

/** Reported by what applies suppressions. */
export const suppressionReason = defineRule({
  meta: {
    type: "suggestion",
    docs: { id: "suppression-reason", description: "A comment that turns off a rule without saying why" },
    severity: "info",
    schema: [],
    messages: { reason: "Say why the rule is off here, after a colon: `durable-disable-next-line {{rule}}: reason`." },
  },
  create: () => ({}),
});
