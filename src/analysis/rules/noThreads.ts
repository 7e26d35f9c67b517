import { defineEffectRule } from "./reportEffects";

export const noThreads = defineEffectRule(
  { id: "no-threads", aka: "DURABLE0004", description: "Disallow threads and processes in an orchestrator" },
  "threads",
  "`{{expression}}` starts work that a replay starts again. Do it in an activity.",
);
