import { defineRule } from "../rule";
import { setsTimer } from "../state/timerDates";
import { reportData, visitEffect } from "./reportEffects";
import { wallClockFix } from "./wallClockFix";

export const noWallClockTimer = defineRule({
  meta: {
    type: "problem",
    docs: { id: "no-wall-clock-timer", description: "Disallow durable timers that are set by the wall clock" },
    severity: "warning",
    ignoresLogging: true,
    fixable: "code",
    schema: [],
    messages: {
      found:
        "`{{expression}}` sets the timer to another time on each replay. Count from `{{context}}.currentUtcDateTime`.",
      fix: "Count from {{context}}.currentUtcDateTime",
    },
  },
  create: (context) =>
    visitEffect(context, "wallClock", (node) => {
      if (!setsTimer(node, context.durable)) return;
      const fix = wallClockFix(node, context.durable.durableContextAt(node));
      context.report({ node, messageId: "found", data: reportData(context, node), fix });
    }),
});
