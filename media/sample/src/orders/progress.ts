import type { OrchestrationContext } from "durable-functions";

export type Step = "pricing" | "approval" | "rejected" | "payment" | "shipping" | "done";

/** Shows in the instance's custom status how far the order is, and since when. */
export function showProgress(context: OrchestrationContext, step: Step): void {
  const since = context.df.currentUtcDateTime.toISOString();
  context.df.setCustomStatus({ step, since });
}
