import { defineEffectRule } from "./reportEffects";

export const noNetwork = defineEffectRule(
  { id: "no-network", aka: "DURABLE0005", description: "Disallow network calls in an orchestrator" },
  "network",
  "`{{expression}}` calls the network again on each replay. Use `yield {{context}}.callHttp(…)`, or an activity.",
);
