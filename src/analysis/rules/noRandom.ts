import { defineEffectRule } from "./reportEffects";

export const noRandom = defineEffectRule(
  { id: "no-random", description: "Disallow random values in an orchestrator" },
  "random",
  "`{{expression}}` gives a new value on each replay. Draw it in an activity, or derive it from `{{context}}.newGuid({{context}}.instanceId)`.",
);
