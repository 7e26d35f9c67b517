import { durableTimer } from "./durableTimer";
import { defineEffectRule } from "./reportEffects";

export const noDelay = defineEffectRule(
  { id: "no-delay", aka: "DURABLE0003", description: "Disallow timers of the process in an orchestrator" },
  "delay",
  "`{{expression}}` does not wait in an orchestrator: a replay goes on at once. Use `yield {{context}}.createTimer(…)`.",
  { suggestion: { messages: { timer: "Wait with {{context}}.createTimer" }, make: durableTimer } },
);
