import { defineEffectRule } from "./reportEffects";

export const noHighResolutionClock = defineEffectRule(
  { id: "no-high-resolution-clock", description: "Disallow reading high-resolution clocks in an orchestrator" },
  "highResolutionClock",
  "`{{expression}}` gives a new value on each replay. Take the difference of two `{{context}}.currentUtcDateTime`, or measure in an activity.",
);
