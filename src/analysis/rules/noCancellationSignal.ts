import { defineEffectRule } from "./reportEffects";

export const noCancellationSignal = defineEffectRule(
  {
    id: "no-cancellation-signal",
    aka: "DURABLE0007",
    description: "Disallow cancellation signals in an orchestrator",
  },
  "cancellation",
  "`{{expression}}` cancels nothing durable, and is gone when the orchestrator is replayed. Race the task with `{{context}}.createTimer` in `{{context}}.Task.any`, then cancel the timer.",
);
