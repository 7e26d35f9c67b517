import Mocha from "mocha";
import type { Hook, Test } from "mocha";
import type { SuiteResults, TestResult } from "./results";
import type { FileTracker } from "./testFiles";

const { EVENT_TEST_FAIL, EVENT_TEST_PASS, EVENT_TEST_PENDING } = Mocha.Runner.constants;

/** Runs the loaded tests; failed hooks count as failed tests, since what they prepare was not tested. */
export async function recordResults(mocha: Mocha, files: FileTracker): Promise<SuiteResults> {
  const tests: TestResult[] = [];
  const record = (test: Test | Hook, state: TestResult["state"], error?: unknown) =>
    tests.push({
      file: files.fileOf(test as Test),
      title: test.fullTitle(),
      state,
      duration: test.duration ?? 0,
      ...(error === undefined ? {} : { error: describeError(error) }),
    });
  await new Promise<void>((resolve) => {
    const runner = mocha.run(() => resolve());
    runner.on(EVENT_TEST_PASS, (test) => record(test, "passed"));
    runner.on(EVENT_TEST_PENDING, (test) => record(test, "skipped"));
    runner.on(EVENT_TEST_FAIL, (test, error) => record(test, "failed", error));
  });
  const used = new Set(tests.map(({ file }) => file));
  return { done: true, tests, emptyFiles: files.loadedFiles().filter((file) => !used.has(file)) };
}

/** Message, difference (when it is a failed comparison) and stack. */
function describeError(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const stack = error.stack ?? error.message;
  return stack.includes(error.message) ? stack : `${error.message}\n${stack}`;
}
