import { defineRule } from "../rule";

/** Reported by what applies suppressions, once it is known what was found. */
export const unusedSuppression = defineRule({
  meta: {
    type: "suggestion",
    docs: {
      id: "unused-suppression",
      description: "A comment that turns off a rule where that rule finds nothing, or a rule that does not exist",
    },
    severity: "warning",
    hasSuggestions: true,
    schema: [],
    messages: {
      unused: "`{{rule}}` finds nothing here. Remove it from the comment.",
      setUp:
        "`{{rule}}` judges the set-up of the app, where comments turn off nothing. Set its severity: in `durableToolkit.lint.rules`, or with `lint --rule {{rule}}=off`.",
      unknown: "There is no rule `{{rule}}`.{{near}}",
      noRule: "The comment names no rule, and turns off none. Name the rule, or remove the comment.",
      misplaced:
        "`durable-disable` counts only as a block comment before the first code, for the whole file: `/* durable-disable … */`. For one line there is `durable-disable-next-line`.",
      unknownWord:
        "The comment turns off nothing. There are `durable-disable-next-line`, `durable-disable-line` and, before the first code, `/* durable-disable … */`.",
      remove: "Remove the comment",
      removeName: "Remove {{rule}} from the comment",
    },
  },
  create: () => ({}),
});
