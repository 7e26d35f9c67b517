import path from "node:path";
import type { LaunchArguments } from "../../src/contributions/launchArguments";

export const fixtures = path.resolve("test/fixtures");
export const sample = path.resolve("media/sample");

/** A launch of a recorded history on a fixture app. */
export function recorded(app: "v4-js" | "v4-ts", name: string, more: LaunchArguments = {}): LaunchArguments {
  return {
    history: path.join(fixtures, "histories", app, `${name}.json`),
    appRoot: path.join(fixtures, "apps", app),
    ...more,
  };
}

/** A launch of one of the sample's histories. */
export function sampleReplay(name: string, more: LaunchArguments = {}): LaunchArguments {
  return { history: path.join(sample, "histories", `${name}.durable-history.json`), appRoot: sample, ...more };
}

/** Histories whose code has loops, fan-out, `yield*`, retries, errors and helpers, in both languages. */
export const varied: readonly (readonly ["v4-js" | "v4-ts", string])[] = [
  ["v4-js", "chain"],
  ["v4-js", "approval-yes"],
  ["v4-js", "order"],
  ["v4-js", "charge-declined"],
  ["v4-js", "inventory-recovers"],
  ["v4-js", "delivery"],
  ["v4-js", "signatures-in-turn"],
  ["v4-ts", "report-6"],
  ["v4-ts", "order"],
  ["v4-ts", "order-over-limit"],
];
