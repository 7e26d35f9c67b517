import path from "node:path";
import type { LaunchArguments } from "../../src/contributions/launchArguments";
import { olderNode } from "./olderNode";

export const fixtures = path.resolve("test/fixtures");
export const sample = path.resolve("media/sample");

type FixtureApp = "v1-js" | "v3-js" | "v3-ts" | "v4-js" | "v4-ts";

/** A launch of a recorded history on a fixture app. */
export function recorded(app: FixtureApp, name: string, more: LaunchArguments = {}): LaunchArguments {
  // The TypeScript of v3-ts says what the JavaScript of v3-js says, and replays its histories.
  const folder = app === "v3-ts" ? "v3-js" : app;
  return {
    history: path.join(fixtures, "histories", folder, `${name}.json`),
    appRoot: path.join(fixtures, "apps", app),
    ...(!app.startsWith("v4") && olderNode !== undefined && { runtimeExecutable: olderNode }),
    ...more,
  };
}

/** A launch of one of the sample's histories. */
export function sampleReplay(name: string, more: LaunchArguments = {}): LaunchArguments {
  return { history: path.join(sample, "histories", `${name}.durable-history.json`), appRoot: sample, ...more };
}

/** Histories whose code has loops, fan-out, `yield*`, retries, errors and helpers, in both languages, on each SDK. */
export const varied: readonly (readonly [FixtureApp, string])[] = [
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
  ["v3-js", "onboarding"],
  ["v3-js", "inventory-recovers"],
  ["v3-ts", "approval-yes"],
  ["v1-js", "order"],
  ["v1-js", "inventory-recovers"],
  ["v1-js", "report-6"],
];
