/**
 * What one suite leaves behind, a line of JSON each: written while the tests run by the process that runs them, read by
 * `npm test`. A suite that hangs or dies has said by then what it did last.
 */
export type ResultLine = { readonly begun: Named } | { readonly ended: TestResult } | { readonly done: true };

interface Named {
  /** Path below `test/`. */
  readonly file: string;
  readonly title: string;
}

export interface TestResult extends Named {
  readonly state: "passed" | "failed" | "skipped";
  /** Milliseconds. */
  readonly duration: number;
  readonly error?: string;
}

export interface SuiteResults {
  readonly tests: readonly TestResult[];
  /** Whether all tests ran; false in what a suite left that died. */
  readonly done: boolean;
  /** The test or hook that ran when the suite died. */
  readonly running?: Named;
}
