import type { GeneratedApp } from "../support/generatedApp";
import type { Shape } from "../support/generatedHistories";

/** What the child process of the benchmark `replay` is asked to measure. */
export interface ReplayTask {
  readonly app: GeneratedApp;
  readonly shape: Shape;
  readonly size: number;
  readonly repetitions: number;
}

/** Medians in ms. */
export interface ReplayTimes {
  readonly ours: number;
  readonly baseline: number;
}
