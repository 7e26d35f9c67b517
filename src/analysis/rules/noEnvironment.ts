import { inputInstead } from "./inputInstead";
import { defineEffectRule } from "./reportEffects";

export const noEnvironment = defineEffectRule(
  { id: "no-environment", aka: "DURABLE0006", description: "Disallow reading the environment in an orchestrator" },
  "environment",
  "`{{expression}}` may differ when the orchestrator is replayed. Pass it in the input, or read it in an activity.",
  {
    inHelpers: { severity: "info", countedPer: "orchestrator" },
    suggestion: { messages: { input: "Take {{name}} from the input" }, make: inputInstead },
  },
);
