import { defineEffectRule } from "./reportEffects";

export const noWeakReference = defineEffectRule(
  { id: "no-weak-reference", description: "Disallow what shows when garbage is collected in an orchestrator" },
  "weakReference",
  "`{{expression}}` shows when garbage is collected, which no replay repeats. Keep the value itself.",
);
