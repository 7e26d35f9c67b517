import { defineRule } from "../rule";
import { setsTimer } from "../state/timerDates";
import { reportData, visitEffect } from "./reportEffects";
import { wallClockFix } from "./wallClockFix";

export const noWallClock = defineRule({
  meta: {
    type: "problem",
    docs: {
      id: "no-wall-clock",
      aka: "DURABLE0001",
      description: "Disallow reading the wall clock in an orchestrator",
    },
    severity: "warning",
    holdsInDamagedCode: true,
    ignoresLogging: true,
    fixable: "code",
    schema: [],
    messages: {
      found: "`{{expression}}` gives a new value on each replay. Use `{{context}}.currentUtcDateTime`.",
      fix: "Use {{context}}.currentUtcDateTime",
    },
  },
  create: (context) =>
    visitEffect(context, "wallClock", (node) => {
      // A timer set by it has a rule of its own.
      if (setsTimer(node, context.durable)) return;
      const fix = wallClockFix(node, context.durable.durableContextAt(node));
      context.report({ node, messageId: "found", data: reportData(context, node), fix });
    }),
});
