/** What one suite leaves behind: written by the process that ran the tests, read by `npm test`. */
export interface SuiteResults {
  /** Written last: a file without it comes from a suite that died. */
  readonly done: true;
  readonly tests: readonly TestResult[];
  /** Files that were loaded but brought no test. */
  readonly emptyFiles: readonly string[];
}

export interface TestResult {
  /** Path below `test/`. */
  readonly file: string;
  readonly title: string;
  readonly state: "passed" | "failed" | "skipped";
  /** Milliseconds. */
  readonly duration: number;
  readonly error?: string;
}
