import { defineEffectRule } from "./reportEffects";

export const noStorage = defineEffectRule(
  { id: "no-storage", aka: "DURABLE0005", description: "Disallow files and databases in an orchestrator" },
  "storage",
  "`{{expression}}` reads or writes again on each replay. Do it in an activity.",
);
